import { createHash } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { dirname } from 'node:path'

/** MPEG-1 Layer III, 128 kbit/s, 48 kHz, stereo: with these every frame has the same size (ISO/IEC 11172-3 §2.4.3.1). */
const FRAME_HEADER = [0xff, 0xfb, 0x94, 0xc4]
export const FRAME_BYTES = 384
export const FRAME_SECONDS = 1152 / 48_000
const FRAMES_PER_BLOCK = 682

/** Frames of silence: what a sender repeats, so that a file of any length is a real MP3 and needs no room. */
const block = Buffer.alloc(FRAME_BYTES * FRAMES_PER_BLOCK)
for (let at = 0; at < block.length; at += FRAME_BYTES) block.set(FRAME_HEADER, at)

/** The size nearest below that is a whole number of frames. */
export const wholeFrames = (bytes: number) => bytes - (bytes % FRAME_BYTES)

/** An MP3 of so many bytes (a whole number of frames), in blocks of a quarter of a megabyte. */
export function* mp3Blocks(bytes: number): Generator<Buffer> {
  for (let left = bytes; left > 0; left -= block.length) yield left >= block.length ? block : block.subarray(0, left)
}

/** Writes an MP3 to a file and answers its SHA-256. */
export async function writeMp3(path: string, bytes: number): Promise<string> {
  mkdirSync(dirname(path), { recursive: true })
  const hash = createHash('sha256')
  const file = await open(path, 'w')
  try {
    for (const part of mp3Blocks(bytes)) {
      hash.update(part)
      await file.writeFile(part)
    }
    await file.sync()
  } finally {
    await file.close()
  }
  return hash.digest('hex')
}
