import { beforeAll, describe, expect, test } from 'vitest'
import { createApiKey } from '../../../src/accounts/api-key.ts'
import { ask } from '../../support/api.ts'
import { startHost } from '../../support/host.ts'
import { makeAdministrator, makePerson, openStudio, PASSWORD, sendForm, signIn } from '../../support/people.ts'
import { passkeyRow } from '../../support/rows.ts'
import { giveCode, givePassword, withCodes } from '../../support/second-factor.ts'

const host = await startHost({ env: { REQUIRE_SECOND_FACTOR: 'true' } })
const WRONG = 'Regenschirm Ofenrohr Geige'
let administrator: { id: string; name: string; email: string }
let cookie: string
beforeAll(async () => {
  administrator = await makeAdministrator(host, { name: 'Ada Amt' })
  cookie = (await withCodes(host, administrator)).cookie
})

const pathOf = ({ id }: { id: string }, way = '') => `/studio/people/${id}${way}`
const take = (person: { id: string }, password = PASSWORD) =>
  sendForm(host, pathOf(person, '/second-factor'), { password }, { cookie })
const factorsOf = async ({ id: personId }: { id: string }) => [
  await host.db.twoFactor.count({ where: { personId } }),
  await host.db.passkey.count({ where: { personId } }),
]

describe('of an administrator who lost telephone and recovery codes', () => {
  const somebody = async () => {
    const person = await makeAdministrator(host, { name: 'Bert Ohnehandy' })
    const codes = await withCodes(host, person)
    await passkeyRow(host, person.id)
    return { person, ...codes }
  }

  test('another takes the second factor with his own password: she is out, and sets up a new one when she signs in', async () => {
    const { person, cookie: hers } = await somebody()
    const { secret: token } = await createApiKey(host, { name: 'Website', personId: person.id })
    expect((await openStudio(host, pathOf(person), cookie)).text).toContain(pathOf(person, '/second-factor'))
    const { text } = await openStudio(host, pathOf(person, '/second-factor'), cookie)
    for (const said of ['Zweiten Faktor von Bert Ohnehandy entfernen', 'Jede Anmeldung', 'muss zuerst ein neuer'])
      expect(text).toContain(said)

    expect((await take(person)).location).toBe(`${pathOf(person)}?done=factor#done`)
    expect(await factorsOf(person)).toEqual([0, 0])
    expect((await openStudio(host, '/studio', hers)).location).toContain('/studio/sign-in')
    expect((await ask(host, 'GET', '/api/v1/people', { token })).status).toBe(200)
    const [entry] = await host.db.logEntry.findMany({ orderBy: { id: 'desc' }, take: 1 })
    expect(entry).toMatchObject({
      ...{ kind: 'second-factor-taken', byId: administrator.id, byName: 'Ada Amt' },
      ...{ aboutId: person.id, aboutName: 'Bert Ohnehandy' },
    })

    const entered = await givePassword(host, person)
    expect(entered.location).toBe('/studio')
    expect((await openStudio(host, '/studio', entered.cookie)).location).toBe('/studio/account/second-factor')
    expect((await openStudio(host, pathOf(person), cookie)).text).not.toContain('/second-factor')
  })

  test('whoever stands where it is asked for is led back to signing in, and comes in with the password', async () => {
    const { person } = await somebody()
    const step = '/studio/sign-in/code?to=%2Fstudio%2Flog'
    const { cookie: asked } = await givePassword(host, person)
    expect((await openStudio(host, step, asked)).status).toBe(200)
    await take(person)
    expect((await openStudio(host, step, asked)).location).toBe('/studio/sign-in?to=%2Fstudio%2Flog')
    const sent = await giveCode(host, asked, { code: '123456' }, '?to=%2Fstudio%2Flog')
    expect(sent.location).toBe('/studio/sign-in?to=%2Fstudio%2Flog&over')
    expect((await openStudio(host, sent.location!)).text).toContain('Ihr zweiter Faktor wurde inzwischen geändert')
    const entered = await givePassword(host, person)
    expect((await openStudio(host, '/studio', entered.cookie)).location).toBe('/studio/account/second-factor')
  })

  test.each([
    ['another password', WRONG, 'Dieses Passwort stimmt nicht.'],
    ['none', '', 'Geben Sie Ihr Passwort ein.'],
  ])('it stays with %s', async (_, password, sentence) => {
    const { person, cookie: hers } = await somebody()
    const { status, text } = await take(person, password)
    expect([status, text.includes('<a href="#password">')]).toEqual([422, true])
    expect(text).toContain(sentence)
    expect(await factorsOf(person)).toEqual([1, 1])
    expect((await openStudio(host, '/studio', hers)).status).toBe(200)
  })
})

test('after many wrong passwords he has to wait, and the right one takes nothing either', async () => {
  const person = await makePerson(host, { hasSecondFactor: true })
  const other = await makeAdministrator(host)
  const { cookie: his } = await withCodes(host, other)
  const attempt = (password: string) => sendForm(host, pathOf(person, '/second-factor'), { password }, { cookie: his })
  for (let at = 0; at < 5; at++) expect((await attempt(WRONG)).status).toBe(422)
  const { status, headers } = await attempt(PASSWORD)
  expect([status, Number(headers.get('retry-after')) > 0]).toEqual([429, true])
  expect(await factorsOf(person)).toEqual([0, 1])
})

test('who needs none is told that the password is enough; who has none is left alone', async () => {
  const member = await makePerson(host, { hasSecondFactor: true })
  const { text } = await openStudio(host, `/en${pathOf(member, '/second-factor')}`, cookie)
  expect(text).toContain('The password is enough to sign in')
  const none = await makePerson(host)
  const hers = await signIn(host, none)
  expect((await openStudio(host, pathOf(none, '/second-factor'), cookie)).location).toBe(pathOf(none))
  expect((await take(none)).location).toBe(pathOf(none))
  expect((await openStudio(host, '/studio', hers)).status).toBe(200)
})

test('nobody takes her own, by form or with a key she made', async () => {
  expect((await openStudio(host, pathOf(administrator), cookie)).text).not.toContain('/second-factor')
  const { status, text } = await take(administrator)
  expect([status, text.includes('Ihren eigenen zweiten Faktor ändern Sie')]).toEqual([409, true])
  const { secret: token } = await createApiKey(host, { name: 'Probe', personId: administrator.id })
  const own = await ask(host, 'DELETE', `/api/v1/people/${administrator.id}/second-factor`, { token })
  expect([own.status, own.json.code]).toEqual([409, 'own-second-factor'])
  expect(await factorsOf(administrator)).toEqual([1, 0])
})

test('programs take it by the same verb', async () => {
  const person = await makePerson(host, { hasSecondFactor: true })
  const asked = () => ask(host, 'DELETE', `/api/v1/people/${person.id}/second-factor`)
  expect((await asked()).status).toBe(204)
  expect(await factorsOf(person)).toEqual([0, 0])
  expect((await asked()).status).toBe(404)
  expect(await host.db.logEntry.count({ where: { kind: 'second-factor-taken', aboutId: person.id } })).toBe(1)
})
