import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readMp4 } from '../../src/episodes/mp4-audio.ts'
import { box, chapterList, itunesItems, m4a, noise, PACKET_BYTE, picture, sample, words } from '../samples/bytes.ts'

const directory = mkdtempSync(join(tmpdir(), 'm4a-'))
afterAll(() => rmSync(directory, { recursive: true }))

async function read(...parts: Uint8Array[]) {
  const bytes = Buffer.concat(parts)
  const path = join(directory, 'audio')
  writeFileSync(path, bytes)
  await using file = await open(path)
  return await readMp4(file, bytes.length)
}

test('length, rate, channels and the offset at 60 seconds, with the index in front', async () => {
  const { facts } = await read(sample('faststart-chapters.m4a'))
  expect(facts).toEqual({
    seconds: 70,
    bitrate: 11_822,
    channels: 1,
    sampleRate: 16_000,
    tagBytes: 6144,
    byteAt60Seconds: 98_718,
  })
})

test('the same with the index behind the audio', async () => {
  const { facts } = await read(sample('index-at-end.m4a'))
  expect(facts).toMatchObject({ seconds: 70, tagBytes: 117, byteAt60Seconds: 74_870 })
})

test.each(['faststart-chapters.m4a', 'index-at-end.m4a'])('chapters and tags of %s', async (name) => {
  const { raw } = await read(sample(name))
  expect(raw).toMatchObject({ title: 'Folge 12: Die neue Straße', artist: 'Land/Presse', number: 12, season: 2 })
  expect(raw.chapters).toEqual([
    { startSeconds: 0, title: 'Begrüßung' },
    { startSeconds: 2.5, title: 'Straße' },
    { startSeconds: 64.25, title: 'Abschied 👋' },
  ])
})

test.each([{}, { indexAtEnd: true }, { longOffsets: true }])('an index of any kind is read: %j', async (options) => {
  const { facts } = await read(m4a(options))
  expect(facts).toMatchObject({ seconds: 64, bitrate: 12_500, channels: 1, sampleRate: 16_000 })
  expect(facts.byteAt60Seconds! - facts.tagBytes).toBe(Math.ceil(60 / 0.064) * 100)
})

test('what an edit list leaves out is not played', async () => {
  const { facts } = await read(m4a({ samples: 2000, edit: { mediaStart: 16_000, movieDuration: 100_000 } }))
  expect(facts.seconds).toBe(100)
  expect(facts.byteAt60Seconds! - facts.tagBytes).toBe(Math.ceil(61 / 0.064) * 100)
  expect((await read(m4a({ edit: { mediaStart: 0, movieDuration: 5_000_000 } }))).facts.seconds).toBe(64)
  expect((await read(m4a({ edit: { mediaStart: 0, movieDuration: 0 } }))).facts.seconds).toBe(64)
})

test('sixty seconds and less have no offset at 60 seconds unless they are reached', async () => {
  expect((await read(m4a({ samples: 937 }))).facts.byteAt60Seconds).toBeNull()
  expect((await read(m4a({ samples: 938 }))).facts.byteAt60Seconds).not.toBeNull()
})

test('tags as iTunes writes them', async () => {
  const cover = picture(3000)
  const items = itunesItems([
    ['\xa9nam', 'Titel'],
    ['\xa9cmt', 'Kommentar'],
    ['desc', 'Kurz'],
    ['ldes', 'Lang'],
    ['trkn', Buffer.from([0, 0, 1, 44, 0, 0, 0, 0]), 0],
    ['tvsn', Buffer.from([0, 0, 0, 4]), 21],
    ['covr', cover, 14],
    ['\xa9day', '2026-11-23T07:00:00Z'],
  ])
  const { raw } = await read(m4a({ userData: [items] }))
  expect(raw).toMatchObject({
    title: 'Titel',
    description: 'Lang',
    number: 300,
    season: 4,
    date: '2026-11-23T07:00:00Z',
  })
  expect(raw.artwork).toEqual(cover)
  expect(raw.language).toBe('eng')
})

test('a list of chapters without a track', async () => {
  const userData = [
    chapterList([
      [0, 'Eins'],
      [30.5, 'Zwei ä'],
    ]),
  ]
  expect((await read(m4a({ userData }))).raw.chapters).toEqual([
    { startSeconds: 0, title: 'Eins' },
    { startSeconds: 30.5, title: 'Zwei ä' },
  ])
})

test('broken tags are left out', async () => {
  const userData = [
    itunesItems([
      ['trkn', Buffer.from([0]), 0],
      ['covr', '', 13],
      ['\xa9nam', Buffer.from([0xc3])],
    ]),
    box('chpl', words(0x01000000, 0), [200], noise(40)),
  ]
  expect((await read(m4a({ userData }))).facts.seconds).toBe(64)
})

const whole = m4a()
const indexAtEnd = m4a({ indexAtEnd: true })
const fileType = whole.subarray(0, 24)

/** A file whose audio from a part of its bytes on is something else. */
function spoilt(name: string, from: number, rest: (length: number) => Buffer): Buffer {
  const bytes = Buffer.from(sample(name))
  const audio = bytes.indexOf('mdat') + 4
  const end = audio + bytes.readUInt32BE(audio - 8) - 8
  const start = Math.floor(audio + from * (end - audio))
  rest(end - start).copy(bytes, start)
  return bytes
}

/** A file one number of which is another one: so many bytes behind the name of its box. */
function misled(file: Buffer, type: string, at: number, value: number): Buffer {
  const bytes = Buffer.from(file)
  bytes.writeUInt32BE(value, bytes.indexOf(type) + at)
  return bytes
}

const zeros = (length: number) => Buffer.alloc(length)
const torn = (type: string, at: number, value: number) => misled(sample('index-at-end.m4a'), type, at, value)

const REFUSED: [what: string, file: Buffer, code: string][] = [
  ['nothing but zeros, the index in front', spoilt('faststart-chapters.m4a', 0, zeros), 'no-audio-frames'],
  ['nothing but zeros, the index behind', spoilt('index-at-end.m4a', 0, zeros), 'no-audio-frames'],
  ['nothing but noise', spoilt('index-at-end.m4a', 0, noise), 'no-audio-frames'],
  ['a second half of zeros, the index in front', spoilt('faststart-chapters.m4a', 0.5, zeros), 'audio-cut'],
  ['a second half of zeros, the index behind', spoilt('index-at-end.m4a', 0.5, zeros), 'audio-cut'],
  ['zeros after a tenth', spoilt('index-at-end.m4a', 0.1, zeros), 'audio-cut'],
  ['zeros in the last thirtieth', spoilt('index-at-end.m4a', 0.97, zeros), 'audio-cut'],
  ['a second half of noise', spoilt('index-at-end.m4a', 0.5, noise), 'audio-cut'],
  ['more sizes than the index has room for', torn('stsz', 12, 0xffffffff), 'no-audio-frames'],
  ['more durations than the index has room for', torn('stts', 8, 0x7fffffff), 'no-audio-frames'],
  ['more runs of chunks than the index has room for', torn('stsc', 8, 0x7fffffff), 'no-audio-frames'],
  ['more chunks than the index has room for', torn('stco', 8, 0x7fffffff), 'no-audio-frames'],
  ['more packets than there are bytes', misled(torn('stsz', 8, 1), 'stsz', 12, 0xffffffff), 'no-audio-frames'],
  ['a video', sample('video.mp4'), 'not-audio'],
  ['a file in fragments', sample('fragmented.m4a'), 'unsupported-audio'],
  ['Apple Lossless', sample('lossless.m4a'), 'unsupported-audio'],
  ['copy-protected audio', m4a({ coding: 'drms' }), 'unsupported-audio'],
  ['encrypted audio', m4a({ coding: 'enca' }), 'unsupported-audio'],
  ['MP3 inside an MP4', m4a({ objectType: 0x6b }), 'unsupported-audio'],
  ['no audio track', m4a({ handler: 'text' }), 'not-audio'],
  ['an index that announces fragments', m4a({ more: [box('mvex')] }), 'unsupported-audio'],
  ['no sample', m4a({ samples: 0 }), 'no-audio-frames'],
  ['samples that last nothing', m4a({ duration: 0 }), 'no-audio-frames'],
  ['more seconds than bytes can hold', m4a({ duration: 1_000_000 }), 'no-audio-frames'],
  ['an index without audio behind it', whole.subarray(0, whole.length - 100_000), 'no-audio-frames'],
  ['audio without an index', Buffer.concat([fileType, box('mdat', noise(1000))]), 'no-audio-frames'],
  [
    'an index that was never written',
    Buffer.concat([fileType, words(0), Buffer.from('mdat'), noise(1000)]),
    'no-audio-frames',
  ],
  ['a cut, the index in front', whole.subarray(0, whole.length - 60_000), 'audio-cut'],
  ['a cut, the index behind', indexAtEnd.subarray(0, 40_000), 'audio-cut'],
  ['a cut inside the index at the end', indexAtEnd.subarray(0, indexAtEnd.length - 50), 'audio-cut'],
  ['a cut inside the index in front', whole.subarray(0, 300), 'not-audio'],
  ['a cut inside the very first box', whole.subarray(0, 15), 'not-audio'],
  ['noise behind the first box', Buffer.concat([fileType, noise(1000)]), 'not-audio'],
  [
    'an index that claims a gigabyte',
    Buffer.concat([fileType, words(1 << 30), Buffer.from('moov'), noise(1000)]),
    'not-audio',
  ],
]

test.each(REFUSED)('%s is refused', async (_, file, code) => {
  await expect(read(file)).rejects.toMatchObject({ code })
})

test('a cut is told in seconds', async () => {
  await expect(read(whole.subarray(0, whole.length - 60_000))).rejects.toThrow('25.6 of 64.0 seconds are there')
})

test('where zeros begin is told to the packet', async () => {
  const file = Buffer.from(whole)
  const audio = file.indexOf('mdat') + 4
  file.fill(0, audio + 333 * 100)
  await expect(read(file)).rejects.toThrow(`${(333 * 0.064).toFixed(1)} of 64.0 seconds are there`)
})

test('some damage is no reason to refuse a file', async () => {
  const hole = m4a()
  const audio = hole.indexOf('mdat') + 4
  hole.fill(0, audio + 40_000, audio + 60_000)
  expect((await read(hole)).facts.seconds).toBe(64)
  const end = m4a()
  end.fill(0, end.length - 1500)
  expect((await read(end)).facts.seconds).toBe(64)
})

test('audio of another kind than AAC-LC is not judged', async () => {
  const file = spoilt('index-at-end.m4a', 0, noise)
  const config = file.indexOf(Buffer.from([5, 0x80, 0x80, 0x80])) + 5
  file[config] = ((42 - 32) >> 3) | 0xf8
  file[config + 1] = (file[config + 1]! & 0x1f) | (((42 - 32) & 7) << 5)
  expect((await read(file)).facts.seconds).toBe(70)
})

test('a day of audio is measured without holding up anything else', { timeout: 60_000 }, async () => {
  const samples = 1_350_000
  const file = m4a({ samples: 2, sampleBytes: 4 })
  file.writeUInt32BE(samples, file.indexOf('stts') + 12)
  file.writeUInt32BE(200, file.indexOf('stsz') + 8)
  file.writeUInt32BE(samples, file.indexOf('stsz') + 12)
  file.writeUInt32BE(samples, file.indexOf('stsc') + 16)
  const { facts } = await read(file, Buffer.alloc(samples * 200, PACKET_BYTE))
  expect(facts.seconds).toBe(86_400)
})
