import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { walkMpegFrames } from '../../src/episodes/mpeg-frames.ts'
import {
  id3Tag,
  id3v1Tag,
  noise,
  picture,
  pictureFrame,
  sample,
  silentFrames,
  vbriFrame,
  withoutInfo,
  xingFrame,
} from '../samples/bytes.ts'
import { watchTurns } from '../support/computing.ts'

const directory = mkdtempSync(join(tmpdir(), 'frames-'))
afterAll(() => rmSync(directory, { recursive: true }))

async function walk(...parts: Uint8Array[]) {
  const bytes = Buffer.concat(parts)
  const path = join(directory, 'audio')
  writeFileSync(path, bytes)
  await using file = await open(path)
  return await walkMpegFrames(file, bytes.length)
}

const vbr = withoutInfo('vbr-xing-8000-mono.mp3')
const cbr = sample('cbr-bare-44100-mono.mp3')
const apeTag = Buffer.concat([
  Buffer.from('APETAGEX\xd0\x07\0\0\x40\0\0\0\x01\0\0\0\0\0\0\xa0\0\0\0\0\0\0\0\0', 'latin1'),
  Buffer.alloc(32),
  Buffer.from('APETAGEX\xd0\x07\0\0\x40\0\0\0\x01\0\0\0\0\0\0\x80\0\0\0\0\0\0\0\0', 'latin1'),
])
const lyrics = Buffer.from('LYRICSBEGININD0000200LYR00005Hallo000042LYRICS200', 'latin1')

/** Seconds as a decoder counts them; see tests/samples/README.md. */
const DECODED: [what: string, bytes: Uint8Array, seconds: number][] = [
  ['CBR with Info', sample('cbr-info-44100-stereo.mp3'), 6],
  ['CBR with Info, MPEG-2', sample('cbr-info-22050-mono.mp3'), 6],
  ['CBR without Info', cbr, 10.031],
  ['CBR without Info, MPEG-2', sample('cbr-bare-16000-mono.mp3'), 8.1],
  ['VBR with Xing, MPEG-2.5', sample('vbr-xing-8000-mono.mp3'), 300],
  ['VBR with Xing, MPEG-1', sample('vbr-xing-32000-stereo.mp3'), 12],
  ['VBR without Xing, MPEG-2.5', vbr, 300.168],
  ['VBR without Xing, MPEG-1', withoutInfo('vbr-xing-32000-stereo.mp3'), 12.06],
  ['a tag with chapters in front', sample('id3v24-chapters.mp3'), 5.004],
  ['a big picture in front', Buffer.concat([id3Tag(3, [pictureFrame(3, picture(3_000_000))]), cbr]), 10.031],
  ['two files joined', Buffer.concat([sample('vbr-xing-32000-stereo.mp3'), sample('vbr-xing-32000-stereo.mp3')]), 24],
  ['two files joined, with Info and without', Buffer.concat([sample('cbr-info-44100-stereo.mp3'), cbr]), 16.031],
  [
    'two kinds joined, a tag between',
    Buffer.concat([cbr, id3v1Tag('a', 'b', '2026', 1), sample('id3v24-chapters.mp3')]),
    15.035,
  ],
  ['bare VBR cut at 40 %', vbr.subarray(0, Math.floor(vbr.length * 0.4)), 118.944],
  ['bare CBR cut at 40 %', cbr.subarray(0, Math.floor(cbr.length * 0.4)), 4.023],
]

test.each(DECODED)('%s: the length is what a decoder counts, to a tenth of a second', async (_, bytes, seconds) => {
  const found = await walk(bytes)
  expect(Math.abs(found.seconds - seconds)).toBeLessThan(0.1)
})

test('sample rate, channels, bitrate and borders are those of the audio', async () => {
  expect(await walk(sample('cbr-info-44100-stereo.mp3'))).toMatchObject({
    sampleRate: 44_100,
    channels: 2,
    isVariable: false,
    audioStart: 261,
    audioEnd: sample('cbr-info-44100-stereo.mp3').length,
    byteAt60Seconds: null,
  })
  expect(await walk(vbr)).toMatchObject({
    sampleRate: 8000,
    channels: 1,
    isVariable: true,
    bitrate: 15_432,
    frames: 4169,
  })
})

test('the offset at 60 seconds is the end of the packet in which they pass', async () => {
  expect((await walk(sample('vbr-xing-8000-mono.mp3'))).byteAt60Seconds).toBe(117_504)
  expect((await walk(id3Tag(4, []), silentFrames(1666))).byteAt60Seconds).toBeNull()
  expect((await walk(id3Tag(4, []), silentFrames(1667))).byteAt60Seconds).toBe(10 + 1667 * 144)
  expect((await walk(id3Tag(4, []), silentFrames(9000))).byteAt60Seconds).toBe(10 + 1667 * 144)
})

test.each([
  ['ID3v1', id3v1Tag('Titel', 'Amt', '2026', 3)],
  ['APEv2', apeTag],
  ['Lyrics3', lyrics],
  ['all of them', Buffer.concat([apeTag, lyrics, id3v1Tag('Titel', 'Amt', '2026', 3)])],
  ['an ID3v2.4 tag at the end', id3Tag(4, [pictureFrame(4, picture(50_000))], { footer: true })],
])('%s behind the audio is not audio', async (_, tag) => {
  expect(await walk(silentFrames(500), tag)).toMatchObject({ frames: 500, audioEnd: 72_000 })
  expect(await walk(silentFrames(2), tag)).toMatchObject({ frames: 2 })
})

test('garbage between frames is stepped over', async () => {
  expect(await walk(silentFrames(500), noise(30_000), silentFrames(500))).toMatchObject({ frames: 1000 })
  expect(
    await walk(noise(5000), silentFrames(500), Buffer.alloc(3_000_000), silentFrames(500), noise(700)),
  ).toMatchObject({
    frames: 1000,
    audioStart: 5000,
  })
})

test('a tag behind half a frame is stepped over too, though that frame counts', async () => {
  const tag = id3Tag(4, [pictureFrame(4, picture(200_000))])
  expect(await walk(silentFrames(500), silentFrames(1).subarray(0, 77), tag, silentFrames(500))).toMatchObject({
    frames: 1001,
  })
})

test('sync words in noise are not audio', async () => {
  const bytes = noise(2_000_000)
  for (let at = 0; at < bytes.length - 4; at += 1 + (bytes[at]! % 90)) bytes.writeUInt32BE(0xfffb18c4, at)
  expect(await walk(id3Tag(4, []), bytes)).toMatchObject({ frames: 0, seconds: 0 })
  expect(await walk(silentFrames(100), bytes)).toMatchObject({ frames: expect.closeTo(100, -1) })
})

test('frames are counted once each, wherever the blocks of reading end', async () => {
  for (const shift of [0, 1, 143]) {
    const parts = [
      Buffer.alloc(shift),
      silentFrames(22_000),
      id3Tag(4, [pictureFrame(4, picture(1 << 20))]),
      silentFrames(9000),
    ]
    expect(await walk(...parts)).toMatchObject({ frames: 31_000, promisedSeconds: 31_000 * 0.036 })
  }
})

const LIES: [what: string, first: Buffer][] = [
  ['ten times the frames', xingFrame(10_000, 144_144)],
  ['ten times the bytes', xingFrame(1000, 1_441_440)],
  ['a tenth of the frames', xingFrame(100, 14_400)],
  ['nothing', xingFrame(0, 0)],
  ['everything there is', xingFrame(0xffffffff, 0xffffffff)],
  ['ten times the frames, as VBRI', vbriFrame(10_000, 144_144)],
  ['one frame more, counting itself', xingFrame(1001, 144_144, 'Info')],
]

test.each(LIES)('a header that promises %s changes nothing', async (_, first) => {
  expect(await walk(first, silentFrames(1000))).toMatchObject({
    frames: 1000,
    seconds: 36,
    promisedSeconds: 36,
    audioStart: 144,
  })
})

test.each([
  ['Xing', xingFrame(1000, 1001 * 144)],
  ['VBRI', vbriFrame(1000, 1001 * 144)],
  ['Xing without bytes', xingFrame(1000, 0)],
  ['Xing without frames', xingFrame(0, 1001 * 144)],
])('what %s promises and is not there is told', async (_, first) => {
  const found = await walk(first, silentFrames(400))
  expect(found.seconds).toBeCloseTo(14.4)
  expect(found.promisedSeconds).toBeCloseTo(36, 0)
})

test('an encoder that claims to have added nothing but silence is not believed', async () => {
  const lame = xingFrame(5, 6 * 144)
  lame.write('LAME3.100', 37, 'latin1')
  lame.fill(0xff, 58, 61)
  expect((await walk(lame, silentFrames(5))).seconds).toBeCloseTo(0.18)
  expect((await walk(lame, silentFrames(500))).seconds).toBeCloseTo(18 - 8190 / 32_000)
})

test('damage in the middle is no cut', async () => {
  const found = await walk(xingFrame(1000, 1001 * 144), silentFrames(400), noise(100 * 144), silentFrames(500))
  expect(found).toMatchObject({ frames: 900, promisedSeconds: found.seconds })
})

test('the first of two joined files may be cut', async () => {
  const found = await walk(
    xingFrame(1000, 1001 * 144),
    silentFrames(400),
    xingFrame(1000, 1001 * 144),
    silentFrames(1000),
  )
  expect(found).toMatchObject({ frames: 1400 })
  expect(found.promisedSeconds).toBeCloseTo(72)
})

test('a hundred megabytes are walked without holding up anything else', { timeout: 60_000 }, async () => {
  const path = join(directory, 'long')
  const part = silentFrames(72_816)
  writeFileSync(path, Buffer.concat(Array.from({ length: 10 }, () => part)))
  await using file = await open(path)
  const longestTurn = watchTurns()
  const found = await walkMpegFrames(file, part.length * 10)
  expect(longestTurn()).toBeLessThan(200)
  expect(found.frames).toBe(728_160)
})
