import { type FileHandle, open } from 'node:fs/promises'
import { parseBuffer } from 'music-metadata'
import type { AudioFacts } from './audio-facts.ts'
import { type AudioFormat, HEAD_BYTES, MP3, recognise, sniffAudio } from './audio-formats.ts'
import { audioCut, cutInHeader, emptyFile, isCut, noAudioFrames, notAudio } from './audio-refusals.ts'
import { type AudioTags, type RawTags, tidyTags } from './audio-tags.ts'
import { isFreeFormatChain } from './frame-chain.ts'
import { readId3Chapters } from './id3-chapters.ts'
import { ID3_FRAMES, simpleTag } from './id3-frames.ts'
import { readId3v1 } from './id3v1.ts'
import { readMp4 } from './mp4-audio.ts'
import { walkMpegFrames } from './mpeg-frames.ts'
import { id3v2Size } from './tag-blocks.ts'

export type { AudioFacts, AudioTags }

export interface Probed {
  format: AudioFormat
  facts: AudioFacts
  tags: AudioTags
  /** How loud an MP3 is over its length: see `FrameGains`. Of other audio nothing is known without decoding it. */
  gains: Uint8Array<ArrayBuffer> | null
}

/** Bytes. The largest picture and five hundred chapters fit in; what lies behind is not read. */
const MAX_TAG_BYTES = 32 << 20

/**
 * What an uploaded file is, by its bytes alone: its format, exact length and what its tags say. Broken tags are left
 * out. Refuses what apps can't play (415), what holds no audio and what is provably cut (422).
 */
export async function probeAudio(path: string, bytes: number): Promise<Probed> {
  if (bytes === 0) throw emptyFile()
  const file = await open(path)
  try {
    const head = await readBytes(file, 0, Math.min(bytes, HEAD_BYTES))
    const format = sniffAudio(head)
    if (format === null) throw notAudio(recognise(head))
    const { facts, raw, gains } =
      format === MP3 ? await probeMp3(file, bytes, head) : { ...(await readMp4(file, bytes)), gains: null }
    return { format, facts, tags: tidyTags(raw, facts.seconds), gains }
  } finally {
    await file.close()
  }
}

async function probeMp3(
  file: FileHandle,
  bytes: number,
  head: Uint8Array,
): Promise<{ facts: AudioFacts; raw: RawTags; gains: Uint8Array<ArrayBuffer> }> {
  const tagSize = id3v2Size(head)
  if (tagSize > bytes) throw cutInHeader('MP3')

  const walk = await walkMpegFrames(file, bytes)
  if (walk.frames === 0) throw await refusalWithoutFrames(file, bytes, tagSize)
  if (isCut(walk.seconds, walk.promisedSeconds)) throw audioCut(walk.seconds, walk.promisedSeconds)

  const { seconds, bitrate, channels, sampleRate, audioStart, byteAt60Seconds } = walk
  const tag = await readBytes(file, 0, Math.min(tagSize, MAX_TAG_BYTES))
  const tail = await readBytes(file, Math.max(0, bytes - 128), Math.min(bytes, 128))
  return {
    facts: { seconds, bitrate, channels, sampleRate, tagBytes: audioStart, byteAt60Seconds },
    raw: { ...readId3v1(tail), ...(await readId3v2(tag)) },
    gains: walk.gains,
  }
}

/** A tag in front of something else makes no MP3 of it. */
async function refusalWithoutFrames(file: FileHandle, bytes: number, tagSize: number) {
  const behindTag = await readBytes(file, tagSize, Math.min(bytes - tagSize, HEAD_BYTES))
  if (isFreeFormatChain(behindTag, 0)) {
    return noAudioFrames('MP3', 'This MP3 has no fixed bitrate (free format), which players do not support.')
  }
  const other = behindTag.length > 0 ? recognise(behindTag) : null
  return other === null ? noAudioFrames('MP3') : notAudio(other)
}

/** A frame on which the library stumbles costs what it may be part of, in the end all tags; never the upload. */
async function readId3v2(tag: Uint8Array): Promise<RawTags> {
  if (tag.length === 0) return {}
  const without = (...names: string[]) => new Set([...ID3_FRAMES].filter((id) => !names.includes(id)))
  for (const wanted of [ID3_FRAMES, without('CTOC'), without('CTOC', 'CHAP')]) {
    const parsed = await parseBuffer(simpleTag(tag, wanted), 'audio/mpeg', {
      duration: false,
      skipPostHeaders: true,
    }).catch(() => null)
    if (parsed) return rawTagsOf(parsed)
  }
  return {}
}

type Parsed = Awaited<ReturnType<typeof parseBuffer>>

/**
 * From the frames as they stand: the library's common names keep only the first half of "Land/Presse". Before ID3v2.4 it takes a slash in names and
 * in a program's own texts for the end of a value, and blanks around it away.
 */
function rawTagsOf({ native }: Parsed): RawTags {
  const frames = Object.values(native).flat()
  const values = (...ids: string[]) =>
    ids.flatMap((id) => frames.filter((frame) => frame.id === id).map(({ value }) => value))
  const text = (...ids: string[]) =>
    values(...ids)
      .find((value) => typeof value === 'string')
      ?.split('\0')[0]
  const isNew = Boolean(native['ID3v2.4'])
  const ownText = (id: string) => (isNew ? text(id) : values(id).join('/') || undefined)
  const pictures = values('APIC', 'PIC') as { type?: string; data: Uint8Array }[]
  return withoutGaps({
    title: text('TIT2', 'TT2'),
    artist: values('TPE1', 'TP1').join(isNew ? ', ' : '/'),
    description:
      text('TDES', 'TDS') ?? commentOf(values('COMM', 'COM')) ?? ownText('TXXX:description') ?? ownText('TXXX:comment'),
    number: text('TRCK', 'TRK'),
    season: text('TPOS', 'TPA'),
    date: text('TDRC', 'TDRL') ?? dateOf(text('TYER', 'TYE'), text('TDAT', 'TDA')),
    language: text('TLAN', 'TLA'),
    artwork: (pictures.find(({ type }) => type === 'Cover (front)') ?? pictures[0])?.data,
    chapters: readId3Chapters(values('CHAP'), values('CTOC')),
  })
}

function commentOf(values: unknown[]): string | undefined {
  const comments = values as { descriptor?: string; text?: string }[]
  return comments.find(({ descriptor }) => !/^(iTun|ID3v1)/.test(descriptor ?? ''))?.text
}

/** ID3v2.3 keeps day and month (DDMM) apart from the year. */
function dateOf(year: string | undefined, dayAndMonth: string | undefined): string | undefined {
  const [, day, month] = /^(\d\d)(\d\d)$/.exec(dayAndMonth ?? '') ?? []
  return year && day ? `${year}-${month}-${day}` : year
}

/** Without what is missing, so that an older tag may fill it. */
const withoutGaps = (raw: RawTags): RawTags => Object.fromEntries(Object.entries(raw).filter(([, value]) => value))

async function readBytes(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(length), 0, length, at)
  return buffer.subarray(0, bytesRead)
}
