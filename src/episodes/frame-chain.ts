import { headerWord, isSameStream, readFrameHeader } from './mpeg-header.ts'
import { tagBlockSize } from './tag-blocks.ts'

/**
 * Whether MP3 frames begin here: as many as noise doesn't make, each where the one before ends, all of one stream.
 * `isEnd` says that the bytes end where the file ends; a chain that closes there, or at a tag, may be shorter.
 */
export function isFrameChain(bytes: Uint8Array, at: number, isEnd: boolean): boolean {
  const first = headerWord(bytes, at)
  let next = at
  for (let frames = 0; frames < CHAIN_FRAMES; frames++) {
    if (frames >= CLOSING_CHAIN_FRAMES && isClosed(bytes, next, isEnd)) return true
    const word = headerWord(bytes, next)
    const size = readFrameHeader(word)?.size ?? 0
    if (size === 0 || !isSameStream(first, word)) return false
    next += size
  }
  return next <= bytes.length
}

/** Whether frames of the free format begin here: headers without a bitrate that come back at equal distances. */
export function isFreeFormatChain(bytes: Uint8Array, at: number): boolean {
  const first = headerWord(bytes, at)
  if (!isFreeHeader(first)) return false
  for (let next = at + 4; next < at + LARGEST_FREE_FRAME; next++) {
    if (!isSameFreeStream(bytes, next, first)) continue
    const distance = next - at
    if ([-1, 0, 1].some((padding) => isSameFreeStream(bytes, next + distance + padding, first))) return true
  }
  return false
}

/** Noise makes such a chain once in 10^19 bytes. */
const CHAIN_FRAMES = 4

/** Enough at the very end or in front of a tag: the chain then ends exactly where it must. */
const CLOSING_CHAIN_FRAMES = 2

/** Bytes. 640 kbit/s at 32 kHz, which is the most any encoder makes. */
const LARGEST_FREE_FRAME = 2881

const isClosed = (bytes: Uint8Array, at: number, isEnd: boolean) =>
  at === bytes.length ? isEnd : tagBlockSize(bytes, at) > 0

const isFreeHeader = (word: number) => readFrameHeader(word)?.size === 0

function isSameFreeStream(bytes: Uint8Array, at: number, first: number): boolean {
  const word = headerWord(bytes, at)
  return isFreeHeader(word) && isSameStream(first, word)
}
