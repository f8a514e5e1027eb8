import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createApiKey } from '../../../src/accounts/api-key.ts'
import { setAdministrator } from '../../../src/accounts/people.ts'
import { ask, askJson } from '../../support/api.ts'
import { startHost } from '../../support/host.ts'
import {
  cookieOf,
  makeAdministrator,
  makeMember,
  makePerson,
  openStudio,
  PASSWORD,
  sendForm,
  signIn,
} from '../../support/people.ts'
import { showRow } from '../../support/rows.ts'

const host = await startHost()
const show = await showRow(host, { slug: 'nachtzuege', title: 'Nachtzüge' })
let administrator: { id: string; email: string }
let cookie: string
beforeEach(async () => {
  administrator = await makeAdministrator(host, { name: 'Ada Amt', email: 'ada@amt.example' })
  cookie = await signIn(host, administrator)
})
afterEach(async () => {
  await host.db.invitation.deleteMany()
  await host.db.person.deleteMany()
})

const list = async (query = '') => {
  const { text } = await openStudio(host, `/studio/people${query}`, cookie)
  const names = [...text.matchAll(/<th scope="row"><a [^>]*>(.*?)<\/a>/g)].map(([, name]) => name)
  return { text, names: names.join(', ') }
}
const send = (fields: Record<string, string>) => sendForm(host, '/studio/people', fields, { cookie })
const sendTo = (id: string, wish: string, as = cookie) =>
  sendForm(host, `/studio/people/${id}`, { do: wish }, { cookie: as })
const row = (id: string) => host.db.person.findUniqueOrThrow({ where: { id } })

describe('the list of people', () => {
  beforeEach(async () => {
    const editor = await makeMember(host, 'editor', show)
    await host.db.person.update({ where: { id: editor.id }, data: { name: 'Cleo <b>', twoFactorEnabled: true } })
    await makePerson(host, { name: 'Bert 100 %', email: 'bert@amt.example' })
  })

  test('says who has an account, what she may, when she was here last and whether she has a second factor', async () => {
    const { text, names } = await list()
    expect(names).toBe('Ada Amt, Bert 100 %, Cleo &lt;b&gt;')
    for (const said of [
      'ada@amt.example',
      'Administration',
      'Nachtzüge: Redaktion',
      'noch nie',
      '<td data-label="Zweiter Faktor">ja</td>',
      '3 Personen',
    ])
      expect(text).toContain(said)
  })

  test.each([
    ['?sort=name&order=down', 'Cleo &lt;b&gt;, Bert 100 %, Ada Amt'],
    ['?sort=lastSignIn', 'Ada Amt, Bert 100 %, Cleo &lt;b&gt;'],
    ['?sort=secondFactor&order=down', 'Cleo &lt;b&gt;, Ada Amt, Bert 100 %'],
    ['?sort=roles&order=up', 'Ada Amt, Bert 100 %, Cleo &lt;b&gt;'],
    ['?q=AMT.example', 'Ada Amt, Bert 100 %, Cleo &lt;b&gt;'],
    ['?q=bert+amt', 'Bert 100 %'],
    ['?q=%25', 'Bert 100 %'],
    ['?q=_', ''],
    ['?q=niemand', ''],
    ['?sort=evil&order=x&page=0', 'Ada Amt, Bert 100 %, Cleo &lt;b&gt;'],
    ['?page=2', ''],
  ])('is sorted and searched by its address: %s', async (query, names) => expect((await list(query)).names).toBe(names))

  test('has pages', async () => {
    await host.db.person.createMany({
      data: Array.from({ length: 60 }, (_, at) => ({ name: `Z ${at}`, email: `z${at}@amt.example` })),
    })
    const { text } = await list()
    expect(text).toContain('63 Personen')
    expect(text).toContain('<a rel="next" href="/studio/people?sort=name&amp;order=up&amp;page=2#found">')
    expect((await list('?page=2')).names.split(', ')).toHaveLength(13)
  })
})

test('an administrator is made and unmade, but never the last one', async () => {
  const { id } = await makePerson(host)
  expect((await sendTo(id, 'make')).location).toBe(`/studio/people/${id}?done=make#done`)
  expect((await row(id)).isAdministrator).toBe(true)
  expect((await sendTo(administrator.id, 'unmake')).location).toBe('/studio')
  const hers = await signIn(host, await row(id))
  const { status, text } = await sendTo(id, 'unmake', hers)
  expect(status).toBe(422)
  expect(text).toContain('<a href="#administrator">Jemand muss diesen Dienst verwalten.')
  expect((await row(id)).isAdministrator).toBe(true)
})

test('of two administrators who unmake each other at once one stays', async () => {
  for (let round = 0; round < 5; round++) {
    const { id } = await makeAdministrator(host)
    const outcomes = await Promise.allSettled([administrator.id, id].map((each) => setAdministrator(host, each, false)))
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    await host.db.person.update({ where: { id: administrator.id }, data: { isAdministrator: true } })
    await host.db.person.delete({ where: { id } })
  }
})

test('who is deactivated is out at once, with her keys, and in again as what she was', async () => {
  const person = await makeMember(host, 'editor', show)
  const hers = await signIn(host, person)
  const { secret: token } = await createApiKey(host, { name: 'Probe', personId: person.id })
  const episodes = async () => (await ask(host, 'GET', '/api/v1/shows/nachtzuege/readiness', { token })).status
  expect([(await openStudio(host, '/studio', hers)).status, await episodes()]).toEqual([200, 200])

  expect((await sendTo(person.id, 'deactivate')).status).toBe(303)
  expect([(await openStudio(host, '/studio', hers)).status, await episodes()]).toEqual([303, 401])
  expect(await host.db.session.count({ where: { personId: person.id } })).toBe(0)
  const typed = await sendForm(host, '/studio/sign-in', { email: person.email, password: PASSWORD })
  expect([typed.status, typed.headers.getSetCookie()]).toEqual([422, []])
  expect((await list()).text).toContain('(gesperrt)')

  expect((await sendTo(person.id, 'reactivate')).status).toBe(303)
  expect(await episodes()).toBe(200)
  const again = await signIn(host, person)
  expect((await openStudio(host, '/studio/shows/nachtzuege/settings', again)).status).toBe(200)
})

test('nobody deactivates herself, nor the last administrator', async () => {
  expect((await sendTo(administrator.id, 'deactivate')).status).toBe(404)
  const patch = (id: string, body: object) => askJson(host, 'PATCH', `/api/v1/people/${id}`, body)
  const last = await patch(administrator.id, { deactivated: true })
  expect(last.json).toMatchObject({ status: 409, code: 'last-administrator' })
  expect((await openStudio(host, `/studio/people/${administrator.id}`, cookie)).text).not.toContain(
    'value="deactivate"',
  )
})

test.each(['oehm', 'Öhm', 'ÖHM', 'suess oehm', 'Oehm-Süß'])(
  'a name with umlauts is found as it is typed: %s',
  async (q) => {
    await makePerson(host, { name: 'Dora Öhm-Süß', email: 'd@amt.example' })
    await makePerson(host, { name: 'Emil Ohm', email: 'e@amt.example' })
    expect((await list(`?q=${encodeURIComponent(q)}`)).names).toBe('Dora Öhm-Süß')
  },
)

test('in another language the list is sorted and searched as it was', async () => {
  const { text } = await list('?q=amt&sort=email&order=down&done=revoked')
  expect(text).toContain('<a class="language" href="/en/studio/people?q=amt&amp;sort=email&amp;order=down"')
})

test('the form for an invitation begins with what can be sent, or asks for the podcast', async () => {
  const form = async () => (await list()).text.match(/value="invite"[\s\S]*?<\/form>/)![0]
  expect(await form()).toContain('<option value="nachtzuege" selected>')
  const other = await showRow(host, { slug: 'bahnen', title: 'Bahnen' })
  const asking = await form()
  expect(asking).toContain('<option value="" selected>Bitte wählen</option>')
  expect(asking).toContain('Zu wählen für Verantwortung, Redaktion, Autorenschaft und Lesen.')
  const at = (deletedAt: Date | null) => ({ deletedAt, goneAt: deletedAt })
  await host.db.show.updateMany({ data: at(new Date()) })
  expect(await form()).toContain('<option value="none" selected>')
  await host.db.show.updateMany({ where: { id: { not: other.id } }, data: at(null) })
})

test('somebody is invited as an administrator, to a show, or as nothing yet', async () => {
  const links: string[] = []
  for (const [at, fields] of [
    { role: 'administrator' },
    { role: 'author', show: 'nachtzuege' },
    { role: 'none' },
  ].entries()) {
    const { status, text } = await send({ email: `neu${at}@amt.example`, ...fields } as Record<string, string>)
    expect(status).toBe(201)
    links.push(/studio\/invitation\/[\w-]{43}/.exec(text)![0])
  }
  const { text } = await list()
  for (const said of ['neu0@amt.example', 'Nachtzüge (Autorenschaft)', 'eingeladen von Ada Amt'])
    expect(text).toContain(said)
  for (const link of links) expect(text).not.toContain(link)

  const entered = await sendForm(host, `/${links[0]}`, { name: 'Neu', password: PASSWORD })
  expect((await openStudio(host, '/studio/people', cookieOf(entered.headers))).status).toBe(200)
  await sendForm(host, `/${links[1]}`, { name: 'Neu 1', password: PASSWORD })
  expect((await list('?q=neu1')).text).toContain('Nachtzüge: Autorenschaft')
  const left = await host.db.invitation.findFirstOrThrow({ where: { usedAt: null } })
  expect((await send({ do: 'revoke', invitation: left.id })).location).toBe('/studio/people?done=revoked#done')
  expect((await openStudio(host, `/${links[2]}`)).status).toBe(410)
})

test.each<[string, Record<string, string>, string]>([
  ['no address', { email: 'neu@', role: 'none' }, 'email'],
  ['an address that somebody has', { email: 'ada@amt.example', role: 'none' }, 'email'],
  ['a role without a show', { email: 'neu@amt.example', role: 'editor' }, 'show'],
  ['no role', { email: 'neu@amt.example', role: 'boss' }, 'role'],
])('%s is refused beside its field', async (_, fields, name) => {
  const { status, text } = await send(fields)
  expect([status, text.includes(`<a href="#${name}">`)]).toEqual([422, true])
  expect(text).not.toContain('Diese Angabe passt so nicht')
  expect(await host.db.invitation.count()).toBe(0)
})

test('programs do the same', async () => {
  const { id } = await makeMember(host, 'editor', show)
  const people = (await ask(host, 'GET', '/api/v1/people?q=editor')).json
  expect(people).toMatchObject({
    total: 1,
    pages: 1,
    people: [{ id, roles: [{ show: 'nachtzuege', role: 'editor' }] }],
  })
  expect((await ask(host, 'GET', '/api/v1/people?page=x')).status).toBe(422)
  const patch = await askJson(host, 'PATCH', `/api/v1/people/${id}`, { administrator: true, deactivated: true })
  expect(patch.json).toMatchObject({ id, administrator: true, deactivated: true })
  expect((await ask(host, 'GET', `/api/v1/people/${id}`)).json).toEqual(patch.json)

  const about = { email: 'neu@amt.example', role: 'author', show: 'nachtzuege' }
  const made = await askJson(host, 'POST', '/api/v1/invitations', about)
  expect([made.status, made.json.invitation.roles]).toEqual([201, [{ show: 'nachtzuege', role: 'author' }]])
  expect(made.json.url).toMatch(/^https:\/\/podcast\.example\/studio\/invitation\//)
  expect((await ask(host, 'GET', '/api/v1/invitations')).json).toEqual({ invitations: [made.json.invitation] })
  expect((await ask(host, 'DELETE', `/api/v1/invitations/${made.json.invitation.id}`)).status).toBe(204)
  expect((await ask(host, 'GET', '/api/v1/invitations')).json).toEqual({ invitations: [] })
})

test.each(['administrator', 'none'])('an invitation as %s is for no podcast: a program is told so', async (role) => {
  const typed = { email: 'neu@amt.example', role, show: 'nachtzuege' }
  const { status, json } = await askJson(host, 'POST', '/api/v1/invitations', typed)
  expect({ status, fields: Object.keys(json.fields) }).toEqual({ status: 422, fields: ['show'] })
  expect(await host.db.invitation.count()).toBe(0)
  // The form of the studio has its podcast chosen whatever the role.
  expect((await send(typed)).status).toBe(201)
  expect(await host.db.invitation.findFirstOrThrow()).toMatchObject({ roles: [] })
})

test('no address stands in the log', async () => {
  await send({ email: 'neu@amt.example', role: 'administrator' })
  await list()
  expect(JSON.stringify(host.logged)).not.toContain('amt.example')
})
