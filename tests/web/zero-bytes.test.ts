import { describe, expect, test } from 'vitest'
import { invite } from '../../src/accounts/invitation.ts'
import { makePasswordLink } from '../../src/accounts/password-link.ts'
import { isStudio } from '../../src/web/studio/paths.ts'
import { ask } from '../support/api.ts'
import { startHost } from '../support/host.ts'
import { cookieOf, makePerson, PASSWORD, sendForm, signIn } from '../support/people.ts'
import { routesOf } from '../support/routes.ts'
import { showRow } from '../support/rows.ts'
import { begin, confirm, giveCode, givePassword, withCodes } from '../support/second-factor.ts'

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

describe('a zero byte in a form', () => {
  const failed = () => host.db.logEntry.count({ where: { kind: 'signing-in', result: 'failed' } })
  const counted = async () => (await host.db.signInFailure.findMany()).reduce((sum, { count }) => sum + count, 0)
  /** How a form is answered, without what was typed, and how often that is noted and counted as failed. */
  async function answerTo(send: () => ReturnType<typeof sendForm>) {
    const [noted, before] = [await failed(), await counted()]
    const { status, text } = await send()
    const said = text.replace(/value="[^"]*"/g, '')
    return { status, said, noted: (await failed()) - noted, counted: (await counted()) - before }
  }

  test('to sign in makes an address that nobody has', async () => {
    const enter = (email: string) => answerTo(() => sendForm(host, '/studio/sign-in', { email, password: PASSWORD }))
    const unknown = await enter('ab@b.example')
    expect(unknown).toMatchObject({ status: 422, noted: 1, counted: 2 })
    expect(await enter('a\0@b.example')).toEqual(unknown)
  })

  test('to sign in makes a passkey that nobody has', async () => {
    const enter = async (id: string) => {
      const begun = cookieOf((await sendForm(host, '/studio/sign-in/passkey/challenge', {})).headers)
      const fields = { response: JSON.stringify({ id, response: {} }) }
      return answerTo(() => sendForm(host, '/studio/sign-in/passkey', fields, { cookie: begun }))
    }
    const unknown = await enter('ab')
    expect(unknown).toMatchObject({ status: 422, noted: 1, counted: 0 })
    expect(await enter('a\0b')).toEqual(unknown)
  })

  test('makes a code that is wrong, one for recovery too', async () => {
    const person = await makePerson(host)
    await withCodes(host, person)
    const { cookie: asked } = await givePassword(host, person)
    const give = (fields: Parameters<typeof giveCode>[2]) => answerTo(() => giveCode(host, asked, fields))
    for (const kind of ['code', 'recovery'] as const) {
      const wrong = await give({ [kind]: 'abcdef' } as { code: string })
      expect(wrong).toMatchObject({ status: 422, noted: 1, counted: 2 })
      expect(await give({ [kind]: '12345\0' } as { code: string })).toEqual(wrong)
    }
  })

  test('makes a code that is wrong where codes are switched on', async () => {
    const own = await signIn(host, await makePerson(host))
    await begin(host, own)
    expect((await confirm(host, own, '12345\0')).status).toBe(422)
  })

  test('is one of the characters of a password', async () => {
    const { id, email } = await makePerson(host)
    const fresh = `${PASSWORD}\0`
    const { secret } = await makePasswordLink(host, null, id)
    expect((await sendForm(host, `/studio/password/${secret}`, { password: fresh })).status).toBe(303)
    const enter = (password: string) => sendForm(host, '/studio/sign-in', { email, password })
    expect([(await enter(PASSWORD)).status, (await enter(fresh)).status]).toEqual([422, 303])
  })

  test('goes from the name and the address of whoever is invited', async () => {
    const first = `/studio/invitation/${await invite(host, { email: 'neu@amt.example' })}`
    const typed = { name: 'Frau\0 Neu', email: 'a\0b@amt.example', password: `${PASSWORD}\0` }
    expect((await sendForm(host, first, typed)).status).toBe(303)
    expect(await host.db.person.findUnique({ where: { email: 'neu@amt.example' } })).toMatchObject({ name: 'Frau Neu' })
  })

  const FIELDS = [
    ...['email', 'password', 'newPassword', 'name', 'role', 'show', 'shows', 'verbs', 'days', 'do', 'invitation'],
    ...['code', 'recovery', 'response', 'seen', 'title', 'slug', 'number', 'notes', 'url', 'reason', 'date', 'time'],
  ]
  test.each(routesOf(host, isStudio).filter((route) => /^POST \/studio/.test(route) && !/sign-out$/.test(route)))(
    'breaks nothing, whatever it is typed into: %s',
    async (route) => {
      const { slug } = await showRow(host)
      const path = route.slice('POST '.length).replace(':show', slug).replace(/:\w+/g, crypto.randomUUID())
      await host.db.signInFailure.deleteMany()
      const typed = Object.fromEntries(FIELDS.map((name) => [name, 'a\0b']))
      expect((await sendForm(host, path, typed, { cookie })).status).toBeLessThan(500)
    },
  )
})
