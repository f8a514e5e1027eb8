import { beforeAll, describe, expect, test } from 'vitest'
import { createApiKey } from '../../../src/accounts/api-key.ts'
import { invite } from '../../../src/accounts/invitation.ts'
import { makePasswordLink } from '../../../src/accounts/password-link.ts'
import { changeEmail, deactivatePerson } from '../../../src/accounts/people.ts'
import { askJson } from '../../support/api.ts'
import { startHost } from '../../support/host.ts'
import { makeAdministrator, makePerson, openStudio, PASSWORD, sendForm, signIn } from '../../support/people.ts'
import { showRow } from '../../support/rows.ts'

const host = await startHost()
const show = await showRow(host, { slug: 'nachtzuege', title: 'Nachtzüge' })
const WRONG = 'Regenschirm Ofenrohr Geige'
let administrator: { id: string; email: string }
let cookie: string
beforeAll(async () => {
  administrator = await makeAdministrator(host, { name: 'Ada Amt' })
  cookie = await signIn(host, administrator)
})

let made = 0
const fresh = () => `neu-${++made}@amt.example`
const send = (id: string, email: string, { password = PASSWORD, as = cookie, language = '' } = {}) =>
  sendForm(host, `${language}/studio/people/${id}`, { do: 'email', email, password }, { cookie: as })
const tryToSignIn = async (email: string, password = PASSWORD) =>
  (await sendForm(host, '/studio/sign-in', { email, password })).status
const emailOfRow = async (id: string) => (await host.db.person.findUniqueOrThrow({ where: { id } })).email
const entries = (id: string) => host.db.logEntry.findMany({ where: { kind: 'email-changed', aboutId: id } })

describe('an administrator who gives somebody another address', () => {
  test('finds it on her page, and is told that it is saved; she signs in with it and no more with the old one', async () => {
    const person = await makePerson(host)
    const hers = await signIn(host, person)
    const { text } = await openStudio(host, `/studio/people/${person.id}`, cookie)
    expect(text).toMatch(new RegExp(`<input id="email" name="email"[^>]* type="email" value="${person.email}">`))
    const email = fresh()
    const { status, location } = await send(person.id, ` ${email.toUpperCase()} `)
    expect([status, location]).toEqual([303, `/studio/people/${person.id}?done=email#done`])
    expect((await openStudio(host, location!, cookie)).text).toContain('Die E-Mail-Adresse ist gespeichert.')
    expect(await emailOfRow(person.id)).toBe(email)
    const [entry, ...others] = await entries(person.id)
    expect(others).toEqual([])
    expect(entry).toMatchObject({ byId: administrator.id, facts: { from: person.email, to: email } })

    expect((await openStudio(host, '/studio', hers)).status).toBe(200)
    expect([await tryToSignIn(person.email), await tryToSignIn(email)]).toEqual([422, 303])
    expect((await openStudio(host, '/studio/log', cookie)).text).toContain(`Von „${person.email}“ zu „${email}“`)
    const invited = await sendForm(host, '/studio/people', { email: person.email, role: 'none' }, { cookie })
    expect(invited.status).toBe(201)
  })

  test('may be herself', async () => {
    const own = await makeAdministrator(host)
    const hers = await signIn(host, own)
    const email = fresh()
    expect((await send(own.id, email, { as: hers })).status).toBe(303)
    expect((await openStudio(host, '/studio/account', hers)).text).toContain(email)
    const { text } = await openStudio(host, '/en/studio/log', cookie)
    expect(text).toContain('changed their own e-mail address.')
  })

  test.each<[string, { email?: string; password?: string }, string, string[]]>([
    ['no address', { email: 'neu@' }, '', ['<a href="#email">Schreiben Sie eine E-Mail-Adresse']],
    ['another password', { password: WRONG }, '', ['<a href="#password">Dieses Passwort stimmt nicht.']],
    ['another password', { password: WRONG }, '/en', ['<a href="#password">This password is not right.']],
    [
      'neither',
      { email: '', password: '' },
      '',
      ['<a href="#email">Schreiben', '<a href="#password">Geben Sie Ihr Passwort ein.', 'id="email-error"'],
    ],
  ])('is told beside the field what is wrong with %s, and nothing changes', async (_, about, language, said) => {
    const person = await makePerson(host)
    const { email = fresh(), password } = about
    const { status, text } = await send(person.id, email, { password, language })
    expect(status).toBe(422)
    for (const sentence of said) expect(text).toContain(sentence)
    expect(text).toMatch(new RegExp(` type="email" value="${email}">`))
    expect([await emailOfRow(person.id), await entries(person.id)]).toEqual([person.email, []])
  })

  test('can’t give one that somebody has, nor that of a deactivated account, until that has another', async () => {
    const [person, other] = [await makePerson(host), await makePerson(host)]
    const taken = await send(person.id, other.email)
    expect(taken.status).toBe(422)
    expect(taken.text).toContain('<a href="#email">Mit dieser E-Mail-Adresse gibt es schon einen Zugang.')

    await deactivatePerson(host, other.id)
    const german = await send(person.id, other.email)
    expect(german.text).toContain('<a href="#email">Diese E-Mail-Adresse gehört zu einem gesperrten Zugang.')
    const english = await send(person.id, other.email, { language: '/en' })
    expect(english.text).toContain('<a href="#email">This e-mail address belongs to an account that is deactivated.')
    expect(await emailOfRow(person.id)).toBe(person.email)

    expect((await send(other.id, fresh())).status).toBe(303)
    expect((await send(person.id, other.email)).status).toBe(303)
  })
})

test('that somebody stays signed in is said of who is not deactivated', async () => {
  const person = await makePerson(host)
  const cookie = await signIn(host)
  const page = async () => (await openStudio(host, `/studio/people/${person.id}`, cookie)).text
  expect(await page()).toContain('Wo die Person angemeldet ist, bleibt sie es.')
  await deactivatePerson(host, person.id)
  expect(await page()).not.toMatch(/bleibt sie( auch|\s+es)/)
})

test('inviting the address of a deactivated account says whose it is, and goes on once that has another', async () => {
  const person = await makePerson(host)
  await deactivatePerson(host, person.id)
  const [toHost, toShow] = ['/studio/people', '/studio/shows/nachtzuege/people']
  const fields = { do: 'invite', email: person.email, role: 'author', show: 'nachtzuege' }
  for (const path of [toHost, toShow]) {
    const { status, text } = await sendForm(host, path, fields, { cookie })
    expect([status, text.includes('Diese E-Mail-Adresse gehört zu einem gesperrten Zugang.')]).toEqual([422, true])
  }
  await changeEmail(host, person.id, fresh())
  expect((await sendForm(host, toShow, fields, { cookie })).text).toContain(`Einladung für ${person.email}`)
})

describe('what was made for the address before', () => {
  test('a link for another password opens nothing any more, but does where the address is as it was', async () => {
    const person = await makePerson(host)
    const { secret } = await makePasswordLink(host, null, person.id)
    const opened = async () => (await openStudio(host, `/studio/password/${secret}`)).status
    expect((await send(person.id, person.email)).status).toBe(303)
    expect([await opened(), await entries(person.id)]).toEqual([200, []])
    await changeEmail(host, person.id, fresh())
    expect(await opened()).toBe(410)
  })

  test('an invitation is hers, and of nobody who has that address later', async () => {
    const [before, email] = [fresh(), fresh()]
    const secret = await invite(host, { email: before, roles: [{ showId: show.id, role: 'editor' }] })
    const person = await makePerson(host, { email: before })
    await changeEmail(host, person.id, email)
    const next = await signIn(host, await makePerson(host, { email: before }))
    const link = `/studio/invitation/${secret}`
    await sendForm(host, link, {}, { cookie: next })
    expect(await host.db.membership.count({ where: { showId: show.id, person: { email: before } } })).toBe(0)
    expect((await sendForm(host, link, {}, { cookie: await signIn(host, { email }) })).status).toBe(303)
    expect(await host.db.membership.count({ where: { showId: show.id, personId: person.id } })).toBe(1)
  })
})

test('the wait after failed sign-ins goes with her, and does not stay for who has the address next', async () => {
  const person = await makePerson(host)
  const email = fresh()
  for (let at = 0; at < 5; at++) expect(await tryToSignIn(person.email, WRONG)).toBe(422)
  expect(await tryToSignIn(person.email)).toBe(429)
  await changeEmail(host, person.id, email)
  expect(await tryToSignIn(email)).toBe(429)
  const next = await makePerson(host, { email: person.email })
  expect(await tryToSignIn(next.email)).toBe(303)
})

test('tries with an address that nobody had yet keep nobody waiting who is given it', async () => {
  const email = fresh()
  for (let at = 0; at < 5; at++) expect(await tryToSignIn(email)).toBe(422)
  expect(await tryToSignIn(email)).toBe(429)
  const person = await makePerson(host)
  await changeEmail(host, person.id, email)
  expect(await tryToSignIn(email)).toBe(303)
})

test('of two who are given the same address at once one has it', async () => {
  for (let round = 0; round < 5; round++) {
    const people = [await makePerson(host), await makePerson(host)]
    const email = fresh()
    const outcomes = await Promise.allSettled(people.map(({ id }) => changeEmail(host, id, email)))
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const [refused] = outcomes.filter((each) => each.status === 'rejected')
    expect(refused!.reason).toMatchObject({ status: 409, code: 'email-taken' })
  }
})

describe('programs', () => {
  const patch = (id: string, body: object) => askJson(host, 'PATCH', `/api/v1/people/${id}`, body)

  test('give it by the same verb, alone or with the rest', async () => {
    const person = await makePerson(host)
    const email = fresh()
    const answer = await patch(person.id, { email: email.toUpperCase(), administrator: true })
    expect(answer.json).toMatchObject({ id: person.id, email, administrator: true, deactivated: false })
    expect(await entries(person.id)).toHaveLength(1)
  })

  test('are refused with nothing done where one part is', async () => {
    const [person, other] = [await makePerson(host), await makePerson(host)]
    await deactivatePerson(host, other.id)
    const taken = await patch(person.id, { email: other.email, administrator: true, deactivated: true })
    expect(taken.json).toMatchObject({
      status: 409,
      code: 'email-taken',
      title: expect.stringContaining('deactivated'),
    })
    for (const email of ['neu@', '', null]) {
      const { json } = await patch(person.id, { email, administrator: true })
      expect(json).toMatchObject({ status: 422, fields: { email: expect.stringContaining('first.last@') } })
    }
    const row = await host.db.person.findUniqueOrThrow({ where: { id: person.id } })
    expect(row).toMatchObject({ email: person.email, isAdministrator: false, deactivatedAt: null })
  })

  test('only with a key that may manage the host', async () => {
    const person = await makePerson(host)
    const { secret: token } = await createApiKey(host, { name: 'Website', verbs: ['manage people'] })
    const { status } = await askJson(host, 'PATCH', `/api/v1/people/${person.id}`, { email: fresh() }, token)
    expect([status, await emailOfRow(person.id)]).toEqual([403, person.email])
  })
})
