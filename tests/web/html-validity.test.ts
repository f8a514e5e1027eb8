import express from 'express'
import { expect, test } from 'vitest'
import { addRoutes } from '../../src/web/routes.ts'
import { errorPage } from '../../src/web/site/error.ts'
import { everyPage, HOSTILE } from '../support/every-page.ts'
import { startHost } from '../support/host.ts'
import { faultsIn } from '../support/html-faults.ts'
import { askRaw } from '../support/raw.ts'

const host = await startHost({ env: { DELETED_KEPT_DAYS: '0' } })
const bare = await startHost()
const pages = await everyPage(host)

test.each(pages)('$kind is valid HTML, whatever was typed: $path', async ({ path, status, method }) => {
  const answer = await askRaw(host, path, {}, method)
  expect([answer.status, answer.headers['content-type']]).toEqual([status, expect.stringMatching(/^text\/html/)])
  expect(await faultsIn(answer.body.toString())).toEqual([])
})

test.each(['/', '/en'])('a host with nothing in it has a valid page: %s', async (path) =>
  expect(await faultsIn((await askRaw(bare, path)).body.toString())).toEqual([]),
)

test.each(['/x', '/en/x', '/embed/x/y'])('errors that nobody can ask for are valid too: %s', async (path) => {
  const req = { method: 'GET', path, url: path, query: {} } as never
  for (const [status, code, details] of [
    [500, 'failed', { id: crypto.randomUUID() }],
    [503, 'database-away', {}],
    [405, 'method-not-allowed', {}],
    [400, 'bad-request', {}],
    [400, 'other', {}],
  ] as const)
    expect(await faultsIn(errorPage(host, req, { status, code, message: HOSTILE, details }))).toEqual([])
})

/** Addresses that answer something else, or nobody who has not signed in. */
const NO_PUBLIC_PAGES =
  /^(\/en)?(\/(audio|artwork|images|feeds|assets|api|health|metrics|studio)(\/|$)|\/embed\/.*\.js(on)?$|\/preview\/:secret\/|.*\/chapters\.json$|\/oembed$|\/.*\.(xml|txt|ico)$)/

/** Names of the other language, and a page that is in one alone. */
const LED_ON =
  /^\/(accessibility|imprint|privacy|search)$|^\/en\/(barrierefreiheit|datenschutz|impressum|suche|leichte-sprache)$/

test('every address that answers a page is among them', () => {
  const app = express()
  addRoutes(app, host)
  const routes = app.router.stack.flatMap(({ route }) => (route && 'get' in methodsOf(route) ? [route.path] : []))
  expect(routes.length).toBeGreaterThan(40)
  const paths = pages.map(({ path }) => path.split('?')[0]!)
  const missing = routes.filter(
    (route) =>
      !NO_PUBLIC_PAGES.test(route) && !LED_ON.test(route) && !paths.some((path) => patternOf(route).test(path)),
  )
  expect(missing).toEqual([])
})

const methodsOf = (route: object) => (route as { methods: Record<string, boolean> }).methods

const patternOf = (route: string) => new RegExp(`^${route.replaceAll('.', '\\.').replace(/:\w+/g, '[^/]+')}$`)

test.each([
  ['an element that is not closed', '<p><b>x</p>'],
  ['an id that comes twice', '<p id="a"></p><p id="a"></p>'],
  ['a block in a paragraph', '<p><div></div></p>'],
  ['a picture that says nothing', '<img src="x">'],
])('the check finds %s', async (_, markup) => expect(await faultsIn(markup)).not.toEqual([]))
