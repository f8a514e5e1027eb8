import type { Reason } from './crop-words.ts'

/** What the host takes: pixels of a side, bytes of a file. */
export interface Limits {
  side: number
  bytes: number
}

/**
 * What apps would refuse of a picture: JPEG or PNG, square, at most so many pixels, RGB, without transparency (Apple,
 * PSP-1). From its first bytes, as the host looks at it; the size is the one it is decoded to.
 */
export function reasonsAgainst(bytes: Uint8Array, size: { width: number; height: number }, max: Limits): Reason[] {
  const { width, height } = size
  const channels = jpegChannels(bytes)
  const colourType = isPng(bytes) ? bytes[25]! : null
  const reasons: [Reason, boolean][] = [
    ['notSquare', width !== height],
    ['tooLarge', width > max.side || height > max.side],
    ['otherFormat', channels === null && colourType === null],
    // PNG, 11.2.1: 4 and 6 have an alpha channel, 0 is grey. A palette may hold transparency in a chunk of its own.
    ['transparent', colourType !== null && [3, 4, 6].includes(colourType)],
    ['colours', colourType === 0 || (channels !== null && channels !== 3)],
    ['tooHeavy', bytes.length > max.bytes],
  ]
  return reasons.filter(([, applies]) => applies).map(([reason]) => reason)
}

const isPng = (bytes: Uint8Array) => [0x89, 0x50, 0x4e, 0x47].every((byte, at) => bytes[at] === byte)

/** How many channels the frame of a JPEG has (ISO/IEC 10918-1, B.2.2); null where it is none. */
function jpegChannels(bytes: Uint8Array): number | null {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return null
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff; ) {
    const marker = bytes[at + 1]!
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) return bytes[at + 9]!
    at += 2 + bytes[at + 2]! * 256 + bytes[at + 3]!
  }
  return null
}
