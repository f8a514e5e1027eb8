import { beforeEach, expect, test } from 'vitest'
import { ask, askJson } from '../../support/api.ts'
import { startHost } from '../../support/host.ts'
import { cookieOf, makeMember, makePerson, openStudio, PASSWORD, sendForm, signIn } from '../../support/people.ts'
import { showRow } from '../../support/rows.ts'

const host = await startHost()
let show: { id: string; slug: string }
let owner: { id: string; email: string }
let cookie: string
beforeEach(async () => {
  await host.db.membership.deleteMany()
  show = await showRow(host, { title: 'Nachtzüge' })
  owner = await makeMember(host, 'owner', show)
  cookie = await signIn(host, owner)
})

const path = (prefix = '') => `${prefix}/studio/shows/${show.slug}/people`
const send = (fields: Record<string, string>) => sendForm(host, path(), fields, { cookie })
const roleOf = async (personId: string) =>
  (await host.db.membership.findFirst({ where: { personId, showId: show.id } }))?.role

test('an owner invites by a link, which is shown once and makes a member of who follows it', async () => {
  const made = await send({ do: 'invite', email: 'Koch@amt.example', role: 'author' })
  expect(made.status).toBe(201)
  const link = /value="(https:\/\/podcast\.example\/studio\/invitation\/[\w-]{43})"/.exec(made.text)![1]!
  const listed = await openStudio(host, path(), cookie)
  expect(listed.text).toContain('koch@amt.example')
  expect(listed.text).not.toContain(link)
  expect(JSON.stringify(host.logged)).not.toContain('amt.example')

  const accepted = await sendForm(host, new URL(link).pathname, { name: 'Mario Koch', password: PASSWORD })
  expect(accepted.status).toBe(303)
  const { text } = await openStudio(host, `/studio/shows/${show.slug}`, cookieOf(accepted.headers))
  expect(text).toContain('Mario Koch')
  expect((await openStudio(host, path(), cookie)).text).toContain('<h3>Mario Koch</h3>')
  await host.db.person.delete({ where: { email: 'koch@amt.example' } })
})

test('a link opens in the language of the page it was made on', async () => {
  const fields = { do: 'invite', email: 'english@amt.example', role: 'reader' }
  const made = await sendForm(host, `/en${path()}`, fields, { cookie })
  const link = /value="(https:\/\/podcast\.example\/en\/studio\/invitation\/[\w-]{43})"/.exec(made.text)![1]!
  expect((await openStudio(host, new URL(link).pathname)).text).toContain('<html lang="en">')
})

test('a link that is withdrawn opens nothing', async () => {
  const made = await send({ do: 'invite', email: 'weg@amt.example', role: 'reader' })
  const link = /studio\/invitation\/[\w-]{43}/.exec(made.text)![0]
  const invitation = /name="invitation" value="([\w-]{36})"/.exec(made.text)![1]!
  expect((await send({ do: 'revoke', invitation })).location).toBe(`${path()}?done=revoked#done`)
  expect((await openStudio(host, `/${link}`)).status).toBe(410)
})

test('roles are changed and members removed from the next request on', async () => {
  const person = await makeMember(host, 'editor', show)
  const hers = await signIn(host, person)
  expect((await send({ do: 'role', person: person.id, role: 'reader' })).location).toBe(`${path()}?done=role#done`)
  expect(await roleOf(person.id)).toBe('reader')
  expect((await openStudio(host, `/studio/shows/${show.slug}/settings`, hers)).status).toBe(403)
  expect((await openStudio(host, path(), cookie)).text).toContain('<h3>editor</h3>')

  expect((await send({ do: 'remove', person: person.id })).status).toBe(303)
  expect((await openStudio(host, `/studio/shows/${show.slug}`, hers)).status).toBe(404)
  expect((await openStudio(host, '/studio', hers)).status).toBe(200)
})

test('the last owner stays, and is told why beside her role', async () => {
  for (const fields of [{ do: 'role', role: 'editor' }, { do: 'remove' }]) {
    const { status, text } = await send({ ...fields, person: owner.id } as Record<string, string>)
    expect(status).toBe(422)
    expect(text).toContain(`<a href="#role-${owner.id}">Jemandem muss der Podcast gehören.`)
    expect(text).toMatch(new RegExp(`<select id="role-${owner.id}" name="role"[^>]* aria-invalid="true"`))
  }
  expect(await roleOf(owner.id)).toBe('owner')
})

test('an owner who makes herself less is led to what she may still see', async () => {
  await makeMember(host, 'owner', show)
  const { location } = await send({ do: 'role', person: owner.id, role: 'reader' })
  expect(location).toBe(`/studio/shows/${show.slug}`)
  await host.db.membership.updateMany({ where: { personId: owner.id }, data: { role: 'owner' } })
  expect((await send({ do: 'remove', person: owner.id })).location).toBe('/studio')
})

test.each<[string, Record<string, string>, string, string]>([
  ['no address', { email: 'koch@', role: 'reader' }, 'email', 'Schreiben Sie eine E-Mail-Adresse'],
  ['a role there is not', { email: 'koch@amt.example', role: 'boss' }, 'role', 'Wählen Sie eine Rolle aus'],
])('%s is refused beside its field, and what was typed stays', async (_, fields, name, sentence) => {
  const { status, text } = await send({ do: 'invite', ...fields })
  expect(status).toBe(422)
  expect(text).toContain(`<a href="#${name}">${sentence}`)
  expect(text).toContain(`value="${fields.email}"`)
  expect(await host.db.invitation.count({ where: { email: 'koch@amt.example', usedAt: null } })).toBe(0)
})

test('somebody of the house works on it at once, and is not invited twice', async () => {
  const person = await makePerson(host, { name: 'Frau <Groß>' })
  const { status, text } = await send({ do: 'invite', email: person.email, role: 'editor' })
  expect([status, await roleOf(person.id)]).toEqual([201, 'editor'])
  expect(text).toContain('Frau &lt;Groß&gt; hat hier schon einen Zugang')
  expect((await send({ do: 'invite', email: person.email, role: 'editor' })).text).toContain('arbeitet hier schon mit')
})

test('nothing of another show can be changed from here', async () => {
  const other = await showRow(host)
  const person = await makeMember(host, 'editor', other)
  expect((await send({ do: 'remove', person: person.id })).location).toBe(`${path()}?done=removed#done`)
  expect((await send({ do: 'remove', person: 'x' })).status).toBe(404)
  expect((await send({ do: 'everything', person: person.id })).status).toBe(404)
  expect(await host.db.membership.count({ where: { showId: other.id } })).toBe(1)
})

test('programs do the same: list, invite, change, remove, withdraw', async () => {
  const api = `/api/v1/shows/${show.slug}`
  const invited = await askJson(host, 'POST', `${api}/invitations`, { email: 'neu@amt.example', role: 'reader' })
  expect(invited.status).toBe(201)
  expect(invited.json).toMatchObject({ member: null, invitation: { email: 'neu@amt.example', role: 'reader' } })
  expect(invited.json.url).toMatch(/^https:\/\/podcast\.example\/studio\/invitation\/[\w-]{43}$/)
  const list = await ask(host, 'GET', `${api}/invitations`)
  expect(list.json.invitations.map(({ id }: { id: string }) => id)).toEqual([invited.json.invitation.id])
  expect(JSON.stringify(list.json)).not.toContain('https:')
  const open = `${api}/invitations/${invited.json.invitation.id}`
  expect((await ask(host, 'DELETE', open)).status).toBe(204)
  expect((await ask(host, 'DELETE', open)).status).toBe(404)

  const person = await makePerson(host)
  const known = await askJson(host, 'POST', `${api}/invitations`, { email: person.email, role: 'reader' })
  expect(known.json).toMatchObject({ member: { person: person.id, role: 'reader' }, invitation: null, url: null })
  const put = (id: string, role: string) => askJson(host, 'PUT', `${api}/members/${id}`, { role })
  expect((await put(person.id, 'editor')).json).toMatchObject({ person: person.id, role: 'editor' })
  expect((await put(owner.id, 'editor')).json).toMatchObject({ status: 409, code: 'last-owner' })
  expect((await put(crypto.randomUUID(), 'editor')).status).toBe(404)
  const members = (await ask(host, 'GET', `${api}/members`)).json.members
  expect(members.map(({ role }: { role: string }) => role).sort()).toEqual(['editor', 'owner'])
  expect((await ask(host, 'DELETE', `${api}/members/${person.id}`)).status).toBe(204)
  expect(await roleOf(person.id)).toBeUndefined()
})

test('each language says it in its own words', async () => {
  expect((await openStudio(host, path('/en'), cookie)).text).toContain('<h1>Team</h1>')
  expect((await openStudio(host, path(), cookie)).text).toContain('<h1>Team</h1>')
})
