import type { FileHandle } from 'node:fs/promises'
import { isFrameChain } from './frame-chain.ts'
import { addGain, readGain } from './frame-gains.ts'
import { readFramePromise } from './frame-promise.ts'
import {
  continueSegment,
  countFrame,
  type FrameTally,
  type MpegWalk,
  newTally,
  openSegment,
  sumUp,
} from './frame-tally.ts'
import { frameSizes, headerWord, isSameStream, sideInfoEnd } from './mpeg-header.ts'
import { tagBlockSize } from './tag-blocks.ts'

/** Read at once. Big enough for speed, small enough to hold the event loop for a few milliseconds only. */
const BLOCK_BYTES = 1 << 20

/** Room for a chain of the largest frames (1441 bytes) and for the head of whatever follows. */
const LOOKAHEAD_BYTES = 8192

/** After so many bytes without a frame the audio is over. */
const MAX_GAP_BYTES = 16 << 20

/**
 * Walks all Layer III frames of the first `bytes` bytes (ISO/IEC 11172-3 §2.4.1.3): exact, whatever a header claims.
 * Tags anywhere are stepped over, garbage is searched for the next believable frame. Zero frames when there are none.
 */
export async function walkMpegFrames(file: FileHandle, bytes: number): Promise<MpegWalk> {
  const walk: Walk = { tally: newTally(), isLocked: false, gapBytes: 0 }
  const block = Buffer.allocUnsafe(Math.min(BLOCK_BYTES, bytes))
  for (let at = 0; at < bytes; ) {
    const { bytesRead } = await file.read(block, 0, Math.min(block.length, bytes - at), at)
    if (bytesRead === 0) break
    at = walkBlock(walk, block.subarray(0, bytesRead), at, bytesRead < block.length || at + bytesRead === bytes)
  }
  return sumUp(walk.tally)
}

interface Walk {
  tally: FrameTally
  /** Whether the next frame is expected exactly where the last one ended. */
  isLocked: boolean
  gapBytes: number
}

/** Walks what can be decided within this block; answers where in the file to go on. */
function walkBlock(walk: Walk, block: Buffer, base: number, isEnd: boolean): number {
  const stop = isEnd ? block.length : block.length - LOOKAHEAD_BYTES
  let at = 0
  while (at < stop) {
    if (walk.isLocked) at = countFrames(walk, block, at, stop, base)
    if (walk.isLocked || at >= stop) break

    const tag = tagBlockSize(block, at)
    if (tag > 0) {
      at += tag
      walk.gapBytes = 0
    } else if (isFrameChain(block, at, isEnd)) {
      walk.isLocked = true
      walk.gapBytes = 0
      continueSegment(walk.tally, headerWord(block, at), base + at)
    } else {
      at = skipGarbage(walk, block, at + 1, stop)
      if (walk.gapBytes > MAX_GAP_BYTES) return Number.POSITIVE_INFINITY
    }
  }
  return base + at
}

/** From frame to frame as long as they agree. Anything else than frames unlocks. */
function countFrames(walk: Walk, block: Buffer, from: number, stop: number, base: number): number {
  const { tally } = walk
  let segment = tally.segment!
  const { word } = segment
  const sizes = frameSizes(word)
  const infoAt = sideInfoEnd(word)
  let at = from
  while (at < stop) {
    const next = headerWord(block, at)
    const size = isSameStream(word, next) ? sizes[(next >>> 9) & 0x7f]! : 0
    if (size === 0 || at + size > block.length) {
      walk.isLocked = false
      break
    }
    const promise = mayInform(block, at + infoAt, at) ? readFramePromise(block, at, next) : null
    if (promise) segment = openSegment(tally, word, base + at, promise)
    else {
      countFrame(tally, segment, next, size, base + at)
      addGain(tally.gains, readGain(block, at, next))
    }
    at += size
  }
  return at
}

/** A quick look at one letter or two, so that the slow one is taken once in a hundred frames. */
function mayInform(block: Buffer, infoAt: number, at: number): boolean {
  const letter = block[infoAt]
  return letter === 0x58 || letter === 0x49 || block[at + 36] === 0x56 || (block[at + 1]! & 1) === 0
}

/** On to the next byte with which a frame or an ID3v2 tag may begin. */
function skipGarbage(walk: Walk, block: Buffer, from: number, stop: number): number {
  let at = from
  while (at < stop) {
    const byte = block[at]
    if (byte === 0xff && (block[at + 1]! & 0xe6) === 0xe2) break
    if (byte === 0x49 && block[at + 1] === 0x44 && block[at + 2] === 0x33) break
    at++
  }
  walk.gapBytes += at - from + 1
  return at
}
