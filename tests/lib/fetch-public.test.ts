import { createServer } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import { FETCH_LIMITS, type FetchLimits, isHttpUrl, openFetcher } from '../../src/lib/fetch-public.ts'
import { isPublicAddress } from '../../src/lib/public-address.ts'
import { eventually } from '../support/api.ts'
import { freePort } from '../support/process.ts'
import { type Answering, bytes, drip, endless, redirect, startSource } from '../support/source-server.ts'

const source = await startSource({ '/hello': bytes('Guten Tag', 'text/plain') })
const here = (address: string) => address === '127.0.0.1'
const BOUNDS = { maxBytes: 1_000_000, maxMilliseconds: 10_000 }
const QUICK: FetchLimits = { ...FETCH_LIMITS, headersMilliseconds: 300, spanMilliseconds: 300, bytesPerSpan: 1000 }

/** Fetches with limits that suit a test, as if this very address were public. */
async function fetched(path: string, { bounds = BOUNDS, mayConnect = here, ...more }: Fetches = {}) {
  const fetcher = openFetcher({ mayConnect, limits: QUICK, ...more })
  try {
    const { body, ...rest } = await fetcher.fetch(path.startsWith('/') ? source.url + path : path, bounds)
    return { ...rest, bytes: await buffer(body) }
  } finally {
    await fetcher.close()
  }
}

interface Fetches {
  bounds?: typeof BOUNDS
  mayConnect?: (address: string) => boolean
  signal?: AbortSignal
}

const codeOf = (fetching: Promise<unknown>) =>
  fetching.then(
    () => null,
    (error) => error.code as string,
  )

test('bytes come with their address and type', async () => {
  const { url, type, bytes } = await fetched('/hello')
  expect([url, type, bytes.toString()]).toEqual([`${source.url}/hello`, 'text/plain', 'Guten Tag'])
})

test.each<[string, (content: Buffer) => Buffer]>([
  ['gzip', gzipSync],
  ['br', brotliCompressSync],
])('what is packed with %s is unpacked', async (coding, pack) => {
  const content = Buffer.from('Grüße '.repeat(1000))
  source.answers['/packed'] = bytes(pack(content), 'text/plain', { 'Content-Encoding': coding })
  expect((await fetched('/packed')).bytes.equals(content)).toBe(true)
})

test('redirects are followed, and the last address is told', async () => {
  source.answers['/moved'] = redirect('/moved-again', 301)
  source.answers['/moved-again'] = redirect(`${source.url}/hello#part`, 308)
  expect(await fetched('/moved')).toMatchObject({ url: `${source.url}/hello`, bytes: Buffer.from('Guten Tag') })
})

test.each([
  ['ftp://example.com/feed.xml', 'source-url'],
  ['file:///etc/passwd', 'source-url'],
  ['gopher://127.0.0.1:70/', 'source-url'],
  ['feed.xml', 'source-url'],
  ['', 'source-url'],
  ['http://', 'source-url'],
  ['http://name:secret@example.com/', 'source-url'],
  ['http://name@example.com/', 'source-url'],
  ['http://[fe80::1%25eth0]/', 'source-url'],
  ['http://127.0.0.1/', 'source-private'],
  ['http://127.1/', 'source-private'],
  ['http://0x7f.0.0.1/', 'source-private'],
  ['http://2130706433/', 'source-private'],
  ['http://017700000001/', 'source-private'],
  ['http://0/', 'source-private'],
  ['http://127。0。0。1/', 'source-private'],
  ['http://[::1]:3000/', 'source-private'],
  ['http://[::ffff:127.0.0.1]/', 'source-private'],
  ['http://[::ffff:a9fe:a9fe]/latest/meta-data/', 'source-private'],
  ['http://[64:ff9b::10.0.0.1]/', 'source-private'],
  ['http://169.254.169.254/latest/meta-data/', 'source-private'],
  ['http://10.0.0.1/', 'source-private'],
  ['https://192.168.178.1/', 'source-private'],
  ['http://localhost/', 'source-private'],
  ['http://LOCALHOST/', 'source-private'],
])('%j is not asked: %s', async (address, code) => {
  expect(await codeOf(fetched(address, { mayConnect: isPublicAddress }))).toBe(code)
})

test.each([
  ['another address of this machine', 'http://127.0.0.2/'],
  ['a private address', 'http://10.0.0.1/'],
  ['a private address in IPv6', 'http://[::ffff:10.0.0.1]/'],
  ['another protocol', 'file:///etc/passwd'],
  ['a password', 'http://a:b@127.0.0.1/'],
  ['nothing', 'http://'],
])('a redirect to %s is not followed', async (_, to) => {
  source.answers['/away'] = redirect(to)
  expect(await codeOf(fetched('/away'))).toMatch(/^source-(private|url)$/)
})

test('a name is judged by all its addresses, and the connection goes to them', async () => {
  const judged: string[] = []
  const named = `http://localhost:${source.port}/hello`
  const mayConnect = (address: string) => judged.push(address) > 0
  expect((await fetched(named, { mayConnect })).bytes.toString()).toBe('Guten Tag')
  expect(judged).toContain('127.0.0.1')
  expect(await codeOf(fetched(named, { mayConnect: (address) => address !== judged.at(-1) }))).toBe('source-private')
})

test('a circle of redirects ends, and so does a chain without an end', async () => {
  source.answers['/a'] = redirect('/b')
  source.answers['/b'] = redirect('/a')
  expect(await codeOf(fetched('/a'))).toBe('source-redirects')

  source.answers['/on'] = (req, res) => redirect(`/on?${Number(req.url!.split('?')[1] ?? 0) + 1}`)(req, res)
  source.asked.length = 0
  expect(await codeOf(fetched('/on'))).toBe('source-redirects')
  expect(source.asked).toHaveLength(FETCH_LIMITS.redirects + 1)
})

test.each<[number, string, boolean]>([
  [404, 'source-status', false],
  [410, 'source-status', false],
  [403, 'source-status', false],
  [204, 'source-status', false],
  [206, 'source-status', false],
  [304, 'source-status', false],
  [500, 'source-status', true],
  [503, 'source-status', true],
  [429, 'source-status', true],
])('an answer %i is a refusal, which may pass or not', async (status, code, passing) => {
  source.answers['/status'] = (_req, res) => void res.writeHead(status).end()
  await expect(fetched('/status')).rejects.toMatchObject({ code, retryAfterSeconds: passing ? 60 : null })
})

test('an endless answer ends at its bound, and the connection with it', async () => {
  source.answers['/endless'] = endless(Buffer.alloc(65_536, 'x'))
  expect(await codeOf(fetched('/endless'))).toBe('source-too-large')
  await eventually(source.connections, (open) => open === 0)
})

test('a bomb of compression counts as what comes out of it', async () => {
  const bomb = gzipSync(Buffer.alloc(50_000_000))
  expect(bomb.length).toBeLessThan(100_000)
  source.answers['/bomb'] = bytes(bomb, 'text/xml', { 'Content-Encoding': 'gzip' })
  expect(await codeOf(fetched('/bomb'))).toBe('source-too-large')
})

test.each<[string, Record<string, string>, string | Buffer]>([
  ['text that says it is gzip', { 'Content-Encoding': 'gzip' }, 'Guten Tag'],
  ['text that says it is brotli', { 'Content-Encoding': 'br' }, 'Guten Tag'],
  ['gzip that breaks off', { 'Content-Encoding': 'gzip' }, gzipSync('Guten Tag'.repeat(99)).subarray(0, 30)],
  ['a packing nobody asked for', { 'Content-Encoding': 'zstd' }, 'Guten Tag'],
  ['two packings', { 'Content-Encoding': 'gzip, gzip' }, gzipSync(gzipSync('Guten Tag'))],
])('%s is a refusal', async (_, headers, content) => {
  source.answers['/damaged'] = bytes(content, 'text/plain', headers)
  expect(await codeOf(fetched('/damaged'))).toBe('source-damaged')
})

test('an answer shorter than it said has broken off', async () => {
  source.answers['/short'] = (_req, res) => {
    res.writeHead(200, { 'Content-Length': 1000 }).write('Guten')
    setTimeout(() => res.destroy(), 20)
  }
  expect(await codeOf(fetched('/short'))).toBe('source-away')
})

test('a server that takes the question and says nothing is left after a while', async () => {
  const silent = createServer(() => undefined)
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  afterAll(() => void silent.close())
  const began = performance.now()
  const { port } = silent.address() as { port: number }
  expect(await codeOf(fetched(`http://127.0.0.1:${port}/`))).toBe('source-slow')
  expect(performance.now() - began).toBeLessThan(3000)
})

test('headers without end are left too', async () => {
  source.answers['/headers'] = (_req, res) => {
    const timer = setInterval(() => res.socket?.write('X-More: more\r\n'), 20)
    res.socket?.write('HTTP/1.1 200 OK\r\n')
    res.socket?.once('close', () => clearInterval(timer))
  }
  expect(await codeOf(fetched('/headers'))).toBe('source-slow')
})

const silence: Answering = (_req, res) => void res.writeHead(200).write('Guten')

test.each<[string, Answering]>([
  ['a drip', drip(20)],
  ['silence in the middle', silence],
])('%s is left after a while', async (_, answer) => {
  source.answers['/drip'] = answer
  const began = performance.now()
  expect(await codeOf(fetched('/drip'))).toBe('source-slow')
  expect(performance.now() - began).toBeLessThan(5000)
})

test('whoever reads slowly is not taken for a slow server', async () => {
  source.answers['/large'] = bytes(Buffer.alloc(900_000, 'x'), 'audio/mpeg')
  const fetcher = openFetcher({ mayConnect: here, limits: QUICK })
  const { body } = await fetcher.fetch(`${source.url}/large`, BOUNDS)
  await sleep(700)
  let size = 0
  for await (const chunk of body) {
    size += chunk.length
    if (size < 200_000) await sleep(150)
  }
  expect(size).toBe(900_000)
  await fetcher.close()
})

test('all of it has a time', async () => {
  source.answers['/steady'] = (_req, res) => {
    res.writeHead(200)
    const timer = setInterval(() => res.write('x'.repeat(5000)), 50)
    res.once('close', () => clearInterval(timer))
  }
  expect(await codeOf(fetched('/steady', { bounds: { ...BOUNDS, maxMilliseconds: 600 } }))).toBe('source-slow')
})

test('an end that was asked for is told as such, while asking and while reading', async () => {
  source.answers['/waits'] = drip(10)
  for (const path of ['/waits', '/never']) {
    source.answers['/never'] = () => undefined
    const ending = new AbortController()
    const running = fetched(path, { signal: ending.signal })
    setTimeout(() => ending.abort(new Error('stopped')), 100)
    await expect(running).rejects.toThrow('stopped')
  }
})

test('a name that does not exist and a port nobody listens on are away', async () => {
  expect(await codeOf(fetched(`http://127.0.0.1:${await freePort()}/`))).toBe('source-away')
  // A machine without a name server waits for one.
  expect(await codeOf(fetched('http://podcast.invalid/'))).toMatch(/^source-(away|slow)$/)
})

test('a server that speaks no HTTP, and one without a certificate, are refusals', async () => {
  const babbling = createServer((socket) => void socket.on('error', () => undefined).end('220 mail.example ESMTP\r\n'))
  await new Promise<void>((resolve) => babbling.listen(0, '127.0.0.1', resolve))
  afterAll(() => void babbling.close())
  const { port } = babbling.address() as { port: number }
  expect(await codeOf(fetched(`http://127.0.0.1:${port}/`))).toBe('source-away')
  expect(await codeOf(fetched(`https://127.0.0.1:${port}/`))).toMatch(/^source-(certificate|away)$/)
})

test.each([
  ['https://example.com/feed.xml', true],
  ['http://example.com:8080/?a=b#c', true],
  ['HTTPS://EXAMPLE.COM', true],
  ['//example.com/feed', false],
  ['example.com/feed', false],
  ['https://a:b@example.com/', false],
  ['javascript:alert(1)', false],
  ['', false],
])('%j as an address that may be asked: %s', (text, askable) => {
  expect(isHttpUrl(text)).toBe(askable)
})
