import { expect, test } from 'vitest'
import { ask, askJson, createShow, NEW_SHOW } from '../../support/api.ts'
import { startHost } from '../../support/host.ts'
import { makeAdministrator, makeMember, openStudio, type PageAnswer, sendForm, signIn } from '../../support/people.ts'

const host = await startHost()
const show = await rowOf((await createShow(host, { title: 'Nachtzüge' })).slug)
const other = await rowOf((await createShow(host, { title: 'Straßenbahnen' })).slug)

function rowOf(slug: string) {
  return host.db.show.findUniqueOrThrow({ where: { slug }, select: { id: true, slug: true } })
}

const secretIn = ({ text }: PageAnswer) => /sendeplatz_[\w-]{43}/.exec(text)?.[0]
const keysOf = (personId: string) => host.db.apiKey.findMany({ where: { personId } })

async function editor() {
  const person = await makeMember(host, 'editor', show)
  return { person, cookie: await signIn(host, person) }
}

test('an administrator sees that the list is of everybody’s keys', async () => {
  const heading = async (cookie: string) =>
    /<h2 id="list">([^<]*)</.exec((await openStudio(host, '/studio/keys', cookie)).text)?.[1]
  expect(await heading((await editor()).cookie)).toBe('Ihre Schlüssel')
  expect(await heading(await signIn(host, await makeAdministrator(host)))).toBe('Alle Schlüssel auf diesem Dienst')
})

test('a key is shown once, works as it was ticked, and opens nothing once it is revoked', async () => {
  const { person, cookie } = await editor()
  const fields = { name: ' Website ', shows: show.id, verbs: 'edit show', days: '30' }
  const made = await sendForm(host, '/studio/keys', fields, { cookie })
  expect(made.status).toBe(201)
  expect(made.headers.get('cache-control')).toContain('no-store')
  const token = secretIn(made)!

  const patch = (slug: string) => askJson(host, 'PATCH', `/api/v1/shows/${slug}`, { author: 'Bahn' }, token)
  expect((await patch(show.slug)).status).toBe(200)
  expect((await patch(other.slug)).status).toBe(404)
  expect((await askJson(host, 'POST', `/api/v1/shows/${show.slug}/episodes`, {}, token)).status).toBe(403)

  const [key] = await keysOf(person.id)
  expect(key).toMatchObject({ name: 'Website', scope: { verbs: ['edit show'], showIds: [show.id] } })
  expect(Math.abs(key!.expiresAt!.getTime() - Date.now() - 30 * 86_400_000)).toBeLessThan(60_000)
  const page = await openStudio(host, '/studio/keys', cookie)
  expect(secretIn(page)).toBeUndefined()
  expect(page.text).toContain('Angaben zum Podcast ändern</dd>')

  expect(page.text).toMatch(
    /<details><summary>Widerrufen …[\s\S]*Wieder gültig wird er nicht[\s\S]*revocation"[\s\S]*Schlüssel widerrufen[\s\S]*<\/details>/,
  )

  const revoked = await sendForm(host, `/studio/keys/${key!.id}/revocation`, {}, { cookie })
  expect([revoked.status, revoked.location]).toEqual([303, '/studio/keys?done=revoked#done'])
  expect((await patch(show.slug)).status).toBe(401)
  expect((await openStudio(host, '/studio/keys', cookie)).text).toContain('gilt nicht mehr')
  expect(JSON.stringify(host.logged)).not.toContain(person.email)
})

test.each<[string, Record<string, string>, string]>([
  ['without a name', { name: ' ' }, '#name'],
  ['with a name that is too long', { name: 'x'.repeat(256) }, '#name'],
  ['for no show', { shows: '' }, '#shows'],
  ['for a show of others', { shows: other.id }, '#shows'],
  ['for all shows', { shows: 'all' }, '#shows'],
  ['for what she may not do herself', { verbs: 'delete show' }, '#verbs'],
  ['for the host', { verbs: 'create show' }, '#verbs'],
  ['for a verb there is not', { verbs: 'everything' }, '#verbs'],
  ['without an end', { days: '' }, '#days'],
  ['with an end far off', { days: '100000' }, '#days'],
])('a key %s is refused, and what was typed stays', async (_, wrong, field) => {
  const { person, cookie } = await editor()
  const fields = { name: 'Website "x"', shows: show.id, verbs: 'publish', days: '30', ...wrong }
  const { status, text } = await sendForm(host, '/studio/keys', fields, { cookie })
  expect(status).toBe(422)
  expect(text).toContain(`<a href="${field}">`)
  if (!('name' in wrong)) expect(text).toContain('value="Website &quot;x&quot;"')
  if (!('verbs' in wrong)) expect(text).toMatch(/value="publish" checked/)
  expect(await keysOf(person.id)).toEqual([])
})

test('everybody sees her own keys, an administrator all of them and the operator’s', async () => {
  const one = await editor()
  const name = `Schlüssel <b>${one.person.id}</b>`
  await sendForm(host, '/studio/keys', { name, shows: show.id, days: '30' }, { cookie: one.cookie })
  const [key] = await keysOf(one.person.id)
  const two = await editor()
  const shown = `Schlüssel &lt;b&gt;${one.person.id}`
  expect((await openStudio(host, '/studio/keys', one.cookie)).text).toContain(shown)
  expect((await openStudio(host, '/studio/keys', two.cookie)).text).not.toContain(one.person.id)
  expect((await sendForm(host, `/studio/keys/${key!.id}/revocation`, {}, { cookie: two.cookie })).status).toBe(404)

  const cookie = await signIn(host, await makeAdministrator(host))
  const { text } = await openStudio(host, '/en/studio/keys', cookie)
  expect(text).toContain(shown)
  expect(text).toContain('Operation of this service')
  expect((await sendForm(host, `/studio/keys/${key!.id}/revocation`, {}, { cookie })).status).toBe(303)
})

test('a key that was sent with a show or a verb twice is for it once', async () => {
  const { person, cookie } = await editor()
  const body = new URLSearchParams([
    ...['name=Doppelt', 'days=30'].map((pair) => pair.split('=') as [string, string]),
    ...Array.from({ length: 2 }, (): [string, string] => ['shows', show.id]),
    ...Array.from({ length: 2 }, (): [string, string] => ['verbs', 'publish']),
  ])
  const headers = { cookie, origin: new URL(host.config.publicUrl).origin }
  expect((await fetch(`${host.url}/studio/keys`, { method: 'POST', body, headers })).status).toBe(201)
  expect(await keysOf(person.id)).toMatchObject([{ scope: { verbs: ['publish'], showIds: [show.id] } }])
})

test('a key for single shows is not for what concerns the whole host', async () => {
  const administrator = await makeAdministrator(host)
  const cookie = await signIn(host, administrator)
  const fields = { name: 'x', shows: show.id, verbs: 'create show', days: '30' }
  const { status, text } = await sendForm(host, '/studio/keys', fields, { cookie })
  expect(status).toBe(422)
  expect(text).toContain('<a href="#verbs">Podcasts anlegen und übernehmen kann nur ein Schlüssel für alle Podcasts.')
  expect(await keysOf(administrator.id)).toEqual([])
})

test('on a host without a show an administrator’s key may already do all that a later show will need', async () => {
  const empty = await startHost()
  const cookie = await signIn(empty)
  expect((await openStudio(empty, '/studio/keys', cookie)).text).toContain('value="publish"')
  const body = new URLSearchParams({ name: 'x', shows: 'all', days: '30' })
  for (const verb of ['create show', 'upload', 'publish']) body.append('verbs', verb)
  const headers = { cookie, origin: new URL(empty.config.publicUrl).origin }
  const text = await (await fetch(`${empty.url}/studio/keys`, { method: 'POST', body, headers })).text()
  const token = /sendeplatz_[\w-]{43}/.exec(text)![0]
  expect((await askJson(empty, 'POST', '/api/v1/shows', NEW_SHOW, token)).status).toBe(201)
})

test('an administrator’s key for all shows makes new ones', async () => {
  const cookie = await signIn(host)
  const made = await sendForm(
    host,
    '/studio/keys',
    { name: 'x', shows: 'all', verbs: 'create show', days: '365' },
    { cookie },
  )
  const token = secretIn(made)!
  expect((await askJson(host, 'POST', '/api/v1/shows', {}, token)).status).toBe(422)
  expect((await ask(host, 'DELETE', `/api/v1/shows/${show.slug}`, { token })).status).toBe(403)
})
