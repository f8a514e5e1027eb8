import { beforeAll, describe, expect, test } from 'vitest'
import { createApiKey } from '../../../src/accounts/api-key.ts'
import { invite } from '../../../src/accounts/invitation.ts'
import { makePasswordLink } from '../../../src/accounts/password-link.ts'
import { LANGUAGES, pathIn } from '../../../src/web/languages.ts'
import { isStudio } from '../../../src/web/studio/paths.ts'
import { startHost } from '../../support/host.ts'
import { makeAdministrator, makeMember, makePerson, openStudio, sendForm, signIn } from '../../support/people.ts'
import { routesOf } from '../../support/routes.ts'
import { episodeRow, passkeyRow, showRow } from '../../support/rows.ts'
import { inStudio, metadata, PIECE, send } from '../../support/tus.ts'

const host = await startHost()

/** Who asks. The last is a member of another show, as its owner, and of nothing else. */
const WHO = ['signed out', 'reader', 'author', 'editor', 'owner', 'administrator', 'stranger', 'other'] as const
type Who = (typeof WHO)[number]

interface Row {
  /** What each of them is answered, in that order. */
  answers: string
  /** Where the route leads through; the route itself unless told. */
  path?: () => string | Promise<string>
  fields?: Record<string, string>
  /** Where who is signed out is led; unless told to the sign-in page, and from there back. */
  leadsTo?: string
  /** What a script sends with it: then it is no form. */
  headers?: () => Record<string, string>
}

/**
 * Every route of the studio and what each is answered. 303 is a way on: to the sign-in page for who is signed out, to
 * whom text is given back (401). A form is sent with fields that are refused (422) where it would change something, once for each who asks.
 */
const TABLE: Record<string, Row> = {
  // signed out, reader, author, editor, owner, administrator, stranger, other show's owner
  'GET /studio': { answers: '303 200 200 200 200 200 200 200' },
  'GET /studio/sign-in': { answers: '200 303 303 303 303 303 303 303' },
  'POST /studio/sign-in': { answers: '422 422 422 422 422 422 422 422' },
  // Nobody gave a password in this browser.
  'GET /studio/sign-in/code': { answers: '303 303 303 303 303 303 303 303', leadsTo: '/studio/sign-in?to=%2Fstudio' },
  'POST /studio/sign-in/code': { answers: '303 303 303 303 303 303 303 303' },
  'POST /studio/sign-in/passkey/challenge': { answers: '200 200 200 200 200 200 200 200' },
  'POST /studio/sign-in/passkey': { answers: '422 422 422 422 422 422 422 422' },
  'GET /studio/account': { answers: '303 200 200 200 200 200 200 200' },
  'POST /studio/account': { answers: '303 422 422 422 422 422 422 422' },
  'GET /studio/account/password': { answers: '303 200 200 200 200 200 200 200' },
  'POST /studio/account/password': { answers: '303 422 422 422 422 422 422 422' },
  'GET /studio/account/sessions/end': { answers: '303 303 303 303 303 303 303 303' },
  'POST /studio/account/sessions/end': { answers: '303 303 303 303 303 303 303 303' },
  'GET /studio/account/sessions/:id/end': {
    ...{ answers: '303 303 303 303 303 303 303 303', path: () => '/studio/account/sessions/1/end' },
  },
  // A session of somebody else, a passkey of somebody else.
  'POST /studio/account/sessions/:id/end': {
    ...{ answers: '303 404 404 404 404 404 404 404', path: () => ownedPath('session', '/end') },
  },
  'GET /studio/account/passkeys/:id/removal': {
    ...{ answers: '303 404 404 404 404 404 404 404', path: () => ownedPath('passkey', '/removal') },
  },
  'POST /studio/account/passkeys/:id/removal': {
    ...{ answers: '303 404 404 404 404 404 404 404', path: () => ownedPath('passkey', '/removal') },
  },
  'GET /studio/account/passkeys/new': { answers: '303 200 200 200 200 200 200 200' },
  'POST /studio/account/passkeys/new': { answers: '303 422 422 422 422 422 422 422' },
  'GET /studio/account/passkeys': { answers: '303 303 303 303 303 303 303 303' },
  'POST /studio/account/passkeys': { answers: '303 422 422 422 422 422 422 422' },
  'GET /studio/account/second-factor': { answers: '303 200 200 200 200 200 200 200' },
  'POST /studio/account/second-factor': { answers: '303 422 422 422 422 422 422 422' },
  'GET /studio/account/second-factor/confirmation': { answers: '303 303 303 303 303 303 303 303' },
  // None of them has begun, or has codes.
  'POST /studio/account/second-factor/confirmation': { answers: '303 303 303 303 303 303 303 303' },
  'GET /studio/account/second-factor/recovery-codes': { answers: '303 200 200 200 200 200 200 200' },
  'POST /studio/account/second-factor/recovery-codes': { answers: '303 303 303 303 303 303 303 303' },
  'GET /studio/account/second-factor/removal': { answers: '303 200 200 200 200 200 200 200' },
  'POST /studio/account/second-factor/removal': { answers: '303 422 422 422 422 422 422 422' },
  'POST /studio/sign-out': { answers: '303 303 303 303 303 303 303 303' },
  // This host has no provider.
  'GET /studio/sign-in/provider': { answers: '404 404 404 404 404 404 404 404' },
  'GET /studio/sign-in/provider/answer': { answers: '404 404 404 404 404 404 404 404' },
  'GET /studio/people': { answers: '303 403 403 403 403 200 403 403' },
  'POST /studio/people': { answers: '401 403 403 403 403 422 403 403', fields: { email: 'x' } },
  'GET /studio/people/:id': { answers: '303 403 403 403 403 200 403 403', path: personPath },
  'POST /studio/people/:id': {
    ...{ answers: '303 403 403 403 403 422 403 403', path: personPath, fields: { do: 'email', email: 'x' } },
  },
  'GET /studio/people/:id/second-factor': { answers: '303 403 403 403 403 200 403 403', path: factorPath },
  'POST /studio/people/:id/second-factor': { answers: '303 403 403 403 403 422 403 403', path: factorPath },
  'GET /studio/people/:id/password': { answers: '303 403 403 403 403 200 403 403', path: passwordPath },
  'POST /studio/people/:id/password': { answers: '303 403 403 403 403 422 403 403', path: passwordPath },
  'GET /studio/log': { answers: '303 403 403 403 403 200 403 403' },
  'GET /studio/keys': { answers: '303 200 200 200 200 200 200 200' },
  'POST /studio/keys': { answers: '303 422 422 422 422 422 422 422' },
  'GET /studio/keys/:id/revocation': { answers: '303 303 303 303 303 303 303 303', path: revocationPath },
  'POST /studio/keys/:id/revocation': {
    // A key of somebody else: as unknown as one that never was.
    ...{ answers: '303 404 404 404 404 303 404 404', path: revocationPath },
  },
  'GET /studio/invitation/:secret': { answers: '200 200 200 200 200 200 200 200', path: invitationPath },
  // It is somebody else's: who is signed in is led to where that is said.
  'POST /studio/invitation/:secret': { answers: '422 303 303 303 303 303 303 303', path: invitationPath },
  'GET /studio/password/:secret': { answers: '200 200 200 200 200 200 200 200', path: passwordLinkPath },
  'POST /studio/password/:secret': { answers: '422 422 422 422 422 422 422 422', path: passwordLinkPath },
  'GET /studio/import': { answers: '303 403 403 403 403 200 403 403' },
  'POST /studio/import': { answers: '401 403 403 403 403 422 403 403', fields: { url: 'x' } },
  'GET /studio/import/:id': { answers: '303 403 403 403 403 200 403 403', path: importPath },
  'GET /studio/shows/new': { answers: '303 403 403 403 403 200 403 403' },
  'POST /studio/shows/new': { answers: '303 403 403 403 403 422 403 403', fields: { title: '' } },
  'GET /studio/shows/:show/settings': { answers: '303 403 403 200 200 200 404 404', path: showPath('/settings') },
  'POST /studio/shows/:show/settings': {
    ...{ answers: '303 403 403 422 422 422 404 404', path: showPath('/settings'), fields: { title: '' } },
  },
  'GET /studio/shows/:show/people': { answers: '303 403 403 403 200 200 404 404', path: showPath('/people') },
  'POST /studio/shows/:show/people': {
    ...{ answers: '401 403 403 403 422 422 404 404', path: showPath('/people'), fields: { email: 'x' } },
  },
  'GET /studio/shows/:show/more': { answers: '303 403 403 200 200 200 404 404', path: showPath('/more') },
  'POST /studio/shows/:show/more': {
    ...{ answers: '401 403 403 422 422 422 404 404', path: showPath('/more') },
    fields: { 'season-1-number': 'x' },
  },
  'GET /studio/shows/:show/cover': { answers: '303 403 403 303 303 303 404 404', path: showPath('/cover') },
  'POST /studio/shows/:show/cover': { answers: '303 403 403 422 422 422 404 404', path: showPath('/cover') },
  'GET /studio/shows/:show/feed': { answers: '303 200 200 200 200 200 404 404', path: showPath('/feed') },
  'GET /studio/shows/:show/move': { answers: '303 403 403 403 200 200 404 404', path: showPath('/move') },
  'POST /studio/shows/:show/move': {
    ...{ answers: '401 403 403 403 422 422 404 404', path: showPath('/move'), fields: { to: 'x' } },
  },
  'GET /studio/shows/:show/deletion': { answers: '303 403 403 403 200 200 404 404', path: showPath('/deletion') },
  'POST /studio/shows/:show/deletion': {
    ...{ answers: '401 403 403 403 422 422 404 404', path: showPath('/deletion'), fields: { title: 'Nachtzug' } },
  },
  'GET /studio/shows/:show/restoration': { answers: '303 303 303 303 303 303 303 303', path: showPath('/restoration') },
  'POST /studio/shows/:show/restoration': {
    // One that is not deleted stays as it is.
    ...{ answers: '303 403 403 403 303 303 404 404', path: showPath('/restoration') },
  },
  'GET /studio/shows/:show': { answers: '303 200 200 200 200 200 404 404', path: () => `/studio/shows/${show.slug}` },
  'GET /studio/episodes/:id/people': { answers: '303 303 303 303 303 303 404 404', path: episodePath('/people') },
  'POST /studio/episodes/:id/people': {
    ...{
      answers: '401 403 422 422 422 422 404 404',
      path: episodePath('/people'),
      fields: { 'person-1-name': 'x'.repeat(129) },
    },
  },
  'GET /studio/episodes/:id/history': { answers: '303 200 200 200 200 200 404 404', path: episodePath('/history') },
  'GET /studio/episodes/:id/history/:number': {
    ...{ answers: '303 404 404 404 404 404 404 404', path: episodePath('/history/99') },
  },
  'POST /studio/episodes/:id/history': {
    ...{ answers: '401 403 404 404 404 404 404 404', path: episodePath('/history'), fields: { number: '99' } },
  },
  'GET /studio/episodes/:id/deletion': { answers: '303 303 303 303 303 303 404 404', path: episodePath('/deletion') },
  'POST /studio/episodes/:id/deletion': { answers: '303 403 403 303 303 303 404 404', path: freshDraft('/deletion') },
  'GET /studio/episodes/:id/restoration': {
    answers: '303 303 303 303 303 303 303 303',
    path: episodePath('/restoration'),
  },
  'POST /studio/episodes/:id/restoration': {
    ...{ answers: '303 403 403 303 303 303 404 404', path: freshDraft('/restoration', new Date()) },
  },
  'GET /studio/episodes/:id': { answers: '303 200 200 200 200 200 404 404', path: episodePath() },
  'GET /studio/episodes/:id/texts': { answers: '303 303 303 303 303 303 404 404', path: episodePath('/texts') },
  'POST /studio/episodes/:id/texts': {
    ...{ answers: '303 403 422 422 422 422 404 404', path: episodePath('/texts'), fields: { title: '' } },
  },
  'GET /studio/episodes/:id/facts': { answers: '303 303 303 303 303 303 404 404', path: episodePath('/facts') },
  'POST /studio/episodes/:id/facts': {
    ...{ answers: '401 403 422 422 422 422 404 404', path: episodePath('/facts'), fields: { number: 'x' } },
  },
  'GET /studio/episodes/:id/chapters': { answers: '303 303 303 303 303 303 404 404', path: episodePath('/chapters') },
  'POST /studio/episodes/:id/chapters': {
    ...{ answers: '401 403 422 422 422 422 404 404', path: episodePath('/chapters'), fields: { chapterList: 'x' } },
  },
  'GET /studio/episodes/:id/soundbites': {
    answers: '303 303 303 303 303 303 404 404',
    path: episodePath('/soundbites'),
  },
  'POST /studio/episodes/:id/soundbites': {
    ...{ answers: '401 403 422 422 422 422 404 404', path: episodePath('/soundbites') },
    fields: { bites: '1', 'bite-1-start': 'x' },
  },
  'GET /studio/episodes/:id/preview': { answers: '303 303 303 303 303 303 404 404', path: episodePath('/preview') },
  'POST /studio/episodes/:id/preview': {
    ...{ answers: '401 403 422 422 422 422 404 404', path: episodePath('/preview'), fields: { days: '1000' } },
  },
  'GET /studio/episodes/:id/publication': {
    ...{ answers: '303 303 303 303 303 303 404 404', path: episodePath('/publication') },
  },
  'POST /studio/episodes/:id/publication': {
    ...{ answers: '401 403 403 422 422 422 404 404', path: episodePath('/publication') },
    fields: { do: 'publish', when: 'then' },
  },
  'POST /studio/uploads': { answers: '401 403 201 201 201 201 404 404', headers: uploadHeaders },
  'GET /studio/shows/:show/upload': { answers: '303 403 200 200 200 200 404 404', path: uploadPagePath },
  'POST /studio/shows/:show/upload': { answers: '303 403 422 422 422 422 404 404', path: uploadPagePath },
  'GET /studio/episodes/:id/cover': { answers: '303 303 303 303 303 303 404 404', path: episodePath('/cover') },
  'POST /studio/episodes/:id/cover': { answers: '303 403 422 422 422 422 404 404', path: episodePath('/cover') },
  'GET /studio/episodes/:id/transcripts': {
    answers: '303 303 303 303 303 303 404 404',
    path: episodePath('/transcripts'),
  },
  'POST /studio/episodes/:id/transcripts': {
    answers: '303 403 422 422 422 422 404 404',
    path: episodePath('/transcripts'),
  },
  'GET /studio/episodes/:id/transcripts/:language': {
    answers: '303 200 200 200 200 200 404 404',
    path: episodePath('/transcripts/de'),
  },
  'POST /studio/episodes/:id/transcripts/:language': {
    ...{ answers: '401 403 422 422 422 422 404 404', path: episodePath('/transcripts/de') },
    fields: { do: 'facts', state: 'perfect' },
  },
  'GET /studio/episodes/:id/audio': { answers: '303 303 303 303 303 303 404 404', path: episodePath('/audio') },
  'POST /studio/episodes/:id/audio': { answers: '303 403 422 422 422 422 404 404', path: episodePath('/audio') },
  // Nothing is in the storage.
  'GET /studio/episodes/:id/original': { answers: '303 503 503 503 503 503 404 404', path: episodePath('/original') },
  // It has no picture of its own.
  'GET /studio/episodes/:id/picture/:side': {
    ...{ answers: '303 404 404 404 404 404 404 404', path: episodePath('/picture/320') },
  },
  'POST /studio/uploads/:id': { answers: '401 404 404 404 404 404 404 404', path: uploadPath },
  'OPTIONS /studio/uploads': { answers: '204 204 204 204 204 204 204 204', headers: uploadHeaders },
  'OPTIONS /studio/uploads/:id': { answers: '204 204 204 204 204 204 204 204', headers: uploadHeaders },
  ...Object.fromEntries(
    // One that nobody here began.
    ['GET', 'PATCH', 'DELETE'].map((method) => [
      `${method} /studio/uploads/:id`,
      { answers: '401 404 404 404 404 404 404 404', path: uploadPath, headers: uploadHeaders },
    ]),
  ),
}

/** Something of a person who is none of them. */
async function ownedPath(what: 'session' | 'passkey', rest: string) {
  const { id: personId } = await makePerson(host)
  const { id } =
    what === 'session'
      ? await host.db.session.create({
          data: { personId, token: crypto.randomUUID(), expiresAt: new Date(Date.now() + 3_600_000) },
        })
      : await passkeyRow(host, personId)
  return `/studio/account/${what}s/${id}${rest}`
}

let show: { id: string; slug: string }
let draft: { id: string }
let other: { id: string }
beforeAll(async () => {
  show = await showRow(host, { title: 'Nachtzüge' })
  draft = await episodeRow(host, show, { publishAt: null })
  other = await showRow(host, { title: 'Straßenbahnen' })
  await host.db.transcript.create({
    data: { episodeId: draft.id, language: 'de', sha256: 'a'.repeat(64), cues: [{ text: 'Guten Tag.' }] },
  })
})

async function revocationPath() {
  const { id } = await createApiKey(host, { name: 'Probe' })
  return `/studio/keys/${id}/revocation`
}

async function importPath() {
  const { id } = await host.db.feedImport.create({ data: { url: 'https://alt.example/', options: {}, state: 'done' } })
  return `/studio/import/${id}`
}

async function personPath() {
  return `/studio/people/${(await makePerson(host)).id}`
}

async function factorPath() {
  return `/studio/people/${(await makePerson(host, { hasSecondFactor: true })).id}/second-factor`
}

async function passwordPath() {
  return `${await personPath()}/password`
}

async function passwordLinkPath() {
  const { secret } = await makePasswordLink(host, null, (await makePerson(host)).id)
  return `/studio/password/${secret}`
}

async function invitationPath() {
  return `/studio/invitation/${await invite(host, { email: `${crypto.randomUUID()}@amt.example` })}`
}

function uploadPagePath() {
  return `/studio/shows/${show.slug}/upload`
}

function uploadPath() {
  return `/studio/uploads/${crypto.randomUUID()}`
}

function uploadHeaders() {
  const described = { 'Upload-Length': '10', 'Upload-Metadata': metadata({ filename: 'a.mp3', show: show.slug }) }
  return { ...PIECE, 'Upload-Offset': '0', ...described }
}

/** A page of the show in the studio. */
function showPath(page: string) {
  return () => `/studio/shows/${show.slug}${page}`
}

/** Where a draft of the show is in the studio. */
function episodePath(part = '') {
  return () => `/studio/episodes/${draft.id}${part}`
}

/** A draft of the show for each who asks, deleted or not. */
function freshDraft(part: string, deletedAt: Date | null = null) {
  return async () => {
    const goneAt = deletedAt && new Date(deletedAt.getTime() + 86_400_000)
    const { id } = await episodeRow(host, show, { publishAt: null, deletedAt, goneAt })
    return `/studio/episodes/${id}${part}`
  }
}

async function cookieOf(who: Who): Promise<string | undefined> {
  if (who === 'signed out') return undefined
  if (who === 'administrator') return signIn(host, await makeAdministrator(host))
  if (who === 'stranger') return signIn(host, await makePerson(host))
  return signIn(host, await (who === 'other' ? makeMember(host, 'owner', other) : makeMember(host, who, show)))
}

const inLanguages = (name: string) => {
  const [method, path] = name.split(' ') as [string, string]
  return LANGUAGES.map((language) => `${method} ${pathIn(language, path)}`)
}

test('the table has every route of the studio, in every language, and no other', () => {
  expect(routesOf(host, isStudio).sort()).toEqual(Object.keys(TABLE).flatMap(inLanguages).sort())
})

describe.each(Object.entries(TABLE))('%s', (name, { answers, path, leadsTo, fields = {}, headers }) => {
  const [method, route] = name.split(' ') as [string, string]
  const expected = answers.split(' ')

  test('names an answer for everybody', () => expect(expected).toHaveLength(WHO.length))

  test.each(WHO.map((who, at) => [who, Number(expected[at])] as const))('%s: %i', async (who, status) => {
    const asked = path ? await path() : route
    const cookie = await cookieOf(who)
    const answer = await (headers
      ? send(inStudio(host, cookie ?? ''), method, asked, headers())
      : method === 'GET'
        ? openStudio(host, asked, cookie)
        : sendForm(host, asked, fields, { cookie }))
    expect(answer.status).toBe(status)
    if (method === 'GET' && who === 'signed out' && 'location' in answer && status === 303)
      expect(answer.location).toBe(leadsTo ?? `/studio/sign-in?to=${encodeURIComponent(asked)}`)
  })
})

test('everybody sees her own shows on the first page, an administrator all of them', async () => {
  const seen = async (who: Who) => {
    const { text } = await openStudio(host, '/studio', await cookieOf(who))
    return ['Nachtzüge', 'Straßenbahnen'].filter((title) => text.includes(`>${title}</a></h2>`))
  }
  for (const role of ['reader', 'author', 'editor', 'owner'] as const) expect(await seen(role)).toEqual(['Nachtzüge'])
  expect(await seen('other')).toEqual(['Straßenbahnen'])
  expect(await seen('stranger')).toEqual([])
  expect(await seen('administrator')).toEqual(['Nachtzüge', 'Straßenbahnen'])
})
