import type { FileHandle } from 'node:fs/promises'

/** A box of an MP4 (ISO/IEC 14496-12 §4.2): its contents are the bytes from `start` to `end`. */
export interface Box {
  type: string
  start: number
  end: number
}

/** Boxes side by side. No file that is meant to be played has more; a hostile one has millions. */
const MAX_BOXES_IN_FILE = 1000
const MAX_BOXES_IN_BOX = 256

/**
 * The boxes a file consists of, without reading what is in them. The last one may promise to end behind the file.
 * Ends quietly where no box begins.
 */
export async function readFileBoxes(file: FileHandle, bytes: number): Promise<Box[]> {
  const boxes: Box[] = []
  const head = Buffer.alloc(16)
  for (let at = 0; at + 8 <= bytes && boxes.length < MAX_BOXES_IN_FILE; ) {
    const { bytesRead } = await file.read(head, 0, 16, at)
    const box = readBox(head.subarray(0, bytesRead), 0, bytes - at)
    if (!box) break
    boxes.push({ type: box.type, start: at + box.start, end: at + box.end })
    at += box.end
  }
  return boxes
}

/** The boxes inside these bytes, each whole. */
export function boxesIn(bytes: Buffer, start = 0, end = bytes.length): Box[] {
  const boxes: Box[] = []
  for (let at = start; at + 8 <= end && boxes.length < MAX_BOXES_IN_BOX; ) {
    const box = readBox(bytes, at, end - at)
    if (!box || box.end > end) break
    boxes.push(box)
    at = box.end
  }
  return boxes
}

/** The contents of the first box at a path like `mdia/minf/stbl`; null when there is none. */
export function findBox(bytes: Buffer, path: string): Buffer | null {
  let found = bytes
  for (const type of path.split('/')) {
    const box = boxesIn(found).find((candidate) => candidate.type === type)
    if (!box) return null
    found = found.subarray(box.start, box.end)
  }
  return found
}

/** A size of 1 says that the real one follows in eight bytes, 0 that the box goes on to the end. */
function readBox(bytes: Buffer, at: number, available: number): Box | null {
  if (at + 8 > bytes.length) return null
  const type = bytes.toString('latin1', at + 4, at + 8)
  const size = bytes.readUInt32BE(at)
  if (size === 0) return { type, start: at + 8, end: at + available }
  if (size !== 1) return size < 8 ? null : { type, start: at + 8, end: at + size }
  if (at + 16 > bytes.length) return null
  const longSize = Number(bytes.readBigUInt64BE(at + 8))
  return longSize < 16 || longSize > Number.MAX_SAFE_INTEGER - at ? null : { type, start: at + 16, end: at + longSize }
}
