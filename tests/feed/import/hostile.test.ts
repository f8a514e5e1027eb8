import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { createImport, getImport, listImportItems, reportOf } from '../../../src/feed/import/imports.ts'
import { IMPORT_LIMITS, type ImportLimits, runImport } from '../../../src/feed/import/run-import.ts'
import { holdings, type Json } from '../../support/api.ts'
import { watchTurns } from '../../support/computing.ts'
import { startHost } from '../../support/host.ts'
import { importFeed } from '../../support/imports.ts'
import { FEED_AUDIO, sourceFeed, startFeedSource } from '../../support/source-feed.ts'
import { type Answering, brokenOff, bytes, drip, endless, redirect } from '../../support/source-server.ts'

const host = await startHost({ env: { IMPORT_PRIVATE_NETWORKS: 'true', MAX_UPLOAD_BYTES: '1000000' } })
const careful = await startHost()
const source = await startFeedSource()

/** A second in place of half a minute. */
const QUICK: ImportLimits = {
  fetch: { ...IMPORT_LIMITS.fetch, headersMilliseconds: 1000, spanMilliseconds: 700, bytesPerSpan: 5000 },
  source: { ...IMPORT_LIMITS.source, pageBytes: 20_000_000 },
  retryMilliseconds: [10],
}

/** Imports with quick limits, in the test's own process. */
async function run(url: string, more: { slug?: string; dryRun?: boolean } = {}): Promise<Json> {
  const typed = { url, dryRun: false, ownerConfirmed: false, ...more }
  const { id } = await createImport(host, typed, { afterSeconds: 3600 })
  await runImport(host, id, { signal: new AbortController().signal, limits: QUICK })
  const done = await getImport(host, id)
  return { ...done, report: reportOf(done), episodes: await listImportItems(host, id, { after: -1, limit: 100 }) }
}

const LAUGHS = Array.from({ length: 20 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`).join('')
const whole = sourceFeed()

test.each<[string, Answering, string]>([
  [
    'an entity bomb',
    bytes(`<!DOCTYPE rss [<!ENTITY l0 "ha">${LAUGHS}]>${whole.replace('Nachtzüge', '&l20;')}`),
    'feed-doctype',
  ],
  ['an entity that is a file', bytes(`<!DOCTYPE r [<!ENTITY f SYSTEM "file:///etc/passwd">]>${whole}`), 'feed-doctype'],
  ['an answer of a gigabyte', endless(Buffer.alloc(1 << 20, ' ')), 'source-too-large'],
  ['a gigabyte of elements', endless('<item><title>x</title></item>'.repeat(1000)), 'source-too-large'],
  [
    'a bomb of compression',
    bytes(gzipSync(Buffer.alloc(100_000_000, ' ')), 'text/xml', { 'Content-Encoding': 'gzip' }),
    'source-too-large',
  ],
  ['a redirect to itself', (req, res) => redirect(req.url!)(req, res), 'source-redirects'],
  ['a redirect to a file', redirect('file:///etc/passwd'), 'source-url'],
  ['a slow drip', drip(50), 'source-slow'],
  ['silence', () => undefined, 'source-slow'],
  ['fewer bytes than said', brokenOff(whole, 1e6), 'source-away'],
  [
    'more bytes than said',
    (_req, res) => void res.writeHead(200, { 'Content-Length': 500 }).end(whole.slice(0, 500)),
    'feed-broken',
  ],
  ['a page', bytes('<!-- x --><html><body>Podcast</body></html>', 'text/html'), 'not-a-feed'],
  ['audio', bytes(Buffer.concat([FEED_AUDIO, Buffer.from('<!x'), FEED_AUDIO]), 'audio/mpeg'), 'not-a-feed'],
  ['an image', bytes(Buffer.from('89504e470d0a1a0a', 'hex'), 'image/png'), 'not-a-feed'],
])('%s is refused in time, and nothing is left of it', async (_, answer, code) => {
  const { path, slug } = source.newFeed()
  source.answers[path] = answer
  const began = performance.now()
  expect(await run(source.url + path, { slug })).toMatchObject({ state: 'failed', report: { code }, total: null })
  expect(performance.now() - began).toBeLessThan(15_000)
  expect((await holdings(host)).staged).toEqual([])
})

test('nothing is fetched from private networks unless they are allowed', async () => {
  const { item, serve } = source.newFeed()
  const feed = serve({ items: [item('a')] })
  source.asked.length = 0
  for (const url of [feed, feed.replace('127.0.0.1', 'localhost'), feed.replace('127.0.0.1', '[::ffff:127.0.0.1]')])
    expect(await importFeed(careful, url)).toMatchObject({ state: 'failed', report: { code: 'source-private' } })
  expect(source.asked).toEqual([])
})

test('nothing is fetched from link-local addresses, where clouds tell secrets, even where private networks are allowed', async () => {
  const { path, slug } = source.newFeed()
  // Of this range RFC 3927 gives to nobody (§2.1), so that a host which asked would be heard by no one.
  source.answers[path] = redirect('http://169.254.255.254/latest/meta-data/')
  const told = ['169.254.255.254 has a link-local address, from which nothing is ever fetched.']
  for (const url of [source.url + path, 'http://169.254.255.254/', 'http://[::ffff:a9fe:fffe]/', 'http://[fe80::1]/']) {
    const { state, report } = await run(url, { slug })
    expect([state, report.code]).toEqual(['failed', 'source-private'])
    expect(report.sentences[0]).toMatch(/ has a link-local address, from which nothing is ever fetched\.$/)
    if (url.endsWith(path)) expect(report.sentences).toEqual(told)
  }
})

test('fifty thousand episodes are looked through in a bounded time, while requests are answered', async () => {
  const { path, slug } = source.newFeed()
  const items = Array.from(
    { length: 50_000 },
    (_, at) =>
      `<item><title>Folge ${at}</title><guid>${slug}-${at}</guid><description>${'Text '.repeat(20)}</description></item>`,
  )
  source.answers[path] = bytes(sourceFeed({ items }))
  const longestTurn = watchTurns()
  const began = performance.now()
  const done = await run(source.url + path, { slug, dryRun: true })
  const longest = longestTurn()
  expect(done).toMatchObject({ state: 'done', total: 50_000, counts: { failed: 50_000 } })
  expect(performance.now() - began).toBeLessThan(60_000)
  expect(longest).toBeLessThan(1500)
}, 90_000)

test('audio that never ends, never comes or is none is a line, and the others are taken', async () => {
  const { item, serve, slug } = source.newFeed()
  const answers: Record<string, Answering> = {
    endless: endless(FEED_AUDIO),
    drip: drip(50),
    silent: () => undefined,
    cut: brokenOff(FEED_AUDIO, FEED_AUDIO.length * 2),
    circle: (req, res) => redirect(req.url!)(req, res),
    gone: (_req, res) => void res.writeHead(410).end(),
    empty: bytes('', 'audio/mpeg'),
  }
  for (const [name, answer] of Object.entries(answers)) source.answers[`/${slug}-${name}.mp3`] = answer
  const names = [...Object.keys(answers), 'fine']
  const inside = '<itunes:image href="file:///etc/passwd"/><podcast:chapters url="http://%" type="x"/>'
  const { episodes, counts } = await run(serve({ items: names.map((name) => item(name, { inside })) }), { slug })
  expect(counts).toMatchObject({ imported: 1, failed: names.length - 1 })
  expect(episodes.map(({ message }: Json) => message)).toEqual([
    expect.stringContaining('more than 1,000,000 bytes'),
    expect.stringContaining('takes too long'),
    expect.stringContaining('takes too long'),
    expect.stringContaining('broke off'),
    expect.stringContaining('in a circle'),
    expect.stringContaining('answered 410'),
    expect.stringContaining('empty'),
    expect.stringContaining('file:///etc/passwd'),
  ])
  expect((await holdings(host)).staged).toEqual([])
})

test('a source that was away for a moment is asked again', async () => {
  const { item, serve, slug } = source.newFeed()
  let asked = 0
  source.answers[`/${slug}-a.mp3`] = (req, res) => {
    asked += 1
    if (asked === 1) res.writeHead(503).end()
    else bytes(FEED_AUDIO, 'audio/mpeg')(req, res)
  }
  expect((await run(serve({ items: [item('a')] }), { slug })).counts).toMatchObject({ imported: 1 })
  expect(asked).toBe(2)
})

test('values made to break things are kept as text, or left out', async () => {
  const { item, serve, slug } = source.newFeed()
  const evil = ']]&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;amp;'
  const feed = serve({
    channel: `<copyright>${evil}</copyright><podcast:guid>../../etc</podcast:guid><itunes:category text="${evil}"/>
      <podcast:person role="${evil}" img="javascript:alert(1)">${evil}</podcast:person><podcast:txt>${'x'.repeat(9000)}</podcast:txt>`,
    items: [
      item('a', {
        guid: `"><${slug}`,
        title: ']]><script>',
        inside: `<itunes:season>-1</itunes:season><itunes:episode>1e99</itunes:episode>`,
      }),
      item('b', { guid: 'x'.repeat(5000) }),
      item('c', { title: 'x'.repeat(5000), inside: `<description>${'ä &amp;amp; '.repeat(5000)}</description>` }),
    ],
  })
  const { counts, report, episodes } = await run(feed, { slug })
  expect(counts).toMatchObject({ imported: 2, failed: 1 })
  expect(report.warnings.join('\n')).toMatch(/was left out of the people: “]]>[\s\S]*no UUID[\s\S]*“txt” was left out/)
  expect(episodes[1].message).toContain('guid has more than')
  const rows = await host.db.episode.findMany({ where: { show: { slug } }, orderBy: { id: 'asc' } })
  expect(rows.find(({ guid }) => guid === `"><${slug}`)).toMatchObject({
    title: ']]><script>',
    season: null,
    number: null,
  })
  const long = rows.find(({ title }) => title.startsWith('xxx'))!
  expect([long.title.length, long.description]).toEqual([255, ''])
  expect(Buffer.byteLength(long.notes)).toBeLessThanOrEqual(50_000)
})
