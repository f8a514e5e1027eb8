import type { FileHandle } from 'node:fs/promises'
import { type AacConfig, readAacConfig } from './aac-config.ts'
import type { AudioFacts } from './audio-facts.ts'
import {
  audioCut,
  audioCutBeforeIndex,
  cutInHeader,
  isCut,
  noAudioFrames,
  notAudio,
  unsupportedAudio,
} from './audio-refusals.ts'
import type { RawTags } from './audio-tags.ts'
import { type Box, findBox, readFileBoxes } from './mp4-boxes.ts'
import { durationOf, MAX_SAMPLES, visitSamples } from './mp4-samples.ts'
import { readMp4Chapters, readMp4Tags } from './mp4-tags.ts'
import { readTracks, type Track } from './mp4-track.ts'
import { refuseUndecodable } from './undecodable.ts'

/** Bytes. The index of two days and the largest cover fit in. */
const MAX_INDEX_BYTES = 56 << 20

/** Bit/s. Speech takes more in every coding; an index that says less is wrong. */
const LEAST_BITRATE = 8000

/**
 * Reads an M4A from its index (ISO/IEC 14496-12 §8.7): exact length, and what its tags say. Refuses what has no audio
 * track or a video, what is encrypted, in fragments or not AAC, what ends before the last sample of its index or has no
 * AAC from some place on, and an index that says more than is there.
 */
export async function readMp4(file: FileHandle, bytes: number): Promise<{ facts: AudioFacts; raw: RawTags }> {
  const moov = await readIndex(file, bytes)
  const tracks = readTracks(moov)
  const audio = findAudio(moov, tracks)
  const facts = await measure(file, bytes, audio, readMovieTimescale(moov))
  const chapters = await readMp4Chapters(file, bytes, moov, audio, tracks)
  return { facts, raw: { ...readMp4Tags(moov), language: audio.language, chapters } }
}

/** The contents of `moov`, wherever it stands; refuses when it is not there to its end. */
async function readIndex(file: FileHandle, bytes: number): Promise<Buffer> {
  const boxes = await readFileBoxes(file, bytes)
  const index = boxes.find(({ type }) => type === 'moov')
  const last = boxes.at(-1)
  const isMediaSeen = boxes.some(({ type }) => type === 'mdat')
  if (boxes.some(({ type }) => type === 'moof')) throw fragmented()
  if (last && last.end > bytes && (!index || index === last)) {
    throw isMediaSeen ? audioCutBeforeIndex(bytes, last.end) : cutInHeader('M4A')
  }
  if (!index)
    throw isMediaSeen ? noAudioFrames('M4A', 'This M4A has no index: it was never finished.') : cutInHeader('M4A')
  if (index.end - index.start > MAX_INDEX_BYTES) throw unsupportedAudio('The index of this M4A is too large.')
  return readContents(file, index)
}

async function readContents(file: FileHandle, { start, end }: Box): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(end - start), 0, end - start, start)
  return buffer.subarray(0, bytesRead)
}

/** Pictures that change with the chapters are a track of `vide` too, and no video. */
const PICTURE_CODING = /^(jpeg|png |mjpa|mjpb)$/

function findAudio(moov: Buffer, tracks: Track[]): Track {
  const isVideo = tracks.some(({ handler, coding }) => handler === 'vide' && !PICTURE_CODING.test(coding))
  if (isVideo) throw notAudio('a video (MP4)')
  const audio = tracks.find(({ handler }) => handler === 'soun')
  if (!audio) throw notAudio('an MP4 file without an audio track')
  if (findBox(moov, 'mvex') !== null) throw fragmented()
  if (audio.coding === 'enca' || audio.coding === 'drms') throw unsupportedAudio('This M4A is copy-protected.')
  if (audio.coding !== 'mp4a') throw unsupportedAudio('This M4A holds a kind of audio that few apps play (no AAC).')
  return audio
}

const fragmented = () => unsupportedAudio('This M4A is in fragments, made for streaming and not for downloads.')

async function measure(file: FileHandle, bytes: number, audio: Track, movieTimescale: number): Promise<AudioFacts> {
  const { samples, timescale } = audio
  if (samples.isTorn || samples.count > bytes) throw noAudioFrames('M4A', CONTRADICTORY)
  if (samples.count > MAX_SAMPLES) throw unsupportedAudio('The index of this M4A is too large.')
  const duration = await durationOf(samples)
  if (timescale === 0 || duration === 0) throw noAudioFrames('M4A')

  const start = Math.min(audio.edit?.mediaStart ?? 0, duration)
  const minute = start + 60 * timescale
  let there = 0
  let audioBytes = 0
  let audioStart = Number.POSITIVE_INFINITY
  let audioEnd = 0
  let byteAt60Seconds: number | null = null
  await visitSamples(samples, (offset, size, time, sampleDuration) => {
    if (size === 0 || offset + size > bytes) return
    there += sampleDuration
    audioBytes += size
    audioStart = Math.min(audioStart, offset)
    audioEnd = Math.max(audioEnd, offset + size)
    if (byteAt60Seconds === null && time + sampleDuration >= minute) byteAt60Seconds = offset + size
  })
  if (there === 0) throw noAudioFrames('M4A')
  if (isCut(there / timescale, duration / timescale)) throw audioCut(there / timescale, duration / timescale)

  const mediaSeconds = (duration - start) / timescale
  const playedSeconds = audio.edit && movieTimescale > 0 ? audio.edit.movieDuration / movieTimescale : 0
  const seconds = playedSeconds > 0 ? Math.min(playedSeconds, mediaSeconds) : mediaSeconds
  if (audioBytes > bytes || bytes * 8 < seconds * LEAST_BITRATE) throw noAudioFrames('M4A', CONTRADICTORY)

  const { sampleRate, channels, kind } = readSound(audio)
  if (kind === AAC_LC) await refuseUndecodable(file, bytes, samples, timescale, duration)
  const bitrate = Math.round((audioBytes * 8) / seconds)
  return {
    seconds,
    bitrate,
    channels,
    sampleRate,
    tagBytes: audioStart,
    byteAt60Seconds: seconds < 60 ? null : (byteAt60Seconds ?? audioEnd),
  }
}

const CONTRADICTORY = 'The index of this M4A promises more audio than the file has room for, or all of it is silence.'

/** The kind of AAC that nearly every M4A has. What others look like isn't known here. */
const AAC_LC = 2

/** From what the decoder is told; the sample entry itself often says two channels for one. */
function readSound({ entry, timescale }: Track): Omit<AacConfig, 'objectType'> {
  const config = readEsds(entry)
  if (config && !isAac(config)) throw unsupportedAudio('This M4A holds a kind of audio that few apps play (no AAC).')
  const entryChannels = entry.length >= 28 ? entry.readUInt16BE(16) : 0
  const entryRate = entry.length >= 28 ? entry.readUInt16BE(24) : 0
  return {
    sampleRate: config?.sampleRate || entryRate || timescale,
    channels: config?.channels || entryChannels || 1,
    kind: config?.kind ?? 0,
  }
}

const isAac = ({ objectType }: AacConfig) => objectType === 0x40 || (objectType >= 0x66 && objectType <= 0x68)

/** Behind 28 bytes of the entry; QuickTime's later versions put 16 or 36 more in front. */
function readEsds(entry: Buffer): AacConfig | null {
  const version = entry.length >= 10 ? entry.readUInt16BE(8) : 0
  const children = entry.subarray(28 + (version === 1 ? 16 : version === 2 ? 36 : 0))
  const esds = findBox(children, 'esds') ?? findBox(children, 'wave/esds')
  return esds ? readAacConfig(esds) : null
}

function readMovieTimescale(moov: Buffer): number {
  const header = findBox(moov, 'mvhd')
  const at = header?.[0] === 1 ? 20 : 12
  return header && header.length >= at + 4 ? header.readUInt32BE(at) : 0
}
