import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { probeAudio } from '../../src/episodes/probe.ts'
import { Refusal } from '../../src/lib/errors.ts'
import {
  chapterFrame,
  commentFrame,
  id3Frame,
  id3Tag,
  id3v1Tag,
  itunesItems,
  linkFrame,
  m4a,
  noise,
  picture,
  pictureFrame,
  sample,
  silentFrames,
  textFrame,
  unsynchronised,
  xingFrame,
} from '../samples/bytes.ts'

const directory = mkdtempSync(join(tmpdir(), 'probe-'))
afterAll(() => rmSync(directory, { recursive: true }))

async function probe(...parts: Uint8Array[]) {
  const bytes = Buffer.concat(parts)
  const path = join(directory, 'upload')
  writeFileSync(path, bytes)
  return probeAudio(path, bytes.length)
}

const tagsOf = async (...parts: Uint8Array[]) => (await probe(...parts)).tags
const audio = silentFrames(1000)

test('an MP3 is known by its bytes, with its length, borders and tags', async () => {
  const { format, facts, tags } = await probe(sample('id3v24-chapters.mp3'))
  expect(format).toEqual({ name: 'MP3', extension: 'mp3', type: 'audio/mpeg' })
  expect(facts).toMatchObject({ seconds: 5.004, bitrate: 16_000, channels: 1, sampleRate: 16_000, tagBytes: 354 })
  expect(tags).toEqual({
    title: 'Folge 12: Die neue Straße',
    description: 'Worum es geht: Straßen & Brücken.',
    artist: 'Land/Presse',
    number: 12,
    season: 2,
    date: '2026-03-05',
    language: 'de',
    chapters: [
      { startSeconds: 0, title: 'Begrüßung' },
      { startSeconds: 2.5, title: 'Straße' },
    ],
  })
})

test('an M4A too', async () => {
  const { format, facts, tags } = await probe(sample('faststart-chapters.m4a'))
  expect(format).toEqual({ name: 'M4A', extension: 'm4a', type: 'audio/x-m4a' })
  expect(facts.seconds).toBe(70)
  expect(tags).toMatchObject({ number: 12, season: 2, date: '2026-03-05', language: 'de' })
  expect(tags.chapters?.map(({ startSeconds }) => startSeconds)).toEqual([0, 2.5, 64.25])
})

const text = (content: string) => Buffer.from(content, 'utf8')
const aac = Buffer.from([0xff, 0xf1, 0x50, 0x80, 0x02, 0x1f, 0xfc])

const REFUSED: [what: string, file: Buffer, status: number, code: string, sentence: RegExp][] = [
  ['an empty file', Buffer.alloc(0), 415, 'empty-file', /empty/],
  ['a PDF', text('%PDF-1.7\n'), 415, 'not-audio', /a PDF document/],
  ['a web page', text('<!doctype html><p>Fehler 404'), 415, 'not-audio', /a web page/],
  ['an SVG', text('<svg xmlns="http://www.w3.org/2000/svg"/>'), 415, 'not-audio', /an SVG picture/],
  ['random bytes', noise(200_000), 415, 'not-audio', /not an MP3 or M4A/],
  ['zeros', Buffer.alloc(200_000), 415, 'not-audio', /not an MP3 or M4A/],
  ['one byte', Buffer.from([0xff]), 415, 'not-audio', /not an MP3 or M4A/],
  ['an MP3 cut in its first frame', silentFrames(1).subarray(0, 100), 415, 'not-audio', /not an MP3 or M4A/],
  [
    'an MP3 cut in its tag',
    id3Tag(4, [pictureFrame(4, picture(9000))]).subarray(0, 5000),
    415,
    'not-audio',
    /own header/,
  ],
  ['an MP3 cut in the header of its tag', text('ID3\x04\0\0'), 415, 'not-audio', /not an MP3 or M4A/],
  ['a FLAC behind a tag', Buffer.concat([id3Tag(4, []), text('fLaC\0\0\0\x22')]), 415, 'not-audio', /FLAC/],
  ['AAC behind a tag', Buffer.concat([id3Tag(4, []), aac]), 415, 'not-audio', /bare AAC/],
  ['a tag and nothing else', id3Tag(4, [textFrame(4, 'TIT2', 'Titel')]), 422, 'no-audio-frames', /no audio/],
  ['a tag before noise', Buffer.concat([id3Tag(3, []), noise(200_000)]), 422, 'no-audio-frames', /no audio/],
  ['a tag before zeros', Buffer.concat([id3Tag(3, []), Buffer.alloc(200_000)]), 422, 'no-audio-frames', /no audio/],
  ['an MP3 without a fixed bitrate', freeFormat(), 422, 'no-audio-frames', /free format/],
  ['a cut MP3', sample('vbr-xing-32000-stereo.mp3').subarray(0, 33_000), 422, 'audio-cut', /\d\.\d of 12\.\d seconds/],
  [
    'a cut MP3 with one second missing',
    Buffer.concat([xingFrame(9000, 9001 * 144), silentFrames(8970)]),
    422,
    'audio-cut',
    /cut/,
  ],
  ['a cut M4A', sample('faststart-chapters.m4a').subarray(0, 90_000), 422, 'audio-cut', /\d\.\d of 70\.\d seconds/],
  ['a video', sample('video.mp4'), 415, 'not-audio', /a video/],
]

function freeFormat(): Buffer {
  const frames = Buffer.alloc(200 * 300)
  for (let at = 0; at < frames.length; at += 300) frames.writeUInt32BE(0xfffb08c4, at)
  return frames
}

test.each(REFUSED)('%s is refused', async (_, file, status, code, sentence) => {
  const refusal = await probe(file).catch((error: unknown) => error)
  expect(refusal).toBeInstanceOf(Refusal)
  expect(refusal).toMatchObject({ status, code, message: expect.stringMatching(sentence) })
  expect((refusal as Refusal).message).toMatch(/^[A-Z].*\.$/)
})

test('a few frames less than promised are no cut', async () => {
  expect((await probe(xingFrame(9000, 9001 * 144), silentFrames(8975))).facts.seconds).toBeCloseTo(323.1)
})

test.each([2, 3, 4] as const)('text of ID3v2.%i', async (version) => {
  const id = (modern: string, old: string) => (version === 2 ? old : modern)
  const tag = id3Tag(version, [
    textFrame(version, id('TIT2', 'TT2'), '  Titel\u0000zweiter '),
    textFrame(version, id('TPE1', 'TP1'), 'Presse/Öffentlichkeit'),
    textFrame(version, id('TRCK', 'TRK'), '03/12'),
    textFrame(version, id('TPOS', 'TPA'), '2'),
    textFrame(version, id('TLAN', 'TLA'), 'ger'),
    commentFrame(version, id('COMM', 'COM'), '0 0 0', 'iTunSMPB'),
    commentFrame(version, id('COMM', 'COM'), 'Zeile eins\r\nZeile zwei'),
  ])
  expect(await tagsOf(tag, audio)).toEqual({
    title: 'Titel',
    artist: 'Presse/Öffentlichkeit',
    number: 3,
    season: 2,
    language: 'de',
    description: 'Zeile eins\nZeile zwei',
  })
})

test.each([3, 4] as const)('a description that a program wrote as its own is whole in ID3v2.%i', async (version) => {
  const sentence = 'Mehr unter https://www.jena.de/haushalt und im Amtsblatt.'
  const own = (name: string, text: string) => textFrame(version, 'TXXX', `${name}\0${text}`)
  expect(await tagsOf(id3Tag(version, [own('comment', 'a//b'), own('description', sentence)]), audio)).toMatchObject({
    description: sentence,
  })
  expect(await tagsOf(id3Tag(version, [own('comment', 'a//b')]), audio)).toMatchObject({ description: 'a//b' })
})

test('a tag of ID3v2.3 with unsynchronisation', async () => {
  const cover = Buffer.concat([picture(300), Buffer.from([0xff, 0xe0, 0xff, 0x00, 0xff])])
  const body = Buffer.concat([textFrame(3, 'TIT2', 'ÿÿ Titel'), pictureFrame(3, cover), textFrame(3, 'TRCK', '7')])
  const tags = await tagsOf(id3Tag(3, [unsynchronised(body)], { flags: 0x80 }), audio)
  expect(tags).toMatchObject({ title: 'ÿÿ Titel', number: 7 })
  expect(Buffer.from(tags.artwork!.bytes)).toEqual(cover)
})

test('a tag of ID3v2.4 with a footer, an extended header, and frames that are unsynchronised or measured', async () => {
  const title = textFrame(4, 'TIT2', 'Titel').subarray(10)
  const frames = [
    id3Frame(4, 'TIT2', Buffer.concat([Buffer.from([0, 0, 0, title.length]), unsynchronised(title)]), 0x03),
    id3Frame(4, 'TPE1', Buffer.from([1, 2, 3]), 0x08),
    textFrame(4, 'TDRC', '2026-11-23T07:00:00'),
    textFrame(4, 'TDES', 'Beschreibung'),
  ]
  const extended = Buffer.from([0, 0, 0, 6, 1, 0])
  const tag = id3Tag(4, [extended, ...frames], { flags: 0x40, footer: true })
  const { tags, facts } = await probe(tag, audio)
  expect(tags).toEqual({ title: 'Titel', date: '2026-11-23', description: 'Beschreibung' })
  expect(facts.tagBytes).toBe(tag.length)
})

test('sizes of ID3v2.4 written as in 2.3', async () => {
  const long = textFrame(3, 'TIT2', 'x'.repeat(100))
  expect(await tagsOf(id3Tag(4, [long, textFrame(4, 'TRCK', '5')]), audio)).toEqual({
    title: 'x'.repeat(100),
    number: 5,
  })
})

/** A table of contents, at the top and in order. */
const contents = (...ids: string[]) =>
  id3Frame(
    4,
    'CTOC',
    Buffer.from(`toc\0\x03${String.fromCharCode(ids.length)}${ids.map((id) => `${id}\0`).join('')}`, 'latin1'),
  )

test('chapters come in their order, inside the audio, with title and link', async () => {
  const tag = id3Tag(4, [
    chapterFrame(4, 'c', 30_000, [textFrame(4, 'TIT2', 'Drei'), linkFrame(4, 'https://amt.example/3')]),
    chapterFrame(4, 'a', 0, [textFrame(4, 'TIT2', 'Eins'), linkFrame(4, 'javascript:alert(1)')]),
    chapterFrame(4, 'b', 10_500, [pictureFrame(4, picture(90_000)), textFrame(4, 'TIT2', 'Zwei')]),
    chapterFrame(4, 'd', 35_000, [textFrame(4, 'TIT2', '\u0000 ')]),
    chapterFrame(4, 'e', 36_000, [textFrame(4, 'TIT2', 'Hinter dem Ende')]),
    contents('a', 'b', 'c', 'd', 'e'),
  ])
  expect((await tagsOf(tag, audio)).chapters).toEqual([
    { startSeconds: 0, title: 'Eins' },
    { startSeconds: 10.5, title: 'Zwei' },
    { startSeconds: 30, title: 'Drei', url: 'https://amt.example/3' },
  ])
})

test('a chapter outside the table of contents is hidden; a table that names none, or is broken, says nothing', async () => {
  const chapters = [
    chapterFrame(4, 'a', 0, [textFrame(4, 'TIT2', 'Eins')]),
    chapterFrame(4, 'b', 9000, [textFrame(4, 'TIT2', 'Bild')]),
  ]
  const hidden = async (...tables: Buffer[]) =>
    (await tagsOf(id3Tag(4, [...chapters, ...tables]), audio)).chapters?.map((chapter) => chapter.hidden ?? false)
  expect(await hidden(contents('a'))).toEqual([false, true])
  expect(await hidden(contents('part'), contents('a', 'b'))).toEqual([false, false])
  expect(await hidden(contents('x'))).toEqual([false, false])
  for (const broken of ['', 'toc', 'toc\0', 'toc\0\x03', 'toc\0\x03\xff', 'toc\0\x03\x01a'])
    expect(await hidden(id3Frame(4, 'CTOC', Buffer.from(broken, 'latin1')))).toHaveLength(2)
})

test('at most 500 chapters', async () => {
  const chapters = Array.from({ length: 700 }, (_, i) =>
    chapterFrame(3, `c${i}`, i * 50, [textFrame(3, 'TIT2', `K ${i}`)]),
  )
  const { chapters: kept } = await tagsOf(id3Tag(3, chapters), audio)
  expect(kept).toHaveLength(500)
  expect(kept?.at(-1)).toEqual({ startSeconds: 24.95, title: 'K 499' })
})

test.each([
  ['without an end of its name', id3Frame(4, 'CHAP', Buffer.from('endless'))],
  ['without times', id3Frame(4, 'CHAP', Buffer.from('c\0\0\0'))],
  ['with half a frame inside', chapterFrame(4, 'c', 0, [textFrame(4, 'TIT2', 'Titel').subarray(0, 14)])],
  ['with noise inside', chapterFrame(4, 'c', 0, [noise(50)])],
  ['with a link that is none', chapterFrame(4, 'c', 0, [id3Frame(4, 'WXXX', Buffer.from([1]))])],
])('a chapter %s is left out, and nothing else', async (_, broken) => {
  const good = chapterFrame(4, 'g', 1000, [textFrame(4, 'TIT2', 'Gut')])
  const tags = await tagsOf(id3Tag(4, [textFrame(4, 'TIT2', 'Titel'), broken, good, textFrame(4, 'TRCK', '3')]), audio)
  expect(tags).toEqual({ title: 'Titel', number: 3, chapters: [{ startSeconds: 1, title: 'Gut' }] })
})

test('a frame longer than its tag ends the tag, and what stands before it counts', async () => {
  const broken = textFrame(4, 'TPE1', 'Amt')
  broken.writeUInt32BE(0x7f7f7f7f, 4)
  expect(await tagsOf(id3Tag(4, [textFrame(4, 'TIT2', 'Titel'), broken]), audio)).toEqual({ title: 'Titel' })
})

test('artwork is the front cover, by its bytes', async () => {
  const cover = picture(3_000_000)
  const frames = [pictureFrame(3, picture(500, 7), 4), pictureFrame(3, cover)]
  const { artwork } = await tagsOf(id3Tag(3, frames), audio)
  expect(artwork?.type).toBe('image/png')
  expect(Buffer.from(artwork!.bytes).equals(cover)).toBe(true)
  expect(await tagsOf(id3Tag(3, [pictureFrame(3, text('<svg onload="alert(1)"/>'))]), audio)).toEqual({})
  expect(await tagsOf(id3Tag(3, [pictureFrame(3, picture((20 << 20) + 1))]), audio)).toEqual({})
})

const HOSTILE: [what: string, title: string, clean: string | undefined][] = [
  ['control characters', 'Ti\u0007t\u001b[0mel\u0085', 'Tit[0mel'],
  ['the end of CDATA', ']]>', ']]>'],
  ['markup', '<script>alert("1")</script>', '<script>alert("1")</script>'],
  ['right-to-left text', '\u200fשלום עולם\u200f', '\u200fשלום עולם\u200f'],
  ['emoji', '👩‍👩‍👧 🇩🇪', '👩‍👩‍👧 🇩🇪'],
  ['a lone surrogate', 'a\ud800b', 'a\ufffdb'],
  ['line breaks', 'eins\r\nzwei', 'eins zwei'],
  ['nothing but blanks', ' \u0000 ', undefined],
  ['300 characters', 'ä'.repeat(300), 'ä'.repeat(255)],
]

test.each(HOSTILE)('a title of %s', async (_, title, clean) => {
  expect((await tagsOf(id3Tag(4, [textFrame(4, 'TIT2', title)]), audio)).title).toBe(clean)
  expect((await tagsOf(m4a({ userData: [itunesItems([['\xa9nam', text(title)]])] }))).title).toBe(clean)
})

test('a description is at most 4000 bytes', async () => {
  const tag = id3Tag(4, [commentFrame(4, 'COMM', 'ä'.repeat(4000))])
  expect((await tagsOf(tag, audio)).description).toBe('ä'.repeat(2000))
})

const DATES: [frames: [id: string, text: string][], date: string | undefined][] = [
  [[['TDRC', '2026']], '2026'],
  [[['TDRC', '2026-02']], '2026-02'],
  [[['TDRC', '2026-02-28T07:00']], '2026-02-28'],
  [[['TDRC', '2026-02-00']], '2026-02'],
  [[['TDRC', '2026-00-00']], '2026'],
  [[['TDRC', '2026-02-30']], undefined],
  [[['TDRC', '2026-13-01']], undefined],
  [[['TDRC', '2026-00-01']], undefined],
  [[['TDRC', '9999-99-99']], undefined],
  [[['TDRC', '9999']], undefined],
  [[['TDRC', 'gestern']], undefined],
  [[['TDRC', '0000-00-00']], undefined],
  [
    [
      ['TYER', '2026'],
      ['TDAT', '2311'],
    ],
    '2026-11-23',
  ],
  [[['TYER', '2026']], '2026'],
]

test.each(DATES)('the date of %j is %s', async (frames, date) => {
  expect(
    (
      await tagsOf(
        id3Tag(
          3,
          frames.map(([id, value]) => textFrame(3, id, value)),
        ),
        audio,
      )
    ).date,
  ).toBe(date)
})

test.each([
  ['deu', 'de'],
  ['ger', 'de'],
  ['DE', 'de'],
  ['de-at', 'de-AT'],
  ['eng', 'en'],
  ['hsb', 'hsb'],
  ['und', undefined],
  ['XXX', undefined],
  ['German', undefined],
  ['', undefined],
])('the language %s is %s', async (code, language) => {
  expect((await tagsOf(id3Tag(3, [textFrame(3, 'TLAN', code)]), audio)).language).toBe(language)
})

test.each([
  ['3', 3],
  ['3/12', 3],
  ['0', undefined],
  ['-1', undefined],
  ['drei', undefined],
  ['20261123', undefined],
  ['1e3', undefined],
])('the number %s is %s', async (written, number) => {
  expect((await tagsOf(id3Tag(3, [textFrame(3, 'TRCK', written)]), audio)).number).toBe(number)
})

test('an old tag at the end fills what a new one leaves open', async () => {
  const old = id3v1Tag('Alter Titel', 'Amt', '2019', 3)
  expect(await tagsOf(audio, old)).toEqual({ title: 'Alter Titel', artist: 'Amt', date: '2019', number: 3 })
  expect(await tagsOf(id3Tag(4, [textFrame(4, 'TIT2', 'Neu')]), audio, old)).toMatchObject({
    title: 'Neu',
    artist: 'Amt',
  })
})

const inBytes = (title: string) => text(title).toString('latin1')

test.each([
  ['Latin-1', 'Größe', 'Größe'],
  ['Latin-1 that ends in a letter with a mark', 'Café', 'Café'],
  ['UTF-8', inBytes('Größe'), 'Größe'],
  ['UTF-8 with letters of four bytes', inBytes('Folge 👋'), 'Folge 👋'],
  ['UTF-8 whose last letter is cut', inBytes(`${'ä'.repeat(14)}x€`), `${'ä'.repeat(14)}x`],
  ['what is neither', `${inBytes('Töne')}\xe4xx`, 'TÃ¶neäxx'],
])('an old title in %s', async (_, written, title) => {
  expect((await tagsOf(audio, id3v1Tag(written, '', '', 1))).title).toBe(title)
})

/** The promise behind every upload: an answer or a refusal, and no more audio than 8 kbit/s would fill. */
async function expectSense(bytes: Uint8Array) {
  const answer = await probe(bytes).catch((error: unknown) => error)
  if (answer instanceof Refusal) return
  expect(answer).toMatchObject({ format: expect.anything(), tags: expect.anything() })
  const { facts } = answer as Awaited<ReturnType<typeof probe>>
  expect(facts.seconds).toBeGreaterThan(0)
  expect(facts.seconds).toBeLessThanOrEqual(bytes.length / 1000)
  expect(facts.byteAt60Seconds ?? 0).toBeLessThanOrEqual(bytes.length)
  expect(facts.byteAt60Seconds === null).toBe(facts.seconds < 60)
}

const SEEDS = [
  'id3v23-chapters.mp3',
  'id3v24-chapters.mp3',
  'cbr-info-22050-mono.mp3',
  'cbr-bare-16000-mono.mp3',
  'faststart-chapters.m4a',
  'index-at-end.m4a',
  'fragmented.m4a',
].map(sample)

test('whatever bytes come, there is an answer or a refusal', { timeout: 60_000 }, async () => {
  const heads = fc.constantFrom(
    '',
    'ID3\x04\0\0\0\0\x00\x20',
    '\xff\xfb\x18\xc4',
    '\0\0\0\x10ftypM4A \0\0\0\0',
    '\0\0\0\x20moov',
  )
  await fc.assert(
    fc.asyncProperty(heads, fc.uint8Array({ maxLength: 5000 }), (head, rest) =>
      expectSense(Buffer.concat([Buffer.from(head, 'latin1'), rest])),
    ),
    { numRuns: 300 },
  )
})

test('whatever happens to a file, there is an answer or a refusal', { timeout: 60_000 }, async () => {
  const change = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), near: fc.boolean(), byte: fc.nat(255) })
  const cut = fc.option(fc.double({ min: 0, max: 1, noNaN: true }))
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...SEEDS),
      fc.array(change, { maxLength: 30 }),
      cut,
      async (seed, changes, end) => {
        const bytes = Buffer.from(seed.subarray(0, end === null ? seed.length : Math.floor(seed.length * end)))
        for (const { at, near, byte } of changes) bytes[Math.floor(at * (near ? 6000 : bytes.length))] = byte
        await expectSense(bytes)
      },
    ),
    { numRuns: 500 },
  )
})
