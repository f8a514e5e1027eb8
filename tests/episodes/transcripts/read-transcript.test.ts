import { expect, test } from 'vitest'
import { computing } from '../../support/computing.ts'
import { cue, read, refusalOf } from './support.ts'

const VTT = 'WEBVTT\n\n00:01.000 --> 00:02.000\nJa.'
const SRT = '1\n00:00:01,000 --> 00:00:02,000\nJa.'
const JSON_FILE = '{"version":"1.0.0","segments":[{"startTime":1,"endTime":2,"body":"Ja."}]}'
const HTML = '<!-- so --><p>Ja.</p>'

test.each([
  ['WebVTT', VTT],
  ['SRT', SRT],
  ['JSON', JSON_FILE],
])('%s is known by what it looks like, whatever it is declared as', (_, file) => {
  for (const type of ['', 'text/plain; charset=utf-8', 'application/octet-stream', 'TEXT/HTML', 'text/vtt'])
    expect(read(file, type)).toEqual([cue(1, 2, null, 'Ja.')])
})

test('what looks like nothing special is what it is declared as, or plain text', () => {
  expect(read(HTML, 'text/plain')).toEqual([{ text: 'Ja.' }])
  expect(read('Ja.', 'text/html;charset=utf-8')).toEqual([{ text: 'Ja.' }])
  expect(read('<3 Ja.', 'text/plain')).toEqual([{ text: '<3 Ja.' }])
  expect(read('[Musik]\n\nJa.', '')).toEqual([{ text: '[Musik]' }, { text: 'Ja.' }])
  expect(refusalOf('Ja.', 'text/vtt')).toMatch(/^Line 1: a WebVTT file begins with the word WEBVTT/)
  expect(refusalOf('Ja.', 'application/json')).toMatch(/^Line 1: this is not valid JSON/)
})

test.each([
  ['PDF', '%PDF-1.7\n1 0 obj'],
  ['RTF', '{\\rtf1\\ansi Guten Tag.}'],
  ['Word, OpenDocument', Buffer.from('PK\x03\x04\x14\0\x06\0mimetype', 'latin1')],
  ['Word, OpenDocument', Buffer.from('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'latin1')],
  ['TTML', '<?xml version="1.0"?>\n<!-- so -->\n<tt xmlns="http://www.w3.org/ns/ttml"><body/></tt>'],
  ['TTML', '\ufeff<tt:tt xmlns:tt="http://www.w3.org/ns/ttml"/>'],
  ['SubStation Alpha', '[Script Info]\nTitle: Folge 1'],
])('a document that is no transcript is refused by its name, whatever it is declared as: %s', (name, file) => {
  for (const type of ['', 'text/plain', 'text/html', 'application/json'])
    expect(refusalOf(file, type)).toBe(
      `Line 1: this is a document (${name}). Save its text as WebVTT, SRT or plain text in UTF-8.`,
    )
})

test.each([
  ['JPEG', '\xff\xd8\xff\xe0\0\x10JFIF'],
  ['PNG', '\x89PNG\r\n\x1a\n'],
  ['WebP', 'RIFF\x24\0\0\0WEBPVP8 '],
  ['MP3 with a tag', 'ID3\x04\0\0\0\0\0\0'],
  ['MP3', '\xff\xfb\x90\x64'],
  ['M4A', '\0\0\0\x20ftypM4A '],
])('a picture, sound or film is told as such: %s', (_, bytes) => {
  expect(refusalOf(Buffer.from(bytes, 'latin1'), 'text/vtt')).toBe(
    'Line 1: this is a picture, sound or film. Choose a file with text.',
  )
})

test.each(['ID3 ist ein Format.', 'RIFF heißt das.', 'GIF8 auch.'])('text about them is text: %s', (text) => {
  expect(read(text)).toEqual([{ text }])
})

test('HTML as XML is read as HTML, and text that names a document is text', () => {
  expect(read('<?xml version="1.0"?>\n<html><body><p>Ja.</p></body></html>')).toEqual([{ text: 'Ja.' }])
  expect(read('Das steht in %PDF-1.7 und <tt>.')).toEqual([{ text: 'Das steht in %PDF-1.7 und <tt>.' }])
})

test('texts are cleaned as all texts are', () => {
  expect(read('a\u0007e\u0301 \ufeff\u2028b\u200f', 'text/plain')).toEqual([{ text: 'aé b\u200f' }])
})

test('UTF-16 is read where it says so, other charsets where they are declared; else what is not UTF-8 is refused', () => {
  const utf16 = Buffer.from(`\ufeff${VTT}`, 'utf16le')
  expect(read(utf16)).toEqual([cue(1, 2, null, 'Ja.')])
  expect(read(Buffer.from(utf16).swap16())).toEqual([cue(1, 2, null, 'Ja.')])
  expect(refusalOf(Buffer.from('Gut.\r\nGrüße.', 'latin1'))).toBe('Line 2: this is not UTF-8. Save the file as UTF-8.')
  expect(read(Buffer.from('Grüße.', 'latin1'), 'text/plain; charset="ISO-8859-1"')).toEqual([{ text: 'Grüße.' }])
  expect(refusalOf('Ja.', 'text/plain; charset=klingonisch')).toBe(
    'Line 1: this is not KLINGONISCH. Save the file as UTF-8.',
  )
  expect(refusalOf(Buffer.from('a\n\nb\0', 'latin1'))).toBe('Line 3: this is not text.')
})

test('a transcript with more cues than a day of speech is refused', () => {
  const files = [30_000, 30_001].map((count) => 'x\n\n'.repeat(count))
  expect(read(files[0]!)).toHaveLength(30_000)
  expect(refusalOf(files[1]!)).toMatch(/^Line 60001: a transcript has at most 30000 cues/)
})

test.each([
  ['WebVTT', `WEBVTT\n\n${'00:01.000 --> 00:02.000\n<v A>Ja <b>so</b> &amp;\n\n'.repeat(30_000)}`],
  ['SRT', '1\n00:00:01,000 --> 00:00:02,000\nAnna: Ja {\\b} <i> so\n\n'.repeat(30_000)],
  ['JSON', `{"segments":[${'{"startTime":1,"body":"Ja ja"},'.repeat(30_000).slice(0, -1)}]}`],
  ['HTML', '<cite>A:</cite><time>0:09</time><p>Ja &amp; nein</p>'.repeat(30_000)],
  ['one line of brackets', `WEBVTT\n\n00:01.000 --> 00:02.000\n${'<'.repeat(100_000)}${'('.repeat(100_000)}`],
  ['one line of blanks', `Anna:${' '.repeat(1_000_000)}x`],
  ['brackets that nobody closes', '(('.repeat(500_000)],
])('a long file is read, or refused, within seconds: %s', (_, file) => {
  expect(computing(() => refusalOf(file))).toBeLessThan(3000)
})
