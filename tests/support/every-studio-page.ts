import { invite } from '../../src/accounts/invitation.ts'
import { aboutShow, logNow, OPERATOR } from '../../src/accounts/logbook.ts'
import { makePasswordLink } from '../../src/accounts/password-link.ts'
import { changeEpisode } from '../../src/episodes/episode.ts'
import { readEpisodeChanges } from '../../src/episodes/episode-input.ts'
import { HOSTILE } from './every-page.ts'
import type { TestHost } from './host.ts'
import { makeMember, makePerson, PASSWORD } from './people.ts'
import { artworkRow, episodeRow, showRow } from './rows.ts'

/** A page of the studio in a state: asked for, or what comes back of a form. */
export interface StudioPage {
  kind: string
  path: string
  status: number
  /** Sent, where it is what comes back. */
  fields?: Record<string, string>
  /** Whether nobody is signed in. */
  signedOut?: boolean
}

const SHORT = HOSTILE.slice(0, 100)
const LINK = 'https://example.de/?a=1&b="2"'
const GUID = '917393e3-1b1e-5cef-ace4-edaa54e1f810'

/** Fills a host with hostile text, and names a page of the studio of every kind and state there is, in German. */
export async function everyStudioPage(host: TestHost): Promise<StudioPage[]> {
  const show = await hostileShow(host)
  const bare = await showRow(host)
  const deletedAt = new Date()
  const goneAt = new Date(deletedAt.getTime() + 86_400_000)
  const deleted = await showRow(host, { title: HOSTILE, deletedAt, goneAt })
  const moved = await showRow(host, { newFeedUrl: LINK, movedAt: goneAt })
  const { id } = await hostileEpisode(host, show, null)
  const published = await hostileEpisode(host, show, deletedAt)
  await episodeRow(host, show, { title: HOSTILE, deletedAt, goneAt })
  const imports = await Promise.all(['running', 'done', 'failed'].map((state) => hostileImport(host, state, false)))
  const tried = await hostileImport(host, 'done', true)
  const invitation = `/studio/invitation/${await invite(host, { email: 'koch@amt.example' })}`
  const toKnown = `/studio/invitation/${await invite(host, { email: 'da@amt.example' })}`
  await makePerson(host, { name: HOSTILE, email: 'da@amt.example' })
  const owner = await makeMember(host, 'owner', show)
  const lost = await makePerson(host, { name: HOSTILE, hasSecondFactor: true })
  const { secret } = await makePasswordLink(host, null, owner.id)
  const by = { kind: 'person', id: owner.id, name: HOSTILE } as const
  await logNow(host, { kind: 'show-deleted', by, about: aboutShow({ ...show, title: HOSTILE }) })

  const at = (page: string, of = show) => `/studio/shows/${of.slug}${page}`
  const asked = (kind: string, path: string): StudioPage => ({ kind, path, status: 200 })
  const sent = (kind: string, path: string, fields: Record<string, string>, status = 422): StudioPage => ({
    ...{ kind, path, fields: { ...fields, seen: fields.seen ?? HOSTILE }, status },
  })
  return [
    { ...asked('sign-in', '/studio/sign-in'), signedOut: true },
    { ...sent('sign-in refused', '/studio/sign-in', { email: HOSTILE }), signedOut: true },
    { ...asked('invitation', invitation), signedOut: true },
    { ...sent('invitation refused', invitation, { name: HOSTILE, password: 'kurz' }), signedOut: true },
    { ...asked('invitation of somebody who has an account', toKnown), signedOut: true },
    asked('invitation of somebody else', invitation),
    { ...asked('new password', `/studio/password/${secret}`), signedOut: true },
    { ...sent('new password refused', `/studio/password/${secret}`, { password: 'kurz' }), signedOut: true },
    { kind: 'a link that is none', path: '/studio/password/niemand', status: 410, signedOut: true },
    { ...asked('new password set', '/studio/sign-in?done=password'), signedOut: true },
    asked('first page', '/studio'),
    ...['', '/password', '/second-factor', '/passkeys/new'].map((page) => asked('account', `/studio/account${page}`)),
    asked('people of the host', '/studio/people'),
    asked('somebody', `/studio/people/${owner.id}`),
    sent('an address refused', `/studio/people/${owner.id}`, { do: 'email', email: HOSTILE }),
    asked('the second factor of somebody', `/studio/people/${lost.id}/second-factor`),
    sent('a second factor not taken', `/studio/people/${lost.id}/second-factor`, { password: '' }),
    asked('the password of somebody', `/studio/people/${lost.id}/password`),
    sent('a link not made', `/studio/people/${lost.id}/password`, { password: '' }),
    sent('a link that was made', `/studio/people/${lost.id}/password`, { password: PASSWORD }, 201),
    asked('log', '/studio/log'),
    asked('log of a show', `/studio/log?show=${show.slug}&kind=shows`),
    asked('keys', '/studio/keys'),
    sent('a key refused', '/studio/keys', { name: HOSTILE }),
    asked('new show', '/studio/shows/new'),
    sent('new show refused', '/studio/shows/new', { title: HOSTILE, slug: HOSTILE, categories: HOSTILE }),
    asked('show', at('?done=created')),
    asked('show found', at(`?q=${encodeURIComponent(HOSTILE)}`)),
    asked('show without an episode', at('', bare)),
    asked('upload', at('/upload')),
    asked('settings', at('/settings?done=saved')),
    sent('settings refused', at('/settings'), { title: '', slug: HOSTILE, licenseUrl: HOSTILE, licenseIdentifier: '' }),
    sent('settings changed meanwhile', at('/settings'), { title: HOSTILE.slice(0, 50) }, 409),
    asked('further facts', at('/more')),
    asked('further facts, none', at('/more', bare)),
    sent('further facts refused', at('/more'), HOSTILE_ROWS),
    sent('further facts changed meanwhile', at('/more'), { frequencyText: SHORT, medium: 'podcast' }, 409),
    asked('feed', at('/feed')),
    asked('feed of a show that moved', at('/feed', moved)),
    asked('move', at('/move')),
    asked('move announced', at('/move', moved)),
    sent('move asked about', at('/move'), { to: LINK, day: '', time: '' }, 200),
    sent('move refused', at('/move'), { to: HOSTILE, day: '2026-10-25', time: '02:30' }),
    asked('people', at('/people')),
    sent('people refused', at('/people'), { email: HOSTILE }),
    asked('deletion', at('/deletion')),
    sent('deletion refused', at('/deletion'), { title: 'x' }),
    asked('deleted show', at('/deletion', deleted)),
    asked('import', '/studio/import'),
    sent('import refused', '/studio/import', { url: HOSTILE, slug: HOSTILE, do: 'import', locked: 'true' }),
    ...imports.map((path) => asked('an import', path)),
    asked('dry run', tried),
    asked('episode', `/studio/episodes/${id}`),
    asked('published episode', `/studio/episodes/${published.id}`),
    asked('history', `/studio/episodes/${id}/history`),
    asked('state', `/studio/episodes/${id}/history/1`),
    ...Object.entries(REFUSED_OF_EPISODE).map(([section, fields]) =>
      sent(`episode, ${section} refused`, `/studio/episodes/${id}/${section}`, fields),
    ),
    { ...sent('given back', `/studio/episodes/${id}/texts`, { title: HOSTILE }, 401), signedOut: true },
    { kind: 'unknown page', path: '/studio/niemand', status: 404 },
    { kind: 'unknown show', path: '/studio/shows/niemand', status: 404 },
  ]
}

/** What each section of an episode refuses. */
const REFUSED_OF_EPISODE: Record<string, Record<string, string>> = {
  texts: { title: '', description: HOSTILE.repeat(60) },
  facts: { number: HOSTILE, slug: HOSTILE, licenseIdentifier: '', licenseUrl: HOSTILE, placeName: HOSTILE },
  people: { 'person-1-name': SHORT, 'person-1-url': HOSTILE, 'person-1-role': HOSTILE },
  chapters: { chapterList: HOSTILE },
  soundbites: { bites: '1', 'bite-1-start': HOSTILE, 'bite-1-title': HOSTILE },
  publication: { do: 'publish', when: 'then', day: '2026-10-25', time: '02:30' },
}

const HOSTILE_ROWS = {
  ...{ 'person-1-name': SHORT, 'person-1-url': HOSTILE, 'season-1-number': HOSTILE, 'place-1-geo': HOSTILE },
  ...{ 'funding-1-url': HOSTILE, 'post-1-uri': HOSTILE, 'podroll-1-feedGuid': HOSTILE, 'txt-1-value': HOSTILE },
  ...{ frequencyRule: HOSTILE, frequencyText: SHORT, publisherUrl: HOSTILE, medium: HOSTILE },
}

async function hostileShow(host: TestHost) {
  const show = await showRow(host, {
    ...{ title: HOSTILE, description: `${HOSTILE}\n${HOSTILE}`, author: HOSTILE, ownerName: HOSTILE },
    persons: [{ name: SHORT, role: 'Guest', group: 'Cast', url: LINK }],
    seasons: [{ number: 1, name: SHORT }],
    locations: [{ name: SHORT, rel: 'creator' }],
    funding: [{ url: LINK, text: SHORT }],
    socialInteract: [{ protocol: 'activitypub', uri: LINK }],
    podroll: [{ feedGuid: GUID, title: SHORT }],
    txt: [{ value: `${HOSTILE}\n${HOSTILE}` }],
    updateFrequency: { text: SHORT },
    license: { identifier: SHORT, url: LINK },
  })
  await artworkRow(host, show, undefined, SHORT)
  return show
}

async function hostileEpisode(host: TestHost, show: { id: string; slug: string }, publishAt: Date | null) {
  const persons = [{ name: SHORT, role: 'Guest', group: 'Cast', url: LINK }]
  const chapters = [{ startSeconds: 1, title: HOSTILE, url: LINK }]
  const soundbites = [{ startSeconds: 1, durationSeconds: 2, title: SHORT }]
  const facts = { persons, chapters, soundbites, license: { identifier: SHORT, url: LINK } }
  const episode = await episodeRow(host, show, { title: HOSTILE, description: HOSTILE, publishAt, ...facts })
  await changeEpisode(host, episode.id, readEpisodeChanges({ title: `2 ${HOSTILE}`, notesSource: HOSTILE }), {
    by: OPERATOR,
  })
  return episode
}

async function hostileImport(host: TestHost, state: string, dryRun: boolean): Promise<string> {
  const sentences = [`The show “${HOSTILE}” was deleted. Take that back first.`, HOSTILE]
  const report = { sentences, warnings: sentences, next: { de: [HOSTILE], en: [HOSTILE] }, locked: dryRun }
  const { id } = await host.db.feedImport.create({
    data: { url: LINK, options: { dryRun, slug: 'x' }, state: state as 'done', total: 9, report },
  })
  const item = { importId: id, guid: HOSTILE, title: HOSTILE, message: sentences.join('\n') }
  await host.db.feedImportItem.create({ data: { ...item, position: 0, outcome: 'failed' } })
  return `/studio/import/${id}`
}
