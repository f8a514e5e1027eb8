import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Json } from '../support/api.ts'
import { awkwardFolder, freePort, type HostProcess, startProcess, untilReady } from '../support/process.ts'
import { askRaw, type RawAnswer } from '../support/raw.ts'

/** Where nothing is, each kind of address once. */
const NOWHERE = ['/niemand', '/niemand/niemand', '/a/b/c', '/%ff', '/assets/niemand.css', '/api/v1/niemand']

/** Far more than the demo has: a link that makes another without end fails here. */
const MAX_ADDRESSES = 2000

const { dir, remove } = awkwardFolder()
let demo: HostProcess
/** What each address answers. */
const found = new Map<string, RawAnswer>()
/** Those among them that an answer named. */
const linked = new Set<string>()
let routes: string[]

beforeAll(async () => {
  demo = startProcess(dir, await freePort(), { SECURITY_CONTACT: 'mailto:a@example.de' }, 'demo/start.ts')
  await untilReady(demo)
  routes = readRoutes()
  await walk(['/', ...(await filledRoutes())])
}, 60_000)

afterAll(async () => {
  demo.child.kill('SIGTERM')
  await demo.ended
  remove()
})

test('the demo has every kind of address, and its pages, feed and API lead to them', () => {
  const unseen = routes.filter((route) => ![...found.keys()].some((path) => patternOf(route).test(path)))
  expect(unseen).toEqual([])
  const types = new Set(
    [...linked].map((path) => found.get(path)!).map(({ headers }) => headers['content-type']?.split(';')[0]),
  )
  for (const type of ['text/html', 'application/rss+xml', 'audio/mpeg', 'audio/x-m4a', 'image/jpeg', 'text/css'])
    expect(types).toContain(type)
  for (const type of ['application/json+chapters', 'text/vtt', 'application/x-subrip']) expect(types).toContain(type)
})

test('no link of the demo leads nowhere', () => {
  const dead = [...linked].filter((path) => found.get(path)!.status !== 200)
  expect(dead).toEqual([])
})

test('AC-26 HEAD has the status and the head of GET, and no body, at every address', async () => {
  for (const path of [...found.keys(), ...NOWHERE]) {
    for (const headers of [{}, { 'Accept-Encoding': 'gzip, br' }, await knownVersion(path)]) {
      const [get, head] = [await askRaw(demo, path, headers), await askRaw(demo, path, headers, 'HEAD')]
      expect([path, head.body.length, comparable(head)]).toEqual([path, 0, comparable(get)])
    }
  }
}, 120_000)

test('AC-26 HEAD that asks for a range is told of the whole, at every address', async () => {
  for (const [path, whole] of found) {
    const head = await askRaw(demo, path, { Range: 'bytes=0-1' }, 'HEAD')
    expect([path, head.body.length, comparable(head)]).toEqual([path, 0, comparable(whole)])
  }
}, 60_000)

test('no address answers otherwise because of what the client says it accepts', async () => {
  for (const [path, whole] of found) {
    for (const Accept of ['text/html', 'application/json', 'image/png;q=0.1', '']) {
      const answer = await askRaw(demo, path, { Accept })
      expect([path, comparable(answer), answer.body.equals(whole.body)]).toEqual([path, comparable(whole), true])
    }
  }
}, 120_000)

test('an address that has a version says so by 304 to whoever holds it, and then sends nothing', async () => {
  let versions = 0
  for (const path of found.keys()) {
    const conditions = await knownVersion(path)
    if (Object.keys(conditions).length === 0) continue
    versions++
    const { status, body } = await askRaw(demo, path, conditions)
    expect([path, status, body.length]).toEqual([path, 304, 0])
  }
  expect(versions).toBeGreaterThan(10)
})

test('walking through everything was no trouble for the host', () => {
  expect(demo.printed()).not.toMatch(/"level":(50|60)/)
})

const json = async (path: string): Promise<Json> => JSON.parse((await askRaw(demo, path)).body.toString())

/** Asks for each address, and for each that its answer names, until there is no new one. */
async function walk(paths: string[]) {
  const waiting = [...paths]
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    if (found.has(path)) continue
    if (found.size === MAX_ADDRESSES) throw new Error(`The demo has no end: ${path}`)
    const answer = await askRaw(demo, path)
    found.set(path, answer)
    for (const link of linksIn(path, answer)) {
      linked.add(link)
      waiting.push(link)
    }
  }
}

/** What an answer names of this host: in its text by whole addresses, in pages and stylesheets also by parts of them. */
function linksIn(path: string, { headers, body }: RawAnswer): string[] {
  const type = headers['content-type'] ?? ''
  const isText = /^text\/|[/+](json|xml)\b/.test(type)
  const text = `${headers.link ?? ''} ${isText ? body.toString().replaceAll('&amp;', '&') : ''}`
  // Code to paste stands on a page with its quotes and brackets escaped.
  const shown = text.replace(/&(?:quot|lt|gt|#39);/g, ' ')
  const whole = [...shown.matchAll(/https?:\/\/[^\s"'<>\\\]),]+/g)].map(([url]) => url)
  const parts = [
    ...(type.startsWith('text/html') ? [...text.matchAll(/\s(?:href|src|poster|data)="([^"]*)"/g)] : []),
    ...(type.startsWith('text/css') ? [...text.matchAll(/url\(["']?([^"')]+)/g)] : []),
  ].map(([, url]) => url!)
  return [...whole, ...parts]
    .map((url) => URL.parse(url, `${publicUrl()}${path}`))
    .filter((url) => url?.origin === publicUrl())
    .map((url) => url!.pathname + url!.search)
}

/** What addresses begin with, unless PUBLIC_URL is set. */
const publicUrl = () => demo.url.replace('127.0.0.1', 'localhost')

/** Every address that can be read, as `routes.ts` has them, but those that need a draft and its secret link. */
const readRoutes = () =>
  [...readFileSync('src/web/routes.ts', 'utf8').matchAll(/\b(?:get|open)\('([^']+)'/g)]
    .map(([, route]) => route!)
    .filter((route) => !route.startsWith('/preview/'))

/** Those that can be told from the names of shows and episodes alone; what else there is must be linked. */
async function filledRoutes(): Promise<string[]> {
  const filled: string[] = []
  for (const show of (await json('/api/v1/shows')).shows)
    for (const { id, slug } of (await json(`/api/v1/shows/${show.slug}/episodes`)).episodes)
      for (const route of routes)
        filled.push(
          route
            .replace(':show', show.slug)
            .replace(':episode', slug)
            .replace(':id', id)
            .replace(':language', 'de')
            .replace(':number', '0'),
        )
  return filled.filter((path) => !/[:*]/.test(path))
}

const patternOf = (route: string) =>
  new RegExp(`^${route.replaceAll('.', '\\.').replace(/\*\w+/g, '.+').replace(/:\w+/g, '[^/]+')}(\\?.*)?$`)

/** The condition of a client that holds what is there now; none where the answer has no version. */
async function knownVersion(path: string): Promise<Record<string, string>> {
  const { etag } = (await askRaw(demo, path, {}, 'HEAD')).headers
  return etag ? { 'If-None-Match': etag } : {}
}

/** An answer without what may differ from one moment to the next. */
const comparable = ({ status, headers: { date: _, ...headers } }: RawAnswer) => ({ status, headers })
