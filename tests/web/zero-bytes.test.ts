import { describe, expect, test } from 'vitest'
import { ask } from '../support/api.ts'
import { startHost } from '../support/host.ts'
import { signIn } from '../support/people.ts'
import { routesOf } from '../support/routes.ts'

const host = await startHost()
const cookie = await signIn(host)
/** In one language: the other has the same handlers. */
const PATHS = routesOf(host, (path) => !path.startsWith('/en'))
  .filter((route) => route.startsWith('GET '))
  .map((route) => route.slice('GET '.length))
const NAMES = [
  'show',
  'q',
  'kind',
  'person',
  'before',
  'after',
  'limit',
  'page',
  'sort',
  'order',
  'url',
  'done',
  'seen',
]

/** Asked by one who may everything, as a program or in a browser. */
async function statusOf(path: string): Promise<number> {
  if (path.startsWith('/api/')) return (await ask(host, 'GET', path)).status
  return (await fetch(host.url + path, { redirect: 'manual', headers: { cookie } })).status
}

describe('a zero byte, which no database takes, is no more than a name that nothing has', () => {
  test.each(PATHS.filter((path) => !/[:*]/.test(path)))('in the query of %s', async (path) => {
    for (const name of NAMES)
      for (const zero of ['%00', 'a%00b']) {
        const query = `?${name}=${zero}`
        expect([query, await statusOf(path + query)]).toEqual([query, expect.toBeOneOf([200, 301, 303, 400, 404, 422])])
      }
  })

  test.each(PATHS.filter((path) => /[:*]/.test(path)))('in the names of %s', async (path) => {
    const hostile = path.replace(/[:*]\w+/g, 'a%00b')
    expect(await statusOf(hostile)).toBeOneOf([301, 302, 303, 308, 400, 404, 422])
  })

  test('the log of a show that there is none of is not found', async () => {
    for (const path of ['/studio/log', '/api/v1/log']) {
      const unknown = await statusOf(`${path}?show=keiner`)
      expect([await statusOf(`${path}?show=%00`), await statusOf(`${path}?show=a%00b`)]).toEqual([unknown, unknown])
    }
  })
})
