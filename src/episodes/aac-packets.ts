import { Bits } from './bits.ts'

/** The elements of a packet that may come first (ISO/IEC 14496-3 table 4.85). */
const CHANNEL = 0
const CHANNEL_PAIR = 1
const LOW_FREQUENCIES = 3
const DATA = 4
const LAYOUT = 5
const FILLING = 6

/** The profile of AAC-LC, as a layout names it. */
const LOW_COMPLEXITY = 1
const SAMPLE_RATES = 13

const SHORT_WINDOWS = 2
/** Bands of a long window, whatever the rate (§4.5.4). Those of a short one are never more than its four bits say. */
const MAX_BANDS = 51

/**
 * Whether bytes begin as a packet of AAC-LC does (raw_data_block, ISO/IEC 14496-3 §4.4.2.1), with or without SBR and PS:
 * filling and data are passed over, and of the first channel are read the bits whose values are bound. Of every file tried
 * (FFmpeg, Apple, Nero, FAAC, Fraunhofer, phones) every packet does, of noise one in six, and none that is all zeros.
 */
export function isAacPacket(bytes: Uint8Array): boolean {
  if (bytes.every((byte) => byte === 0)) return false
  const bits = new Bits(bytes)
  let element = bits.read(3)
  while ((element === FILLING || element === DATA) && !bits.isOver()) {
    if (element === FILLING) passFilling(bits)
    else passData(bits)
    element = bits.read(3)
  }
  return (isSound(element, bits) || isLayout(element, bits)) && !bits.isOver()
}

function isSound(element: number, bits: Bits): boolean {
  if (element !== CHANNEL && element !== CHANNEL_PAIR && element !== LOW_FREQUENCIES) return false
  bits.read(4)
  const isCommon = element === CHANNEL_PAIR && bits.read(1) === 1
  if (!isCommon) bits.read(8)
  return isWindow(bits) && !(isCommon && bits.read(2) === 3)
}

/** ics_info (table 4.6): a reserved bit, windows and bands. Prediction is not for AAC-LC. */
function isWindow(bits: Bits): boolean {
  if (bits.read(1) !== 0) return false
  const windows = bits.read(2)
  bits.read(1)
  if (windows !== SHORT_WINDOWS) return bits.read(6) <= MAX_BANDS && bits.read(1) === 0
  bits.read(4 + 7)
  return true
}

function isLayout(element: number, bits: Bits): boolean {
  if (element !== LAYOUT) return false
  bits.read(4)
  return bits.read(2) === LOW_COMPLEXITY && bits.read(4) < SAMPLE_RATES
}

function passFilling(bits: Bits): void {
  const count = bits.read(4)
  bits.pass(8 * (count === 15 ? 14 + bits.read(8) : count))
}

function passData(bits: Bits): void {
  bits.read(4)
  const isAligned = bits.read(1) === 1
  const count = bits.read(8)
  const more = count === 255 ? bits.read(8) : 0
  if (isAligned) bits.align()
  bits.pass(8 * (count + more))
}
