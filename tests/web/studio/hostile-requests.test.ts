import { beforeAll, describe, expect, test } from 'vitest'
import { isStudio } from '../../../src/web/studio/paths.ts'
import { startHost } from '../../support/host.ts'
import { cookieOf, makeAdministrator, openStudio, PASSWORD, sendForm, signIn } from '../../support/people.ts'
import { routesOf } from '../../support/routes.ts'
import { showRow } from '../../support/rows.ts'

const host = await startHost()
const OWN = { origin: new URL(host.config.publicUrl).origin }
const READS = new Set(['GET', 'HEAD', 'OPTIONS'])
const ROUTES = routesOf(host, isStudio).map((route) => route.split(' ') as [method: string, path: string])
const CHANGING = ROUTES.filter(([method]) => !READS.has(method))
/** In one language: the other has the same handlers. */
const IN_GERMAN = ROUTES.filter(([method, path]) => !path.startsWith('/en/') && method !== 'OPTIONS')
const NAMED = IN_GERMAN.filter(([, path]) => path.includes(':'))

let cookie: string
let slug: string
beforeAll(async () => {
  cookie = await signIn(host)
  slug = (await showRow(host, { title: 'Nachtzüge' })).slug
})

/** Asks as a browser of somebody who may everything, with what it says of the page that made it ask. */
async function ask(method: string, path: string, from: Record<string, string>) {
  const body = READS.has(method) ? null : new URLSearchParams({ title: 'Von anderswo' })
  const answer = await fetch(host.url + path, { method, body, redirect: 'manual', headers: { cookie, ...from } })
  return { status: answer.status, headers: answer.headers, text: await answer.text() }
}

describe('whatever changes something in the studio is refused where another site asks for it', () => {
  const ELSEWHERE: Record<string, Record<string, string>> = {
    'another site': { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
    'another host of the domain': { 'sec-fetch-site': 'same-site', origin: 'https://www.podcast.example' },
    'an old browser': { origin: 'https://evil.example' },
    'a frame without an origin': { origin: 'null' },
    nobody: {},
  }

  test('there are such routes', () => expect(CHANGING.length).toBeGreaterThan(50))

  test.each(CHANGING)('%s %s', async (method, route) => {
    const path = route.replace(':show', slug).replace(/:(id|secret)/, crypto.randomUUID())
    for (const from of Object.values(ELSEWHERE)) {
      const { status, headers } = await ask(method, path, from)
      expect(status).toBe(403)
      expect(headers.get('location')).toBeNull()
      expect(headers.getSetCookie()).toEqual([])
    }
    // The same from a page of this host gets as far as its own answer; signing out would end the session.
    if (!route.endsWith('/sign-out')) expect((await ask(method, path, OWN)).status).not.toBe(403)
  })
})

describe('an address with something else than a name in it is nothing, leads nowhere and adds no header', () => {
  const HOSTILE = [
    '..%2F..%2F..%2Fetc%2Fpasswd',
    '..%5C..%5Cwindows',
    '%2F%2Fevil.example',
    'https:%2F%2Fevil.example',
    '%5Cevil.example',
    'a%00b',
    'a%0D%0ASet-Cookie:%20planted=1',
    '%C0%AE%C0%AE%C0%AF',
    '%252e%252e%252f',
    'a%E2%80%AEb',
    '__proto__',
    'constructor',
    "'%20OR%201=1--",
    'x'.repeat(3000),
  ]

  test.each(NAMED)('%s %s', async (method, route) => {
    for (const hostile of HOSTILE) {
      const path = route.replace(/:\w+/, hostile)
      const { status, headers, text } = await ask(method, path, OWN)
      // Signed in as one who may everything: what exists would be answered with 200.
      expect([path, Math.floor(status / 100)]).toEqual([path, expect.toBeOneOf([3, 4])])
      expect(headers.getSetCookie().join()).not.toContain('planted')
      expect(text).not.toContain('root:x:')
      const location = headers.get('location')
      if (location !== null) expect(new URL(location, 'https://own.example').origin).toBe('https://own.example')
    }
  })
})

test.each(['https://evil.example/', '//evil.example/', '/\\evil.example/'])(
  'no answer leads where the address of a page says: %s',
  async (target) => {
    const names = ['to', 'next', 'return', 'returnTo', 'redirect', 'url', 'callbackURL']
    const query = new URLSearchParams(names.map((name): [string, string] => [name, target]))
    for (const [method, route] of IN_GERMAN) {
      if (route.endsWith('/sign-out')) continue
      const path = route.replace(':show', slug).replace(/:(id|secret)/, crypto.randomUUID())
      const { headers } = await ask(method, `${path}?${query}`, OWN)
      const location = headers.get('location') ?? '/'
      expect([route, new URL(location, 'https://own.example').origin]).toEqual([route, 'https://own.example'])
    }
  },
)

test('whoever signs in with a session that somebody else began does not lend him hers', async () => {
  const planted = await signIn(host)
  const person = await makeAdministrator(host, { name: 'Frau Opfer' })
  const fields = { email: person.email, password: PASSWORD }
  const answer = await sendForm(host, '/studio/sign-in', fields, { cookie: planted })
  expect(cookieOf(answer.headers)).not.toBe(planted)
  const before = await openStudio(host, '/studio', planted)
  expect(before.text).not.toContain('Frau Opfer')
  expect((await openStudio(host, '/studio', cookieOf(answer.headers))).text).toContain('Frau Opfer')
})
