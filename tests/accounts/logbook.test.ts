import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { createApiKey, revokeApiKey } from '../../src/accounts/api-key.ts'
import { acceptInvitation, invite, makeInvitation, revokeInvitation } from '../../src/accounts/invitation.ts'
import { type Acting, actingAs, KINDS, type Kind } from '../../src/accounts/logbook.ts'
import { removeMember, setMember } from '../../src/accounts/member.ts'
import { makePasswordLink } from '../../src/accounts/password-link.ts'
import { changeEmail, deactivatePerson, reactivatePerson, setAdministrator } from '../../src/accounts/people.ts'
import { findPerson, type Person, renamePerson } from '../../src/accounts/person.ts'
import { resetFactors } from '../../src/accounts/second-factor.ts'
import { unlockProducer } from '../../src/add-producer.ts'
import { deleteEpisode, restoreEpisode } from '../../src/episodes/delete-episode.ts'
import { changeEpisode } from '../../src/episodes/episode.ts'
import { createPreviewLink, revokePreviewLink } from '../../src/episodes/preview.ts'
import { unpublishEpisode } from '../../src/episodes/publish.ts'
import { claimImport } from '../../src/feed/import/claim.ts'
import { createImport } from '../../src/feed/import/imports.ts'
import { publishThroughGate } from '../../src/feed/publish-gate.ts'
import { deleteShow, restoreShow } from '../../src/shows/delete-show.ts'
import { moveShow, takeMoveBack } from '../../src/shows/move.ts'
import { changeShow } from '../../src/shows/show.ts'
import { ask, COVER, createShow, putFile, SAMPLE_M4A, upload } from '../support/api.ts'
import { startHost } from '../support/host.ts'
import { cookieOf, makeAdministrator, makePerson, PASSWORD, sendForm, signIn } from '../support/people.ts'
import { passkeyRow } from '../support/rows.ts'
import { begin, withCodes } from '../support/second-factor.ts'

const host = await startHost()

type Entry = Awaited<ReturnType<typeof entries>>[number]
const entries = (kind?: string) => host.db.logEntry.findMany({ where: { kind }, orderBy: { id: 'desc' } })

/** Who does it all, unless it is somebody's own affair. */
let ada: { id: string; name: string; email: string }
let acting: Acting
let by: Person
let show: { id: string; slug: string; title: string }
beforeAll(async () => {
  ada = await makeAdministrator(host, { name: 'Ada Amt' })
  by = (await findPerson(host, ada.id))!
  acting = actingAs(host, by)
  const { slug } = await createShow(host, { title: 'Nachtzüge', ownerEmail: 'podcast@amt.example' })
  await putFile(host, `/api/v1/shows/${slug}/artwork`, 'artwork', COVER)
  show = await host.db.show.findUniqueOrThrow({ where: { slug } })
})

const draft = async () => (await upload(host, show.slug, { before: { title: 'Entwurf' } })).json.id as string
const publish = (id: string, at: Date | null = null) =>
  publishThroughGate(host, id, { at, overrides: [{ rule: 'transcript-missing', reason: 'Folgt am Montag.' }] }, 'de', {
    by,
  })
const published = async () => {
  const id = await draft()
  await publish(id)
  return id
}
const member = async () => {
  const person = await makePerson(host, { name: 'Bert' })
  await setMember(acting, show.id, person.id, 'editor')
  return person
}
const newcomer = (email: string, more = {}) => makeInvitation(acting, { email, ...more })
const about = (kind: string, name: string, showId: string | null = null) => ({
  ...{ aboutKind: kind, aboutName: name, showId },
})
const ofShow = () => about('show', 'Nachtzüge', show.id)
const ofEpisode = () => about('episode', 'Entwurf', show.id)
const byAda = () => ({ byKind: 'person', byId: ada.id, byName: 'Ada Amt' })
const own = (name = 'Frau Süß') => ({ byKind: 'person', byName: name, ...about('person', name) })

/** Of each kind: something that is to be written down, and what the entry says. */
const CAUSES: Record<Kind, (() => Promise<Partial<Entry>>) | { seenIn: string }> = {
  async 'signing-in'() {
    await signIn(host, await makePerson(host))
    return { ...own(), facts: { way: 'password' } }
  },
  async renamed() {
    const { id } = await makePerson(host)
    const herself = { kind: 'person', id, name: 'Frau Süß' } as const
    await renamePerson(actingAs(host, herself), id, 'Frau Koch')
    return { byName: 'Frau Süß', ...about('person', 'Frau Koch'), facts: { from: 'Frau Süß' } }
  },
  async 'email-changed'() {
    const { id, email } = await makePerson(host)
    await changeEmail(acting, id, 'koch@amt.example')
    return { ...about('person', 'Frau Süß'), facts: { from: email, to: 'koch@amt.example' } }
  },
  async 'password-asked'() {
    const cookie = await signIn(host, await makePerson(host))
    await begin(host, cookie, 'Ganz anderes Passwort')
    return { ...own(), result: 'failed' }
  },
  async 'password-changed'() {
    const cookie = await signIn(host, await makePerson(host))
    const fields = { password: PASSWORD, newPassword: `${PASSWORD} Geige` }
    await sendForm(host, '/studio/account/password', fields, { cookie })
    return own()
  },
  async 'password-link-made'() {
    const { expiresAt } = await makePasswordLink(acting, by, (await makePerson(host)).id)
    return { ...about('person', 'Frau Süß'), facts: { until: expiresAt.toISOString() } }
  },
  async 'password-set-by-link'() {
    const { secret } = await makePasswordLink(acting, by, (await makePerson(host)).id)
    await host.passwordLinks.use(secret, `${PASSWORD} Geige`, '192.0.2.1')
    // Whoever has the link is signed in as nobody.
    return { byKind: 'nobody', byId: null, byName: null, ...about('person', 'Frau Süß'), facts: {} }
  },
  async 'codes-switched-on'() {
    await withCodes(host, await makePerson(host))
    return own()
  },
  async 'codes-switched-off'() {
    const { cookie } = await withCodes(host, await makePerson(host))
    await sendForm(host, '/studio/account/second-factor/removal', { password: PASSWORD }, { cookie })
    return own()
  },
  async 'recovery-codes-made'() {
    const { cookie } = await withCodes(host, await makePerson(host))
    await sendForm(host, '/studio/account/second-factor/recovery-codes', { password: PASSWORD }, { cookie })
    return own()
  },
  // It takes a device, and so a browser.
  'passkey-added': { seenIn: 'tests/system/passkeys.test.ts' },
  async 'passkey-removed'() {
    const person = await makePerson(host)
    const { id } = await passkeyRow(host, person.id)
    const cookie = await signIn(host, person)
    await sendForm(host, `/studio/account/passkeys/${id}/removal`, { password: PASSWORD }, { cookie })
    return own()
  },
  async 'second-factor-taken'() {
    await resetFactors(acting, (await makePerson(host)).id)
    return about('person', 'Frau Süß')
  },
  async unlocked() {
    await unlockProducer(acting, (await makePerson(host)).email)
    return about('person', 'Frau Süß')
  },
  async 'key-made'() {
    await createApiKey(acting, { name: 'Website', verbs: ['publish'], showIds: [show.id] })
    return { ...about('key', 'Website'), facts: { verbs: ['publish'], showIds: [show.id] } }
  },
  async 'key-revoked'() {
    await revokeApiKey(acting, (await createApiKey(acting, { name: 'Website' })).id)
    return about('key', 'Website')
  },
  async invited() {
    await invite(acting, { email: 'neu@amt.example', roles: [{ showId: show.id, role: 'author' }] })
    return about('invitation', 'neu@amt.example', show.id)
  },
  async 'invitation-withdrawn'() {
    await revokeInvitation(acting, (await newcomer('weg@amt.example')).invitation.id)
    return about('invitation', 'weg@amt.example')
  },
  async 'account-made'() {
    const { secret } = await newcomer('erste@amt.example')
    await acceptInvitation(host, secret, { name: 'Erste', email: '', passwordHash: 'x' })
    return own('Erste')
  },
  async 'administrator-made'() {
    await setAdministrator(acting, (await makePerson(host)).id, true)
    return about('person', 'Frau Süß')
  },
  async 'administrator-unmade'() {
    await setAdministrator(acting, (await makeAdministrator(host)).id, false)
    return about('person', 'Frau Süß')
  },
  async deactivated() {
    await deactivatePerson(acting, (await makePerson(host)).id)
    return about('person', 'Frau Süß')
  },
  async reactivated() {
    const { id } = await makePerson(host)
    await deactivatePerson(acting, id)
    await reactivatePerson(acting, id)
    return about('person', 'Frau Süß')
  },
  async 'role-given'() {
    const { id } = await member()
    await setMember(acting, show.id, id, 'author')
    return { ...about('person', 'Bert', show.id), facts: { role: 'author', before: 'editor' } }
  },
  async 'role-taken'() {
    await removeMember(acting, show.id, (await member()).id)
    return { ...about('person', 'Bert', show.id), facts: { role: 'editor' } }
  },
  async 'show-made'() {
    const { slug } = await createShow(host, { title: 'Neu' })
    return { ...about('show', 'Neu', expect.any(String)), byKind: 'program', byName: 'tests', facts: { slug } }
  },
  async 'show-changed'() {
    // What is typed as it was is no change.
    const changes = { title: 'Nachtzüge', artworkAlt: null, author: 'Bahn', seasons: [{ number: 1, name: 'Eins' }] }
    await changeShow(acting, show.slug, changes)
    return { ...ofShow(), facts: { fields: ['author', 'seasons'] } }
  },
  async 'show-cover-changed'() {
    const { slug } = await createShow(host, { title: 'Bild' })
    await putFile(host, `/api/v1/shows/${slug}/artwork`, 'artwork', COVER)
    return { ...about('show', 'Bild', expect.any(String)), byKind: 'program', byName: 'tests' }
  },
  async 'show-address-changed'() {
    const [from, to] = [show.slug, `${show.slug}-neu`]
    await changeShow(acting, from, { slug: to })
    await changeShow(acting, to, { slug: from })
    return { ...ofShow(), facts: { from: to, to: from } }
  },
  async 'feed-moved'() {
    await moveShow(acting, show.slug, { to: 'https://neu.example/feed.xml', at: new Date('2040-01-01T00:00:00Z') })
    return { ...ofShow(), facts: { to: 'https://neu.example/feed.xml', at: '2040-01-01T00:00:00.000Z' } }
  },
  async 'feed-move-taken-back'() {
    await moveShow(acting, show.slug, { to: 'https://neu.example/feed.xml', at: new Date('2040-01-01T00:00:00Z') })
    await takeMoveBack(acting, show.slug)
    return { ...ofShow(), facts: { to: 'https://neu.example/feed.xml' } }
  },
  async 'show-deleted'() {
    await deleteShow(acting, show.slug)
    await restoreShow(acting, show.slug)
    return ofShow()
  },
  async 'show-restored'() {
    await deleteShow(acting, show.slug)
    await restoreShow(acting, show.slug)
    return ofShow()
  },
  async 'import-asked-for'() {
    const url = 'https://alt.example/feed.xml'
    await createImport(acting, { url, dryRun: false, ownerConfirmed: false }, { afterSeconds: 3600 })
    return about('import', url)
  },
  async 'import-ended'() {
    const url = 'https://alt.example/zwei.xml'
    const wanted = { url, dryRun: false, ownerConfirmed: false }
    const { id } = await createImport(acting, wanted, { afterSeconds: 3600 })
    await (await claimImport(host, id, AbortSignal.timeout(60_000)))!.finish({ state: 'failed', report: {} })
    return { byKind: 'host', byId: null, byName: null, ...about('import', url), result: 'failed' }
  },
  async published() {
    await publish(await draft())
    const setAside = [{ rule: 'transcript-missing', reason: 'Folgt am Montag.' }]
    return { ...ofEpisode(), facts: { at: expect.any(String), setAside } }
  },
  async scheduled() {
    await publish(await draft(), new Date('2040-01-01T05:00:00Z'))
    return { ...ofEpisode(), facts: expect.objectContaining({ at: '2040-01-01T05:00:00.000Z' }) }
  },
  async unpublished() {
    await unpublishEpisode(host, await published(), { by })
    return ofEpisode()
  },
  async 'audio-replaced'() {
    await putFile(host, `/api/v1/episodes/${await published()}/audio`, 'audio', SAMPLE_M4A)
    return { ...ofEpisode(), byKind: 'program', byName: 'tests', facts: { sha256: expect.any(String) } }
  },
  async 'episode-address-changed'() {
    const id = await draft()
    const { slug } = await host.db.episode.findUniqueOrThrow({ where: { id } })
    await changeEpisode(host, id, { slug: `${slug}-neu` }, { by })
    return { ...ofEpisode(), facts: { from: slug, to: `${slug}-neu` } }
  },
  async 'episode-deleted'() {
    await deleteEpisode(acting, await draft())
    return ofEpisode()
  },
  async 'episode-restored'() {
    const id = await draft()
    await deleteEpisode(acting, id)
    await restoreEpisode(acting, id)
    return ofEpisode()
  },
  async 'preview-link-made'() {
    await createPreviewLink(acting, await draft(), { days: 7, createdById: ada.id })
    return { ...ofEpisode(), facts: { until: expect.any(String) } }
  },
  async 'preview-link-revoked'() {
    const id = await draft()
    await revokePreviewLink(acting, id, (await createPreviewLink(acting, id, { days: 7, createdById: ada.id })).id)
    return ofEpisode()
  },
}

describe('everything that is to be written down is, with who did it and to what', () => {
  test.each(KINDS)('%s', async (kind) => {
    const cause = CAUSES[kind]
    if ('seenIn' in cause) return expect(readFileSync(cause.seenIn, 'utf8')).toContain(`'${kind}'`)
    const before = (await entries(kind)).length
    const said = await cause()
    const found = await entries(kind)
    expect(found.length).toBeGreaterThan(before)
    expect(found[0]).toMatchObject({ result: 'done', ...byAda(), ...idOf(said), ...said })
    // The collector's line has the number of the entry, and no names.
    const [line] = host.logged.filter((line) => line.entry === Number(found[0]!.id))
    expect(line).toMatchObject({ msg: 'an entry was written to the log', kind, byKind: found[0]!.byKind })
    for (const name of [found[0]!.byName, found[0]!.aboutName].filter(Boolean))
      expect(JSON.stringify(line)).not.toContain(JSON.stringify(name))
  })
})

/** What somebody else did has another id. */
const idOf = ({ byName, byId }: Partial<Entry>) =>
  byName === undefined || byId !== undefined ? {} : { byId: expect.any(String) }

test('a cover that is sent again with another description is a change of the show', async () => {
  const { slug } = await createShow(host, { title: 'Zweimal' })
  const send = (alt: string) => putFile(host, `/api/v1/shows/${slug}/artwork`, 'artwork', COVER, { alt })
  for (const alt of ['Ein Zug', 'Ein Zug', 'Ein Bus']) expect((await send(alt)).json.artwork.alt).toBe(alt)
  const facts = async (kind: Kind) =>
    (await entries(kind)).filter(({ aboutName }) => aboutName === 'Zweimal').map(({ facts }) => facts)
  expect(await facts('show-cover-changed')).toEqual([{}])
  expect(await facts('show-changed')).toEqual([{ fields: ['artworkAlt'] }])
})

test('what changes nothing is not written down', async () => {
  const person = await member()
  const id = await published()
  const before = (await entries()).length
  await setMember(acting, show.id, person.id, 'editor')
  await setAdministrator(acting, person.id, false)
  await changeEmail(acting, person.id, person.email)
  await reactivatePerson(acting, person.id)
  await changeShow(acting, show.slug, { title: 'Nachtzüge', artworkAlt: null, slug: show.slug })
  await restoreShow(acting, show.slug)
  const move = { to: 'https://neu.example/feed.xml', at: new Date('2040-01-01T00:00:00Z') }
  for (let time = 0; time < 2; time++) await moveShow(acting, show.slug, move)
  for (let time = 0; time < 2; time++) await takeMoveBack(acting, show.slug)
  await publishThroughGate(host, id, { at: null, overrides: [] }, 'de', { by })
  await restoreEpisode(acting, id)
  expect(await revokeApiKey(acting, crypto.randomUUID())).toBe(false)
  // That the feed moves, and that it doesn't, once each.
  expect((await entries()).length).toBe(before + 2)
})

test('of signing in it says what failed and what closed the account, and never what was typed', async () => {
  const person = await makePerson(host)
  const attempt = (email: string) => sendForm(host, '/studio/sign-in', { email, password: 'Geheimes Fahrrad' })
  await attempt('Mein Passwort ist Geheim')
  const unknown = (await entries('signing-in'))[0]!
  expect(unknown).toMatchObject({ result: 'failed', byKind: 'nobody', byId: null, aboutKind: null, aboutId: null })

  for (let at = 0; at < 10; at++) {
    host.travelTo(new Date(Date.now() + at * 1_000_000).toISOString())
    expect((await attempt(person.email)).status).toBe(422)
  }
  const tried = (await entries('signing-in')).filter(({ aboutId }) => aboutId === person.id)
  expect(tried.map(({ result }) => result)).toEqual(['locked', ...Array<string>(9).fill('failed')])
  const before = (await entries()).length
  // It has to wait: nothing was tried.
  expect((await attempt(person.email)).status).toBe(429)
  expect((await entries()).length).toBe(before)
  const { rows } = await host.database.pool.query('SELECT * FROM "LogEntry"')
  for (const typed of ['Geheim', '127.0.0.1', person.email]) expect(JSON.stringify(rows)).not.toContain(typed)
})

test('a passkey nobody knows is an entry once this host has asked for one, and one that exists with a wrong signature is', async () => {
  const person = await makePerson(host)
  const { credentialID } = await passkeyRow(host, person.id)
  const before = (await entries()).length
  const trySigning = (id: string, cookie = '') => {
    const response = JSON.stringify({ id, rawId: id, type: 'public-key', response: {} })
    return sendForm(host, '/studio/sign-in/passkey', { response }, { cookie })
  }
  await trySigning(crypto.randomUUID())
  expect((await entries()).length).toBe(before)
  const asked = cookieOf((await sendForm(host, '/studio/sign-in/passkey/challenge', {})).headers)
  for (let time = 0; time < 2; time++) await trySigning(crypto.randomUUID(), asked)
  const [entry, ...others] = await entries()
  expect(others.length).toBe(before)
  expect(entry).toMatchObject({ kind: 'signing-in', result: 'failed', byKind: 'nobody', facts: { way: 'passkey' } })
  expect(entry!.aboutId).toBeNull()
  await trySigning(credentialID)
  expect((await entries())[0]).toMatchObject({
    kind: 'signing-in',
    result: 'failed',
    aboutId: person.id,
    facts: { way: 'passkey' },
  })
})

test('a key of somebody is named for itself', async () => {
  const { secret } = await createApiKey(acting, { name: 'Website der Stadt', personId: ada.id })
  await ask(host, 'DELETE', `/api/v1/shows/${show.slug}/move`, { token: secret })
  const id = await published()
  await ask(host, 'DELETE', `/api/v1/episodes/${id}/publication`, { token: secret })
  expect((await entries('unpublished'))[0]).toMatchObject({ byKind: 'program', byName: 'Website der Stadt' })
})
