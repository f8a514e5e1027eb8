import { beforeAll, describe, expect, test } from 'vitest'
import { createApiKey } from '../../../src/accounts/api-key.ts'
import { makePasswordLink } from '../../../src/accounts/password-link.ts'
import { deactivatePerson } from '../../../src/accounts/people.ts'
import { ask } from '../../support/api.ts'
import { startHost } from '../../support/host.ts'
import { makeAdministrator, makePerson, openStudio, PASSWORD, sendForm, signIn } from '../../support/people.ts'
import { giveCode, givePassword, withCodes } from '../../support/second-factor.ts'

const host = await startHost()
const FRESH = 'Laterne Gurke Bahnhof'
let administrator: { id: string }
let cookie: string
beforeAll(async () => {
  const made = await makeAdministrator(host, { name: 'Ada Amt' })
  administrator = made
  cookie = await signIn(host, made)
})

const pathOf = ({ id }: { id: string }) => `/studio/people/${id}/password`
const make = (person: { id: string }, password = PASSWORD) => sendForm(host, pathOf(person), { password }, { cookie })
const linkIn = (text: string) => /https:\/\/podcast\.example(\/studio\/password\/[\w-]{43})/.exec(text)?.[1]
const linkTo = async (person: { id: string }) =>
  `/studio/password/${(await makePasswordLink(host, null, person.id)).secret}`

test('an administrator makes a link with his own password, shown once, and with it she sets hers and signs in', async () => {
  const person = await makePerson(host, { name: 'Frau Koch' })
  const hers = await signIn(host, person)
  expect((await openStudio(host, `/studio/people/${person.id}`, cookie)).text).toContain(`href="${pathOf(person)}"`)
  expect((await openStudio(host, pathOf(person), cookie)).text).toContain('<h1>Neues Passwort für Frau Koch</h1>')
  const made = await make(person)
  expect(made.status).toBe(201)
  const path = linkIn(made.text)!
  expect(made.text).toContain('Wird diese Seite neu geladen, entsteht ein anderer Link, und dieser gilt nicht mehr.')
  expect((await openStudio(host, pathOf(person), cookie)).text).not.toContain(path)

  const { status, text, headers } = await openStudio(host, path)
  expect([status, text.includes(person.email)]).toEqual([200, true])
  expect([headers.get('referrer-policy'), headers.get('cache-control')]).toEqual(['same-origin', 'no-store'])
  expect(headers.getSetCookie()).toEqual([])
  const set = await sendForm(host, path, { password: FRESH })
  expect([set.status, set.location, set.headers.getSetCookie()]).toEqual([
    303,
    '/studio/sign-in?done=password#done',
    [],
  ])
  expect((await openStudio(host, '/studio/sign-in?done=password')).text).toContain('Ihr neues Passwort gilt.')
  expect((await openStudio(host, '/studio', hers)).location).toContain('/studio/sign-in')
  const entered = await sendForm(host, '/studio/sign-in', { email: person.email, password: FRESH })
  expect(entered.location).toBe('/studio')

  const entries = await host.db.logEntry.findMany({ where: { aboutId: person.id }, orderBy: { id: 'asc' } })
  expect(entries.map(({ kind, byKind, byName }) => [kind, byKind, byName])).toEqual([
    ['signing-in', 'person', 'Frau Koch'],
    ['password-link-made', 'person', 'Ada Amt'],
    ['password-set-by-link', 'nobody', null],
    ['signing-in', 'person', 'Frau Koch'],
  ])
})

test('without his password none is made, and the one before stays', async () => {
  const person = await makePerson(host)
  const path = await linkTo(person)
  for (const [password, sentence] of [
    ['Ganz anderes Passwort', 'Dieses Passwort stimmt nicht.'],
    ['', 'Geben Sie Ihr Passwort ein.'],
  ]) {
    const { status, text } = await make(person, password)
    expect([status, text.includes(sentence!), linkIn(text)]).toEqual([422, true, undefined])
  }
  expect((await openStudio(host, path)).status).toBe(200)
})

test.each([
  ['/studio', 'Gurke 12', 'Das Passwort ist zu kurz'],
  ['/en/studio', 'Sommer2026!!!', 'easy to guess'],
])(
  'a bad password is refused in the sentences of all passwords, and the link stays: %s',
  async (start, bad, sentence) => {
    const path = (await linkTo(await makePerson(host))).replace('/studio', start)
    const { status, text } = await sendForm(host, path, { password: bad })
    expect([status, text.includes(sentence), text.includes(bad)]).toEqual([422, true, false])
    expect(text).toContain('<a href="#password">')
    expect((await sendForm(host, path, { password: FRESH })).status).toBe(303)
  },
)

test.each([
  ['used', async (path: string) => void (await sendForm(host, path, { password: FRESH }))],
  ['replaced', async (_: string, person: { id: string }) => void (await linkTo(person))],
  [
    'of somebody who is deactivated',
    async (_: string, { id }: { id: string }) => void (await deactivatePerson(host, id)),
  ],
])('a link that is %s says what to do', async (_, end) => {
  const person = await makePerson(host)
  const path = await linkTo(person)
  await end(path, person)
  for (const answer of [await openStudio(host, path), await sendForm(host, path, { password: FRESH })]) {
    expect(answer.status).toBe(410)
    expect(answer.text).toContain('Dieser Link gilt nicht mehr')
    expect(answer.text).toContain('bitten Sie die Administration um einen neuen Link')
  }
  expect((await openStudio(host, '/en/studio/password/niemand')).text).toContain('ask an administrator for a new link')
})

test('no page for a link that opens nothing tells its address to anybody, in either language', async () => {
  const person = await makePerson(host)
  const path = await linkTo(person)
  const policies = async (path: string) => {
    const answers = [await openStudio(host, path), await sendForm(host, path, { password: FRESH })]
    return answers.map(({ status, headers }) => [status, headers.get('referrer-policy')])
  }
  await sendForm(host, path, { password: FRESH })
  for (const used of [path, `/en${path}`, '/studio/invitation/niemand', '/en/studio/invitation/niemand'])
    expect([used, await policies(used)]).toEqual([used, Array(2).fill([410, 'no-referrer'])])
  for (let failed = 0; (await openStudio(host, path)).status === 410; failed++) expect(failed).toBeLessThan(200)
  expect(await policies(path)).toEqual(Array(2).fill([429, 'no-referrer']))
  await host.db.signInFailure.deleteMany()
})

test('whoever waits for a code while her password is replaced is told so', async () => {
  const person = await makePerson(host)
  const { app } = await withCodes(host, person)
  const { cookie } = await givePassword(host, person)
  const { secret } = await makePasswordLink(host, null, person.id)
  await host.passwordLinks.use(secret, FRESH, '192.0.2.1')
  const { location } = await giveCode(host, cookie, { code: app() })
  expect((await openStudio(host, location!)).text).toContain(
    'oder Ihr Passwort oder Ihr zweiter Faktor wurde inzwischen geändert',
  )
})

test('a form on another site sets nothing', async () => {
  const path = await linkTo(await makePerson(host))
  const senders: Record<string, string>[] = [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }, {}]
  for (const headers of senders) expect((await sendForm(host, path, { password: FRESH }, { headers })).status).toBe(403)
  expect((await openStudio(host, path)).status).toBe(200)
})

test('no secret and no password stands in the log, not even of a request that fails', async () => {
  const person = await makePerson(host)
  const path = await linkTo(person)
  const { find } = host.passwordLinks
  await openStudio(host, path)
  await sendForm(host, path, { password: 'kurz' })
  await sendForm(host, `/en${path}`, { password: FRESH })
  host.passwordLinks.find = () => Promise.reject(new Error('It broke.'))
  for (const language of ['', '/en']) expect((await openStudio(host, language + path)).status).toBe(500)
  host.passwordLinks.find = find
  const failed = host.logged.filter(({ level }) => Number(level) >= 50)
  expect(failed.map((line) => line.path)).toEqual(['/studio/password/…', '/en/studio/password/…'])
  for (const told of [path.split('/').at(-1)!, FRESH, person.email])
    expect(JSON.stringify(host.logged)).not.toContain(told)
  host.logged.length = 0
})

describe('who has no use for one', () => {
  test('an administrator for himself, by form or with a key he made: he has the page of his account', async () => {
    expect((await openStudio(host, `/studio/people/${administrator.id}`, cookie)).text).not.toContain('/password"')
    for (const { status, text } of [await openStudio(host, pathOf(administrator), cookie), await make(administrator)])
      expect([status, text.includes('Ihr eigenes Passwort ändern Sie')]).toEqual([409, true])
    const { secret: token } = await createApiKey(host, { name: 'Probe', personId: administrator.id })
    const own = await ask(host, 'POST', `/api/v1/people/${administrator.id}/password-link`, { token })
    expect([own.status, own.json.code]).toEqual([409, 'own-password'])
  })

  test('who signs in by a provider alone, or is deactivated: the page of the person says so', async () => {
    const { id } = await host.db.person.create({ data: { name: 'Herr Weber', email: 'weber@amt.example' } })
    const gone = await makePerson(host)
    await deactivatePerson(host, gone.id)
    for (const [person, sentence] of [
      [{ id }, 'meldet sich nur über Ihr Haus an'],
      [gone, 'Diese Person ist gesperrt.'],
    ] as const) {
      const { text } = await openStudio(host, `/studio/people/${person.id}`, cookie)
      expect([text.includes(sentence), text.includes(pathOf(person))]).toEqual([true, false])
      const made = await make(person)
      expect([made.status, made.text.includes(sentence)]).toEqual([409, true])
    }
  })
})

test('programs make one by the same verb', async () => {
  const person = await makePerson(host)
  const { status, json } = await ask(host, 'POST', `/api/v1/people/${person.id}/password-link`)
  expect([status, Object.keys(json).sort()]).toEqual([201, ['expiresAt', 'url']])
  expect(new Date(json.expiresAt).getTime()).toBeGreaterThan(Date.now() + 23 * 3_600_000)
  expect((await sendForm(host, linkIn(json.url)!, { password: FRESH })).status).toBe(303)
})

test.each([
  ['', 'Passwort vergessen? Bitten Sie die Administration'],
  ['/en', 'Forgot your password? Ask an administrator'],
])('the sign-in page says where to turn: %s', async (language, sentence) => {
  const { text } = await openStudio(host, `${language}/studio/sign-in`)
  expect(text).toContain(sentence)
  expect(text).toMatch(/producer password &lt;(Ihre E-Mail-Adresse|your e-mail address)&gt;/)
})
