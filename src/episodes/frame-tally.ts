import { gainsOf, newGains } from './frame-gains.ts'
import { type FramePromise, missingFrames } from './frame-promise.ts'
import { isSameStream, readFrameHeader } from './mpeg-header.ts'

/** What walking an MP3 from header to header finds. Positions are bytes from the start of the file. */
export interface MpegWalk {
  /** Frames of audio: neither the encoder's information frames nor a frame that isn't there to its end. */
  frames: number
  /** Without the silence that the encoder says it added. */
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
  /** How loud it is over its length: see `FrameGains`. */
  gains: Uint8Array<ArrayBuffer>
}

/** A run of frames that agree, from an information frame (or the first frame) to the next. */
export interface Segment {
  word: number
  sampleRate: number
  samplesPerFrame: number
  frames: number
  /** Where in the file its first frame begins, the information frame included. */
  start: number
  promise: FramePromise | null
}

/** What was counted so far: of the segments that are closed, and the one that is open. */
export type FrameTally = ReturnType<typeof newTally>

export function newTally() {
  return {
    segment: null as Segment | null,
    first: null as { sampleRate: number; channels: number; bitrateIndex: number; at: number } | null,
    closedFrames: 0,
    closedSeconds: 0,
    missingSeconds: 0,
    frameBytes: 0,
    isVariable: false,
    audioEnd: 0,
    byteAt60Seconds: null as number | null,
    gains: newGains(),
  }
}

/** After garbage or a tag the same segment goes on, unless the frames are of another kind. */
export function continueSegment(tally: FrameTally, word: number, at: number): void {
  if (!tally.segment || !isSameStream(tally.segment.word, word)) openSegment(tally, word, at, null)
}

/** Begins a segment at a frame with this header; `promise` is what that frame says of those behind it. */
export function openSegment(tally: FrameTally, word: number, start: number, promise: FramePromise | null): Segment {
  closeSegment(tally)
  const { sampleRate, samples } = readFrameHeader(word)!
  tally.segment = { word, sampleRate, samplesPerFrame: samples, frames: 0, start, promise }
  return tally.segment
}

/** Counts a frame of audio into the open segment. */
export function countFrame(tally: FrameTally, segment: Segment, word: number, size: number, at: number): void {
  const bitrateIndex = (word >>> 12) & 15
  if (tally.first === null) {
    const { sampleRate, channels } = readFrameHeader(word)!
    tally.first = { sampleRate, channels, bitrateIndex, at }
  }
  if (bitrateIndex !== tally.first.bitrateIndex) tally.isVariable = true
  segment.frames++
  tally.frameBytes += size
  tally.audioEnd = at + size
  if (tally.byteAt60Seconds === null && tally.closedSeconds + secondsOf(segment) >= 60) {
    tally.byteAt60Seconds = at + size
  }
}

/** Closes the last segment and sums up. */
export function sumUp(tally: FrameTally): MpegWalk {
  closeSegment(tally)
  const { first, closedFrames: frames, closedSeconds: seconds, isVariable, audioEnd, byteAt60Seconds } = tally
  return {
    frames,
    seconds,
    promisedSeconds: seconds + tally.missingSeconds,
    sampleRate: first?.sampleRate ?? 0,
    channels: first?.channels ?? 0,
    bitrate: seconds > 0 ? Math.round((tally.frameBytes * 8) / seconds) : 0,
    isVariable,
    audioStart: first?.at ?? 0,
    audioEnd,
    byteAt60Seconds: seconds < 60 ? null : byteAt60Seconds,
    gains: gainsOf(tally.gains),
  }
}

function closeSegment(tally: FrameTally): void {
  const { segment } = tally
  if (!segment) return
  const { promise, frames, samplesPerFrame, sampleRate } = segment
  const missing = promise && frames > 0 ? missingFrames(promise, frames, tally.audioEnd - segment.start) : 0
  tally.closedFrames += frames
  tally.closedSeconds += secondsOf(segment) - (missing > 0 ? 0 : silentSeconds(segment))
  tally.missingSeconds += (missing * samplesPerFrame) / sampleRate
  tally.segment = null
}

const secondsOf = (segment: Segment) => (segment.frames * segment.samplesPerFrame) / segment.sampleRate

/** Silence in front and behind; who claims to have added nothing but silence is not believed. */
function silentSeconds(segment: Segment): number {
  const seconds = (segment.promise?.silentSamples ?? 0) / segment.sampleRate
  return seconds < secondsOf(segment) ? seconds : 0
}
