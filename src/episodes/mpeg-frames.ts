import type { FileHandle } from 'node:fs/promises'
import { isFrameChain } from './frame-chain.ts'
import { type FramePromise, missingFrames, readFramePromise } from './frame-promise.ts'
import { frameSizes, headerWord, isSameStream, readFrameHeader, sideInfoEnd } from './mpeg-header.ts'
import { tagBlockSize } from './tag-blocks.ts'

/** What walking an MP3 from header to header finds. Positions are bytes from the start of the file. */
export interface MpegWalk {
  /** Frames of audio: neither the encoder's information frames nor a frame that isn't there to its end. */
  frames: number
  seconds: number
  /** What the encoder's information promises, where that is more than is there; else the same as `seconds`. */
  promisedSeconds: number
  sampleRate: number
  channels: number
  /** Bit/s, average over the frames. */
  bitrate: number
  isVariable: boolean
  audioStart: number
  audioEnd: number
  /** Behind the frame with which 60 seconds have passed; null when there are fewer. */
  byteAt60Seconds: number | null
}

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
  const walk = newWalk()
  const block = Buffer.allocUnsafe(Math.min(BLOCK_BYTES, bytes))
  for (let at = 0; at < bytes; ) {
    const { bytesRead } = await file.read(block, 0, Math.min(block.length, bytes - at), at)
    if (bytesRead === 0) break
    at = walkBlock(walk, block.subarray(0, bytesRead), at, bytesRead < block.length || at + bytesRead === bytes)
  }
  return resultOf(walk)
}

/** A run of frames that agree, from an information frame (or the first frame) to the next. */
interface Segment {
  word: number
  sampleRate: number
  samplesPerFrame: number
  frames: number
  /** Where in the file its first frame begins, the information frame included. */
  start: number
  promise: FramePromise | null
}

function newWalk() {
  return {
    segment: null as Segment | null,
    isLocked: false,
    gapBytes: 0,
    first: null as { sampleRate: number; channels: number; bitrateIndex: number; at: number } | null,
    closedFrames: 0,
    closedSeconds: 0,
    missingSeconds: 0,
    frameBytes: 0,
    isVariable: false,
    audioEnd: 0,
    byteAt60Seconds: null as number | null,
  }
}

type Walk = ReturnType<typeof newWalk>

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
      lock(walk, headerWord(block, at), base + at)
    } else {
      at = skipGarbage(walk, block, at + 1, stop)
      if (walk.gapBytes > MAX_GAP_BYTES) return Number.POSITIVE_INFINITY
    }
  }
  return base + at
}

/** From frame to frame as long as they agree. Anything else than frames unlocks. */
function countFrames(walk: Walk, block: Buffer, from: number, stop: number, base: number): number {
  let segment = walk.segment!
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
    if (promise) segment = openSegment(walk, word, base + at, promise)
    else countFrame(walk, segment, next, size, base + at)
    at += size
  }
  return at
}

/** A quick look at one letter or two, so that the slow one is taken once in a hundred frames. */
function mayInform(block: Buffer, infoAt: number, at: number): boolean {
  const letter = block[infoAt]
  return letter === 0x58 || letter === 0x49 || block[at + 36] === 0x56 || (block[at + 1]! & 1) === 0
}

function countFrame(walk: Walk, segment: Segment, word: number, size: number, at: number): void {
  const bitrateIndex = (word >>> 12) & 15
  if (walk.first === null) {
    const { sampleRate } = segment
    const channels = ((word >>> 6) & 3) === 3 ? 1 : 2
    walk.first = { sampleRate, channels, bitrateIndex, at }
  }
  if (bitrateIndex !== walk.first.bitrateIndex) walk.isVariable = true
  segment.frames++
  walk.frameBytes += size
  walk.audioEnd = at + size
  if (walk.byteAt60Seconds === null && walk.closedSeconds + secondsOf(segment) >= 60) walk.byteAt60Seconds = at + size
}

/** After garbage or a tag the same stream goes on, unless the frames are of another kind. */
function lock(walk: Walk, word: number, at: number): void {
  walk.isLocked = true
  walk.gapBytes = 0
  if (!walk.segment || !isSameStream(walk.segment.word, word)) openSegment(walk, word, at, null)
}

function openSegment(walk: Walk, word: number, start: number, promise: FramePromise | null): Segment {
  closeSegment(walk)
  const { sampleRate, samples } = readFrameHeader(word)!
  walk.segment = { word, sampleRate, samplesPerFrame: samples, frames: 0, start, promise }
  return walk.segment
}

function closeSegment(walk: Walk): void {
  if (!walk.segment) return
  const { promise, frames, samplesPerFrame, sampleRate, start } = walk.segment
  const missing = promise && frames > 0 ? missingFrames(promise, frames, walk.audioEnd - start) : 0
  const silentSamples = missing > 0 ? 0 : Math.min(promise?.silentSamples ?? 0, frames * samplesPerFrame)
  walk.closedFrames += frames
  walk.closedSeconds += secondsOf(walk.segment) - silentSamples / sampleRate
  walk.missingSeconds += (missing * samplesPerFrame) / sampleRate
  walk.segment = null
}

const secondsOf = (segment: Segment) => (segment.frames * segment.samplesPerFrame) / segment.sampleRate

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

function resultOf(walk: Walk): MpegWalk {
  closeSegment(walk)
  const { first, closedFrames: frames, closedSeconds: seconds, isVariable, audioEnd, byteAt60Seconds } = walk
  return {
    frames,
    seconds,
    promisedSeconds: seconds + walk.missingSeconds,
    sampleRate: first?.sampleRate ?? 0,
    channels: first?.channels ?? 0,
    bitrate: seconds > 0 ? Math.round((walk.frameBytes * 8) / seconds) : 0,
    isVariable,
    audioStart: first?.at ?? 0,
    audioEnd,
    byteAt60Seconds,
  }
}
