import { Bits } from './bits.ts'

/** What the decoder is told about the audio inside an MP4. */
export interface AacConfig {
  /** ISO/IEC 14496-1 §7.2.6.6: 0x40 is MPEG-4 AAC, 0x66 to 0x68 MPEG-2 AAC, 0x6B MP3. */
  objectType: number
  /** ISO/IEC 14496-3 table 1.17, below SBR and PS: 2 is AAC-LC. 0 when it isn't told. */
  kind: number
  sampleRate: number
  channels: number
}

const UNTOLD = { kind: 0, sampleRate: 0, channels: 0 }

/** Reads the contents of an `esds` box (ISO/IEC 14496-14 §5.6); null when they make no sense. */
export function readAacConfig(esds: Buffer): AacConfig | null {
  const stream = readDescriptor(esds.subarray(4), 0x03)
  if (!stream || stream.length < 3) return null
  const decoder = readDescriptor(stream.subarray(streamHeadBytes(stream)), 0x04)
  if (!decoder || decoder.length < 13) return null
  const specific = readDescriptor(decoder.subarray(13), 0x05)
  return { objectType: decoder[0]!, ...(specific ? readSpecificConfig(specific) : UNTOLD) }
}

const SAMPLE_RATES = [
  96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8000, 7350,
]
const CHANNELS = [0, 1, 2, 3, 4, 5, 6, 8]

/** AAC whose upper half of the spectrum is restored by the decoder (SBR), and with it the second channel (PS). */
const SBR = 5
const PS = 29

/** AudioSpecificConfig (ISO/IEC 14496-3 §1.6.2.1), as far as kind, rate and channels. */
function readSpecificConfig(bytes: Buffer): Omit<AacConfig, 'objectType'> {
  const bits = new Bits(bytes)
  const kind = readKind(bits)
  const coreRate = readRate(bits)
  const channels = CHANNELS[bits.read(4)] ?? 0
  if (kind !== SBR && kind !== PS) return { kind, sampleRate: coreRate, channels }
  return { sampleRate: readRate(bits), kind: readKind(bits), channels: kind === PS ? 2 : channels }
}

function readKind(bits: Bits): number {
  const kind = bits.read(5)
  return kind === 31 ? 32 + bits.read(6) : kind
}

function readRate(bits: Bits): number {
  const index = bits.read(4)
  return index === 15 ? bits.read(24) : (SAMPLE_RATES[index] ?? 0)
}

/** A tag, a length in one to four bytes of seven bits, contents. */
function readDescriptor(bytes: Buffer, tag: number): Buffer | null {
  if (bytes[0] !== tag) return null
  let length = 0
  for (let at = 1; at <= 4 && at < bytes.length; at++) {
    length = (length << 7) | (bytes[at]! & 0x7f)
    if (bytes[at]! < 0x80) return bytes.subarray(at + 1, at + 1 + length)
  }
  return null
}

function streamHeadBytes(stream: Buffer): number {
  const flags = stream[2]!
  const dependence = (flags & 0x80) !== 0 ? 2 : 0
  const url = (flags & 0x40) !== 0 ? 1 + (stream[3 + dependence] ?? 0) : 0
  return 3 + dependence + url + ((flags & 0x20) !== 0 ? 2 : 0)
}
