import { hashPassword as hashAsBefore } from 'better-auth/crypto'
import { describe, expect, test } from 'vitest'
import { hashPassword, PASSWORD_COST } from '../../../src/accounts/password-hash.ts'
import { computingAll } from '../../support/computing.ts'
import { startHost } from '../../support/host.ts'
import {
  cookieOf,
  makeAdministrator,
  makePerson,
  openStudio,
  PASSWORD,
  sendForm,
  signIn,
} from '../../support/people.ts'

const host = await startHost()
const plain = await startHost({ env: { PUBLIC_URL: 'http://podcast.example' } })
/** With passwords as they cost in use. */
const costly = await startHost({ passwordCost: PASSWORD_COST })
const person = await makeAdministrator(host, { email: 'suess@amt.example' })

const enter = (fields: Record<string, string>, more: Parameters<typeof sendForm>[3] = {}, to = '') =>
  sendForm(host, `/studio/sign-in${to}`, { email: person.email, password: PASSWORD, ...fields }, more)

test('who is signed out is led to the sign-in page and from there back, in her language', async () => {
  const { status, location } = await openStudio(host, '/en/studio?x=1')
  expect([status, location]).toEqual([303, '/en/studio/sign-in?to=%2Fen%2Fstudio%3Fx%3D1'])
  expect((await openStudio(host, location!)).text).toContain('<h1>Sign in</h1>')
  const answer = await enter({}, {}, `?to=${encodeURIComponent('/en/studio?x=1')}`)
  expect([answer.status, answer.location]).toEqual([303, '/en/studio?x=1'])
  expect((await openStudio(host, '/studio', cookieOf(answer.headers))).text).toContain('<h1>Ihre Podcasts</h1>')
})

test.each([
  ['/studio/account/sessions/end', '/studio/account'],
  ['/studio/account/sessions/1/end', '/studio/account'],
  ['/en/studio/account/second-factor/confirmation', '/en/studio/account/second-factor'],
  ['/studio/account/passkeys', '/studio/account'],
  ['/en/studio/keys/1/revocation', '/en/studio/keys'],
  ['/studio/shows/amtsfunk/restoration', '/studio/shows/amtsfunk'],
  ['/studio/episodes/1/restoration', '/studio/episodes/1'],
])('whose session ended before she sent the form at %s comes from the sign-in page to %s', async (form, page) => {
  const { location } = await sendForm(host, form, {})
  const answer = await enter({}, {}, new URL(location!, 'http://host.invalid').search)
  expect(answer.location).toBe(form)
  expect(await openStudio(host, form, cookieOf(answer.headers))).toMatchObject({ status: 303, location: page })
})

test('capitals and blanks around the address are no other address', async () => {
  expect((await enter({ email: ' Suess@AMT.example ' })).status).toBe(303)
})

test('AC-55 the cookie is out of reach for scripts, other sites, other hosts of the domain, and http', async () => {
  const [cookie, ...more] = (await enter({})).headers.getSetCookie()
  expect(more).toEqual([])
  expect(cookie).toMatch(/^__Host-sendeplatz\.session_token=[\w%.-]+; /)
  const attributes = cookie!
    .split('; ')
    .slice(1)
    .map((attribute) => attribute.toLowerCase())
  expect(attributes.filter((attribute) => !attribute.startsWith('max-age='))).toEqual(
    expect.arrayContaining(['path=/', 'httponly', 'secure', 'samesite=lax']),
  )
  expect(cookie).not.toMatch(/domain=/i)
})

test('a host that is asked by http sets a cookie that browsers keep', async () => {
  const { email } = await makePerson(plain)
  const [cookie] = (await sendForm(plain, '/studio/sign-in', { email, password: PASSWORD })).headers.getSetCookie()
  expect(cookie).toMatch(/^sendeplatz\.session_token=/)
  expect(cookie).not.toMatch(/secure/i)
})

describe('AC-53 an unknown person and a wrong password', () => {
  const answers = {
    'a wrong password': { password: 'Regenschirm Ofenrohr Geige' },
    'an unknown person': { email: 'niemand@amt.example' },
    'no address at all': { email: 'niemand' },
    'a text too long for a password': { password: 'x'.repeat(1000) },
  }

  test('are answered in the same words, with the address typed and never the password', async () => {
    const texts: string[] = []
    for (const fields of Object.values(answers)) {
      const typed = { email: person.email, password: PASSWORD, ...fields }
      const { status, text, headers } = await enter(fields)
      expect([status, headers.getSetCookie()]).toEqual([422, []])
      expect(text).toContain(`value="${typed.email}"`)
      expect(text).not.toContain(typed.password)
      texts.push(text.replaceAll(typed.email, 'ADDRESS'))
    }
    expect(new Set(texts).size).toBe(1)
    expect(texts[0]).toContain('<title>Fehler: Anmelden')
  })

  test('take the same time at what a password costs, also where it was kept by an earlier release', async () => {
    const [known, older] = [await makePerson(costly), await makePerson(costly)]
    await keepHash(known, await hashPassword(PASSWORD))
    await keepHash(older, await hashAsBefore(PASSWORD))
    const took = async (email: string) => {
      // Otherwise all would soon have to wait.
      await costly.db.signInFailure.deleteMany()
      return computingAll(async () => {
        const { status } = await sendForm(costly, '/studio/sign-in', { email, password: 'Regenschirm Ofenrohr Geige' })
        expect(status).toBe(422)
      })
    }
    const people = { known: known.email, older: older.email, unknown: 'niemand@amt.example' }
    const times: Record<keyof typeof people, number[]> = { known: [], older: [], unknown: [] }
    for (let round = 0; round < 9; round++)
      for (const who of ['known', 'older', 'unknown'] as const) times[who].push(await took(people[who]))
    const middle = (who: keyof typeof people) => times[who].toSorted((a, b) => a - b)[4]!
    // Computing the hash takes far longer than anything that differs; without it the answer is there at once.
    for (const who of ['known', 'older'] as const) {
      expect(middle('unknown')).toBeGreaterThan(middle(who) * 0.6)
      expect(middle('unknown')).toBeLessThan(middle(who) * 1.7)
    }
  }, 120_000)

  test('leave no address in the log', async () => {
    for (const fields of Object.values(answers)) await enter(fields)
    expect(JSON.stringify(host.logged)).not.toMatch(/amt\.example|niemand/)
  })
})

test('what is missing is said beside its field and on top, which has the focus', async () => {
  const { status, text } = await enter({ email: ' ', password: '' })
  expect(status).toBe(422)
  expect(text).toMatch(/<div class="errors" role="alert" tabindex="-1" autofocus/)
  for (const name of ['email', 'password']) {
    expect(text).toContain(`<a href="#${name}">`)
    expect(text).toMatch(new RegExp(`<input id="${name}"[^>]* aria-describedby="${name}-error" aria-invalid="true"`))
    expect(text).toContain(`<p class="error" id="${name}-error">`)
  }
})

const keepHash = ({ id }: { id: string }, password: string) =>
  costly.db.login.updateMany({ where: { personId: id }, data: { password } })
const keptHash = async ({ id }: { id: string }) =>
  (await costly.db.login.findFirstOrThrow({ where: { personId: id } })).password!

test('a password that an earlier release kept goes on working, and is kept at the cost of today from then on', async () => {
  const older = await makePerson(costly)
  await keepHash(older, await hashAsBefore(PASSWORD))
  await signIn(costly, older)
  const kept = await keptHash(older)
  expect(kept).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=4\$[\w+/]{22}\$[\w+/]{43}$/)
  await signIn(costly, older)
  expect(await keptHash(older)).toBe(kept)
})

test('a cheap password, such as tests have, is kept at the cost of a host from then on', async () => {
  const cheap = await makePerson(costly)
  expect(await keptHash(cheap)).toContain('m=8,')
  await signIn(costly, cheap)
  expect(await keptHash(cheap)).toContain('m=65536,')
})

test('signing in begins another session and ends the one the browser had', async () => {
  const before = await signIn(host, person)
  const after = cookieOf((await enter({}, { cookie: before })).headers)
  expect(after).not.toBe(before)
  expect([
    (await openStudio(host, '/studio', before)).status,
    (await openStudio(host, '/studio', after)).status,
  ]).toEqual([303, 200])
})

test('a session that somebody else chose is none', async () => {
  const chosen = '__Host-sendeplatz.session_token=chosen.by.somebody'
  const answer = await enter({}, { cookie: chosen })
  expect(cookieOf(answer.headers)).not.toContain('chosen')
  expect((await openStudio(host, '/studio', chosen)).status).toBe(303)
})

test('signing out ends the session everywhere, not only in the browser', async () => {
  const cookie = await signIn(host, person)
  const { status, location, headers } = await sendForm(host, '/studio/sign-out', {}, { cookie })
  expect([status, location]).toEqual([303, '/studio/sign-in'])
  expect(headers.getSetCookie().join()).toMatch(/session_token=;.*Max-Age=0/i)
  expect((await openStudio(host, '/studio', cookie)).status).toBe(303)
})

test('a session ends when its time has passed, by the clock of the host', async () => {
  const cookie = await signIn(host, person)
  host.travelTo(new Date(Date.now() + 13 * 3_600_000).toISOString())
  expect((await openStudio(host, '/studio', cookie)).status).toBe(303)
  host.travelTo(new Date().toISOString())
})

test('whoever is removed is signed out at once', async () => {
  const { id, email } = await makePerson(host)
  const cookie = await signIn(host, { email })
  await host.db.person.delete({ where: { id } })
  expect((await openStudio(host, '/studio', cookie)).status).toBe(303)
})

test('sessions keep no address', async () => {
  await signIn(host, person)
  const kept = await host.db.session.findMany({ select: { ipAddress: true } })
  expect(new Set(kept.map(({ ipAddress }) => ipAddress ?? ''))).toEqual(new Set(['']))
})

test.each([
  'https://evil.example/studio',
  '//evil.example/studio',
  '/\\evil.example/studio',
  '/studio/../../evil',
  '/studio/..//evil.example',
  'javascript:alert(1)',
  '/nachtzuege',
  '/studio\r\nSet-Cookie: a=b',
  'studio@evil.example',
])('signing in never leads elsewhere: %s', async (to) => {
  const { status, location } = await enter({}, {}, `?to=${encodeURIComponent(to)}`)
  expect(status).toBe(303)
  expect(location).toMatch(/^\/studio(Set-Cookie:%20a=b|%20)?$/)
})

describe('a form from elsewhere is refused, whatever cookie comes with it', () => {
  test.each<[string, Record<string, string>, number]>([
    ['this host', { 'sec-fetch-site': 'same-origin' }, 303],
    ['this host by an old browser', { origin: 'https://podcast.example' }, 303],
    ['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }, 403],
    [
      'another site that lies about its origin',
      { 'sec-fetch-site': 'cross-site', origin: 'https://podcast.example' },
      403,
    ],
    ['another host of the domain', { 'sec-fetch-site': 'same-site', origin: 'https://www.podcast.example' }, 403],
    ['another site by an old browser', { origin: 'https://evil.example' }, 403],
    ['a frame without an origin', { origin: 'null' }, 403],
    ['a host that begins with the same name', { origin: 'https://podcast.example.evil.example' }, 403],
    ['nobody who says so', {}, 403],
  ])('%s', async (_, headers, expected) => {
    expect((await enter({}, { headers })).status).toBe(expected)
    const cookie = await signIn(host, person)
    expect((await sendForm(host, '/studio/sign-out', {}, { cookie, headers })).status).toBe(expected)
  })
})

test('pages of the studio are kept by nobody, framed by nobody, and run no typed script', async () => {
  const cookie = await signIn(host, person)
  for (const { headers } of [
    await openStudio(host, '/studio', cookie),
    await openStudio(host, '/studio/sign-in'),
    await openStudio(host, '/studio'),
  ]) {
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('content-security-policy')).toMatch(/default-src 'self'.*frame-ancestors 'none'/)
    expect(headers.get('content-security-policy')).not.toContain('unsafe')
  }
})

test('another type than a form is refused, and a form that is too long', async () => {
  const post = (body: string, type: string) =>
    fetch(`${host.url}/studio/sign-in`, {
      method: 'POST',
      body,
      headers: { 'content-type': type, origin: 'https://podcast.example' },
    })
  expect((await post('{}', 'application/json')).status).toBe(415)
  expect((await post(`email=${'a'.repeat(1024 ** 2)}`, 'application/x-www-form-urlencoded')).status).toBe(413)
})

test('a page of the studio that does not exist says so in the studio', async () => {
  const { status, text } = await openStudio(host, '/en/studio/nothing')
  expect([status, text.includes('To the studio')]).toEqual([404, true])
})
