import { expect, test } from 'vitest'
import { type AudioFormat, M4A, MP3, recognise, sniffAudio } from '../../src/episodes/audio-formats.ts'
import { box, id3Tag, noise, sample, silentFrames } from '../samples/bytes.ts'

const text = (content: string) => Buffer.from(content, 'utf8')
const ftyp = (brand: string, ...others: string[]) => box('ftyp', text(brand), [0, 0, 0, 0], text(others.join('')))

const PLAYED: [what: string, head: Uint8Array, format: AudioFormat][] = [
  ['an MP3 with its information frame', sample('cbr-info-44100-stereo.mp3'), MP3],
  ['a bare MP3', sample('cbr-bare-44100-mono.mp3'), MP3],
  ['an MP3 of MPEG-2', sample('cbr-info-22050-mono.mp3'), MP3],
  ['an MP3 of MPEG-2.5', sample('vbr-xing-8000-mono.mp3'), MP3],
  ['an ID3v2 tag', id3Tag(4, []), MP3],
  ['an MP3 that begins in the middle of a frame', sample('cbr-bare-44100-mono.mp3').subarray(50), MP3],
  ['an MP3 behind some zeros', Buffer.concat([Buffer.alloc(2000), silentFrames(20)]), MP3],
  ['two frames and nothing else', silentFrames(2), MP3],
  ['an M4A', sample('faststart-chapters.m4a'), M4A],
  ['an M4A of another program', ftyp('mp42', 'mp42', 'isom'), M4A],
  ['an audio book', ftyp('M4B '), M4A],
  ['a brand nobody knows, beside a known one', ftyp('XYZ ', 'isom'), M4A],
]

test.each(PLAYED)('%s is played', (_, head, format) => {
  expect(sniffAudio(head)).toBe(format)
})

const REFUSED: [looksLike: string | null, head: Uint8Array][] = [
  ['an empty file', Buffer.alloc(0)],
  ['a PDF document', text('%PDF-1.7\n')],
  ['a PDF document', text('\n\n%PDF-1.4\n')],
  ['a web page (HTML)', text('<!DOCTYPE html><html lang="de"><title>Bekanntmachung</title>')],
  ['a web page (HTML)', text('\ufeff\n<!-- Stand: heute -->\n<HTML>')],
  [
    'an SVG picture',
    text('<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
  ],
  ['an SVG picture', text('<svg/>')],
  ['an XML document', text('<?xml version="1.0"?><rss version="2.0"/>')],
  ['a WAV recording', text('RIFF\x24\x08\0\0WAVEfmt ')],
  ['a FLAC recording', text('fLaC\0\0\0\x22')],
  ['an Ogg file (Vorbis or Opus)', text('OggS\0\x02')],
  ['an AIFF recording', text('FORM\0\0\0\0AIFF')],
  ['a bare AAC stream without a container', Buffer.from([0xff, 0xf1, 0x50, 0x80, 0x02, 0x1f, 0xfc])],
  ['an MP2 recording (MPEG Layer II)', Buffer.from([0xff, 0xfd, 0xa4, 0x04])],
  ['a ZIP archive or an office document', text('PK\x03\x04')],
  ['a JPEG picture', Buffer.from([0xff, 0xd8, 0xff, 0xe0])],
  ['a PNG picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
  ['a video (MP4)', ftyp('M4V ', 'M4V ', 'mp42')],
  ['a QuickTime movie', ftyp('qt  ', 'qt  ')],
  ['a picture (HEIF or AVIF)', ftyp('heic', 'mif1', 'isom')],
  [null, text('ID3\x04')],
  [null, Buffer.concat([text('ID3\xff'), noise(500)])],
  [null, text('Sehr geehrte Damen und Herren')],
  [null, noise(100_000)],
  [null, Buffer.alloc(100_000)],
  [null, Buffer.alloc(100_000, 0xff)],
  [null, silentFrames(1)],
  [null, silentFrames(2).subarray(0, 200)],
]

test.each(REFUSED)('what looks like %s is not played', (looksLike, head) => {
  expect(sniffAudio(head)).toBeNull()
  expect(recognise(head)).toBe(looksLike)
})

test('sync words strewn over noise make no MP3', () => {
  const bytes = noise(60_000)
  for (let at = 0; at < bytes.length - 4; at += 97) bytes.writeUInt32BE(0xfffb90c4, at)
  expect(sniffAudio(bytes)).toBeNull()
})
