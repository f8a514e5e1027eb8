import { isFrameChain, isFreeFormatChain } from './frame-chain.ts'
import { id3v2Size, startsWith } from './tag-blocks.ts'

/** A format that podcast apps play. The type is the one on Apple's list, and the one the file is served with. */
export interface AudioFormat {
  name: 'MP3' | 'M4A'
  extension: 'mp3' | 'm4a'
  type: 'audio/mpeg' | 'audio/x-m4a'
}

export const MP3: AudioFormat = { name: 'MP3', extension: 'mp3', type: 'audio/mpeg' }
export const M4A: AudioFormat = { name: 'M4A', extension: 'm4a', type: 'audio/x-m4a' }

/** How much of the beginning of a file `sniffAudio` wants to see. */
export const HEAD_BYTES = 64 * 1024

/**
 * Which format a file has by its first bytes, whatever it is called or declared to be; null when no app plays it.
 * MP4 is taken for M4A here: whether an audio track is in it stands further on.
 */
export function sniffAudio(head: Uint8Array): AudioFormat | null {
  if (id3v2Size(head) > 0) return MP3
  if (isAudioMp4(head)) return M4A
  return recognise(head) === null && beginsWithFrames(head) ? MP3 : null
}

/** What a file that is no MP3 or M4A looks like, as the object of a sentence; null when it looks like nothing known. */
export function recognise(head: Uint8Array): string | null {
  if (head.length === 0) return 'an empty file'
  const found = OTHERS.find(([, isIt]) => isIt(head))
  return found ? found[0] : null
}

/** Brands (ISO/IEC 14496-12 §4.3) of files in which audio apps play may be. */
const AUDIO_BRAND = /^(M4A |M4B |M4P |mp4[12]|iso[0-9m]|dash)$/

/** Brands that tell what an ISO file is in spite of the general ones beside them. */
const OTHER_BRANDS: [brand: RegExp, what: string][] = [
  [/^(heic|heix|heim|mif1|avif)$/, 'a picture (HEIF or AVIF)'],
  [/^(M4V |M4VH|M4VP)$/, 'a video (MP4)'],
  [/^qt {2}$/, 'a QuickTime movie'],
  [/^3g/, 'a recording in the 3GP format'],
]

type Test = (head: Uint8Array) => boolean
const begins =
  (...texts: string[]): Test =>
  (head) =>
    texts.some((text) => startsWith(head, text))
const riff =
  (kind: string): Test =>
  (head) =>
    /^(RIFF|RF64|BW64)/.test(ascii(head, 0, 4)) && startsWith(head, kind, 8)
const iso =
  (brand: RegExp): Test =>
  (head) =>
    brand.test(majorBrand(head))

const OTHERS: [what: string, isIt: Test][] = [
  ['a PDF document', (head) => ascii(head, 0, 1024).includes('%PDF-')],
  ['a WAV recording', riff('WAVE')],
  ['a WebP picture', riff('WEBP')],
  ['an AVI video', riff('AVI ')],
  ['an AIFF recording', (head) => startsWith(head, 'FORM') && startsWith(head, 'AIF', 8)],
  ['a FLAC recording', begins('fLaC')],
  ['an Ogg file (Vorbis or Opus)', begins('OggS')],
  ['a bare AAC stream without a container', (head) => head[0] === 0xff && (head[1]! & 0xf6) === 0xf0],
  ['an MP2 recording (MPEG Layer II)', (head) => head[0] === 0xff && (head[1]! & 0xf6) === 0xf4],
  ['a Windows Media file', begins('\x30\x26\xb2\x75\x8e\x66\xcf\x11')],
  ['a Matroska or WebM file', begins('\x1a\x45\xdf\xa3')],
  ['an AMR recording', begins('#!AMR')],
  ['a ZIP archive or an office document', begins('PK\x03\x04', 'PK\x05\x06')],
  ['a GZIP archive', begins('\x1f\x8b')],
  ['an old office document', begins('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')],
  ['a JPEG picture', begins('\xff\xd8\xff')],
  ['a PNG picture', begins('\x89PNG\r\n\x1a\n')],
  ['a GIF picture', begins('GIF87a', 'GIF89a')],
  ['a program', begins('MZ', '\x7fELF')],
  ...OTHER_BRANDS.map(([brand, what]): [string, Test] => [what, iso(brand)]),
  ['an SVG picture', (head) => /^\s*(<[?!][^>]*>\s*)*<svg[\s/>]/i.test(text(head))],
  ['a web page (HTML)', (head) => /^\s*(<[?!][^>]*>\s*)*<(!doctype html|html|head|body|script)[\s>]/i.test(text(head))],
  ['an XML document', (head) => /^\s*<\?xml\s/.test(text(head))],
]

function isAudioMp4(head: Uint8Array): boolean {
  const major = majorBrand(head)
  if (major === '' || OTHER_BRANDS.some(([brand]) => brand.test(major))) return false
  return [major, ...compatibleBrands(head)].some((brand) => AUDIO_BRAND.test(brand))
}

const majorBrand = (head: Uint8Array) => (startsWith(head, 'ftyp', 4) && head.length >= 12 ? ascii(head, 8, 12) : '')

function compatibleBrands(head: Uint8Array): string[] {
  const size = new DataView(head.buffer, head.byteOffset).getUint32(0)
  return (ascii(head, 16, Math.min(size, 256)).match(/.{4}/gs) ?? []) as string[]
}

/** Frames at once, or behind a little garbage as cut recordings of a stream have it. */
function beginsWithFrames(head: Uint8Array): boolean {
  const isWhole = head.length < HEAD_BYTES
  if (isFreeFormatChain(head, 0)) return true
  for (let at = head.indexOf(0xff); at >= 0; at = head.indexOf(0xff, at + 1)) {
    if (isFrameChain(head, at, isWhole)) return true
  }
  return false
}

const ascii = (bytes: Uint8Array, from: number, to: number) => Buffer.from(bytes.subarray(from, to)).toString('latin1')

/** The beginning as text, without the byte order mark. */
const text = (head: Uint8Array) =>
  ascii(head, 0, 1024)
    .replace(/^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '')
    .replaceAll('\0', '')
