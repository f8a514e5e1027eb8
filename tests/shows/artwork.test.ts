import { randomFillSync } from 'node:crypto'
import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { inspectArtwork } from '../../src/shows/artwork.ts'
import { computingAll, watchTurns } from '../support/computing.ts'

/** A picture of noise, so that every byte of the file matters. */
function noise(width: number, height = width) {
  const pixels = randomFillSync(Buffer.alloc(width * height * 3))
  return sharp(pixels, { raw: { width, height, channels: 3 } })
}

function plain(width: number, height = width) {
  return sharp({ create: { width, height, channels: 3, background: '#0a5' } })
}

const greyscale = () => plain(1400).toColourspace('b-w')

/** A chunk as PNG has it: length, name, content, checksum (PNG §5.3). */
function chunk(name: string, content: Buffer) {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), content])
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(content.length)
  checksum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, checksum])
}

/** Where the first chunk after the header, which is always 25 bytes, begins. */
const AFTER_HEADER = 33

function withChunk(png: Buffer, name: string, content: Buffer) {
  return Buffer.concat([png.subarray(0, AFTER_HEADER), chunk(name, content), png.subarray(AFTER_HEADER)])
}

/** The same PNG, its header claiming another size. */
function claiming(png: Buffer, width: number, height: number) {
  const header = Buffer.from(png.subarray(16, 29))
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  return Buffer.concat([png.subarray(0, 8), chunk('IHDR', header), png.subarray(AFTER_HEADER)])
}

async function expectRefusal(bytes: Uint8Array, code: string) {
  const refusal = { status: 422, code, message: expect.stringMatching(/^[A-Z].*\.$/) }
  await expect(inspectArtwork(bytes)).rejects.toMatchObject(refusal)
  await expect(inspectArtwork(bytes)).rejects.toHaveProperty('fields.artwork')
}

test.each<[string, () => Promise<Buffer>, object]>([
  ['a JPEG', () => noise(1400).jpeg().toBuffer(), { extension: 'jpg', type: 'image/jpeg', side: 1400 }],
  ['the largest JPEG', () => noise(3000).jpeg().toBuffer(), { extension: 'jpg', type: 'image/jpeg', side: 3000 }],
  ['a progressive JPEG', () => noise(1500).jpeg({ progressive: true }).toBuffer(), { extension: 'jpg', side: 1500 }],
  ['a JPEG with another RGB profile', () => plain(1400).withIccProfile('p3').jpeg().toBuffer(), { extension: 'jpg' }],
  ['a PNG', () => noise(1400).png().toBuffer(), { extension: 'png', type: 'image/png', side: 1400 }],
  ['the largest PNG', () => plain(3000).png().toBuffer(), { extension: 'png', type: 'image/png', side: 3000 }],
  ['an interlaced PNG', () => noise(1400).png({ progressive: true }).toBuffer(), { extension: 'png' }],
  ['a PNG with a palette', () => plain(1400).png({ palette: true }).toBuffer(), { extension: 'png' }],
  ['a PNG of 16 bits', () => noise(1400).toColourspace('rgb16').png().toBuffer(), { extension: 'png' }],
])('%s is a cover', async (_, make, expected) => {
  const bytes = await make()
  expect(await inspectArtwork(bytes)).toMatchObject(expected)
  expect(await inspectArtwork(new Uint8Array(bytes))).toMatchObject(expected)
})

test.each<[string, () => Promise<Buffer>]>([
  ['nothing', async () => Buffer.alloc(0)],
  ['an SVG', async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="1400" height="1400"/>')],
  ['a PDF', async () => Buffer.from('%PDF-1.7\n')],
  ['a page', async () => Buffer.from('<!doctype html><script>alert(1)</script>')],
  ['a GIF', () => plain(1400).gif().toBuffer()],
  ['a WebP', () => plain(1400).webp().toBuffer()],
  ['an AVIF', () => plain(64).avif().toBuffer()],
  ['a TIFF', () => plain(1400).tiff().toBuffer()],
])('%s is neither JPEG nor PNG', async (_, make) => {
  await expectRefusal(await make(), 'artwork-not-an-image')
})

test.each<[string, number, number]>([
  ['artwork-not-square', 1400, 1401],
  ['artwork-not-square', 3000, 1400],
  ['artwork-not-square', 1, 3000],
  ['artwork-too-small', 1399, 1399],
  ['artwork-too-small', 1, 1],
  ['artwork-too-large', 3001, 3001],
])('%s: %i × %i pixels', async (code, width, height) => {
  await expectRefusal(await plain(width, height).jpeg().toBuffer(), code)
  await expectRefusal(await plain(width, height).png().toBuffer(), code)
})

test('a PNG that claims to be enormous is refused by its header, without being decoded', async () => {
  const png = await plain(1400).png().toBuffer()
  const startedAt = performance.now()
  await expectRefusal(claiming(png, 60_000, 60_000), 'artwork-too-large')
  await expectRefusal(claiming(png, 2 ** 31 - 1, 2 ** 31 - 1), 'artwork-damaged')
  expect(performance.now() - startedAt).toBeLessThan(2000)
})

test('a PNG that claims more pixels than it has is damaged', async () => {
  await expectRefusal(claiming(await plain(1400).png().toBuffer(), 3000, 3000), 'artwork-damaged')
})

test.each<[string, () => Promise<Buffer>]>([
  ['a CMYK JPEG', () => plain(1400).toColourspace('cmyk').jpeg().toBuffer()],
  ['a greyscale JPEG', () => greyscale().jpeg().toBuffer()],
  ['a greyscale PNG', () => greyscale().png().toBuffer()],
])('%s has the wrong colours', async (_, make) => {
  await expectRefusal(await make(), 'artwork-wrong-colours')
})

test.each<[string, () => Promise<Buffer>]>([
  ['an opaque alpha channel', () => plain(1400).ensureAlpha(1).png().toBuffer()],
  ['a transparent alpha channel', () => plain(1400).ensureAlpha(0.5).png().toBuffer()],
  ['a palette with a transparent colour', () => plain(1400).ensureAlpha(0.5).png({ palette: true }).toBuffer()],
  ['greyscale with alpha', () => greyscale().ensureAlpha(1).png().toBuffer()],
  ['a colour declared transparent', async () => withChunk(await plain(1400).png().toBuffer(), 'tRNS', Buffer.alloc(6))],
])('a PNG with %s is refused', async (_, make) => {
  await expectRefusal(await make(), 'artwork-has-alpha')
})

test('an animated PNG is refused', async () => {
  const frames = Buffer.alloc(8)
  frames.writeUInt32BE(2)
  await expectRefusal(withChunk(await plain(1400).png().toBuffer(), 'acTL', frames), 'artwork-animated')
})

/** A megabyte of zeros takes a kilobyte. */
const packed = (megabytes: number) => deflateSync(Buffer.alloc(megabytes * 1_000_000))
const TEXTS: [name: string, front: string][] = [
  ['zTXt', 'Comment\0\0'],
  ['iTXt', 'XML:com.adobe.xmp\0\x01\0en\0titel\0'],
  ['iCCP', 'profile\0\0'],
]

test.each(TEXTS)(
  'a PNG whose %s grows to hundreds of megabytes is refused at once, and one of some is not',
  async (name, front) => {
    const png = await plain(1400).png().toBuffer()
    const holding = (...contents: Buffer[]) =>
      contents.reduce(
        (file, content) => withChunk(file, name, Buffer.concat([Buffer.from(front, 'latin1'), content])),
        png,
      )
    const bomb = holding(packed(300))
    expect(bomb.length).toBeLessThan(1_000_000)
    // Unpacking all of it takes twice as long at least, refusing it some twenty.
    expect(await computingAll(() => expectRefusal(bomb, 'artwork-too-much-inside'))).toBeLessThan(300)
    await expectRefusal(holding(packed(5), packed(5)), 'artwork-too-much-inside')
    await expectRefusal(holding(Buffer.from('no zlib')), 'artwork-damaged')
    if (name === 'iCCP') return
    expect(await inspectArtwork(holding(packed(5)))).toMatchObject({ extension: 'png' })
  },
)

/** The same PNG, with what belongs behind its pixels in as many chunks as are given. */
function withPixels(png: Buffer, ...contents: Buffer[]) {
  const end = png.subarray(-12)
  return Buffer.concat([png.subarray(0, AFTER_HEADER), ...contents.map((content) => chunk('IDAT', content)), end])
}

test('a PNG that unpacks to hundreds of megabytes behind its pixels is refused at once', async () => {
  const png = await plain(1400).png().toBuffer()
  const rows = Buffer.alloc(1400 * (1 + 1400 * 3))
  expect(await inspectArtwork(withPixels(png, deflateSync(rows)))).toMatchObject({ extension: 'png' })

  const packed = deflateSync(Buffer.concat([rows, Buffer.alloc(300_000_000)]))
  const half = packed.length >> 1
  const bombs = [withPixels(png, packed), withPixels(png, packed.subarray(0, half), packed.subarray(half))]
  // Unpacking all of it takes several times as long.
  const longestTurn = watchTurns()
  for (const bomb of bombs) expect(await computingAll(() => expectRefusal(bomb, 'artwork-damaged'))).toBeLessThan(400)
  expect(longestTurn()).toBeLessThan(50)
})

test('what covers take of unpacked bytes is room enough for every kind of PNG', async () => {
  const interlaced = { progressive: true, compressionLevel: 1 }
  for (const side of [1400, 1401, 1407])
    for (const options of [interlaced, { ...interlaced, palette: true }, { palette: true, colours: 2 }])
      expect(await inspectArtwork(await plain(side).png(options).toBuffer())).toMatchObject({ side })
})

test('a PNG with very many small texts is refused, one with some is not', async () => {
  const png = await plain(1400).png().toBuffer()
  const text = chunk('zTXt', Buffer.concat([Buffer.from('a\0\0'), deflateSync('b')]))
  const holding = (count: number) =>
    Buffer.concat([png.subarray(0, AFTER_HEADER), ...Array<Buffer>(count).fill(text), png.subarray(AFTER_HEADER)])
  expect(await inspectArtwork(holding(20))).toMatchObject({ extension: 'png' })
  expect(await computingAll(() => expectRefusal(holding(500_000), 'artwork-too-much-inside'))).toBeLessThan(3000)
})

test.each([
  ['comments', 0xfe],
  ['notes of an editor', 0xe1],
])('a JPEG with more than 8 MB of %s is refused, one with some is not', async (_, marker) => {
  const jpeg = await plain(1400).jpeg().toBuffer()
  const segment = Buffer.alloc(65_537, 'x')
  segment.set([0xff, marker, 0xff, 0xff])
  const holding = (count: number) =>
    Buffer.concat([jpeg.subarray(0, 2), ...Array<Buffer>(count).fill(segment), jpeg.subarray(2)])
  expect(await inspectArtwork(holding(15))).toMatchObject({ extension: 'jpg' })
  await expectRefusal(holding(150), 'artwork-too-much-inside')
})

test('a text that is not packed may be long', async () => {
  const png = await plain(1400).png().toBuffer()
  const text = Buffer.concat([Buffer.from('XML:com.adobe.xmp\0\0\0\0\0', 'latin1'), Buffer.alloc(9_000_000, 'x')])
  expect(await inspectArtwork(withChunk(png, 'iTXt', text))).toMatchObject({ extension: 'png' })
})

test('a file cut anywhere is damaged', async () => {
  const jpeg = await noise(1400).jpeg().toBuffer()
  const png = await noise(1400).png().toBuffer()
  for (const file of [jpeg, png]) {
    for (const length of [9, 30, 1000, file.length >> 1, file.length - 100, file.length - 2]) {
      await expectRefusal(file.subarray(0, length), 'artwork-damaged')
    }
  }
})

test('a picture whose last bytes are missing is damaged, whatever it shows', async () => {
  for (const picture of [plain(1400), ...Array.from({ length: 5 }, () => noise(1400))]) {
    const jpeg = await picture.jpeg().toBuffer()
    await expectRefusal(jpeg.subarray(0, -2), 'artwork-damaged')
    await expectRefusal(jpeg.subarray(0, -1), 'artwork-damaged')
    await expect(inspectArtwork(Buffer.concat([jpeg, Buffer.from('what some cameras add')]))).resolves.toBeTruthy()
  }
})

test('a file with wrong bytes inside is damaged', async () => {
  for (const file of [await noise(1400).jpeg().toBuffer(), await noise(1400).png().toBuffer()]) {
    const half = file.length >> 1
    await expectRefusal(Buffer.from(file).fill(0x11, half, half + 3000), 'artwork-damaged')
  }
})

test('a JPEG that repeats a scan to keep the decoder busy is refused soon', async () => {
  const jpeg = await plain(1400).jpeg({ progressive: true }).toBuffer()
  const scan = jpeg.subarray(jpeg.lastIndexOf(Buffer.from([0xff, 0xda])), -2)
  const bomb = Buffer.concat([jpeg.subarray(0, -2), ...Array<Buffer>(100_000).fill(scan), jpeg.subarray(-2)])
  expect(await computingAll(() => expectRefusal(bomb, 'artwork-damaged'))).toBeLessThan(5000)
})

test('more than 20 MB are refused unread', async () => {
  await expectRefusal(new Uint8Array(20_000_001), 'artwork-too-many-bytes')
  await expectRefusal(new Uint8Array(20_000_000), 'artwork-not-an-image')
})

test('bytes that begin like a picture and go on as noise are refused, never a bug', async () => {
  const starts = [
    [0xff, 0xd8, 0xff, 0xe0],
    [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  ]
  for (const start of starts) {
    for (const length of [0, 1, 11, 12, 13, 100, 10_000]) {
      await expectRefusal(Buffer.concat([Buffer.from(start), randomFillSync(Buffer.alloc(length))]), 'artwork-damaged')
    }
  }
})
