import { readFile } from 'node:fs/promises'
import { beforeAll, describe, expect, test } from 'vitest'
import { createApiKey } from '../../../src/accounts/api-key.ts'
import { makeInvitation } from '../../../src/accounts/invitation.ts'
import { OPERATOR } from '../../../src/accounts/logbook.ts'
import { makePasswordLink } from '../../../src/accounts/password-link.ts'
import { chaptersVersion } from '../../../src/episodes/chapters.ts'
import { changeEpisode } from '../../../src/episodes/episode.ts'
import { readEpisodeChanges } from '../../../src/episodes/episode-input.ts'
import { createPreviewLink } from '../../../src/episodes/preview.ts'
import { requestReview } from '../../../src/episodes/review.ts'
import { COVER, SAMPLE } from '../../support/api.ts'
import { startHost } from '../../support/host.ts'
import {
  makeAdministrator,
  makeMember,
  makePerson,
  openStudio,
  PASSWORD,
  sendForm,
  signIn,
} from '../../support/people.ts'
import { routesOf } from '../../support/routes.ts'
import { episodeRow, passkeyRow, showRow } from '../../support/rows.ts'
import { begin, scan, withCodes } from '../../support/second-factor.ts'

const host = await startHost()

/** What is sent: fields, or a form with a file. */
interface Sent {
  path: string
  fields?: Record<string, string> | FormData
  cookie?: string
}
type Case = [what: string, sent: () => Sent | Promise<Sent>]

let administrator = ''
let show: { id: string; slug: string }
beforeAll(async () => {
  administrator = await signIn(host)
  show = await showRow(host)
})

const MOVED_TO = 'https://neu.example/feed.xml'

/** Every form of the studio that stays on its page, or leads to another because of what was done there. */
const TABLE: Record<string, Case[]> = {
  '/account': [['a name', () => ({ path: '/account', fields: { name: 'Frau Süß' } })]],
  '/account/password': [
    [
      'a password',
      async () => {
        const newPassword = 'Laterne Gurkenglas Violine'
        return { path: '/account/password', fields: { password: PASSWORD, newPassword }, cookie: await somebody() }
      },
    ],
  ],
  '/account/sessions/end': [['other sessions', () => ({ path: '/account/sessions/end' })]],
  '/account/sessions/:id/end': [
    [
      'a session',
      async () => {
        const person = await makePerson(host)
        const [cookie, token] = [await signIn(host, person), crypto.randomUUID()]
        const expiresAt = new Date(Date.now() + 3_600_000)
        const { id } = await host.db.session.create({ data: { personId: person.id, token, expiresAt } })
        return { path: `/account/sessions/${id}/end`, cookie }
      },
    ],
  ],
  '/account/second-factor': [
    [
      'codes begun',
      async () => ({ path: '/account/second-factor', fields: { password: PASSWORD }, cookie: await somebody() }),
    ],
  ],
  '/account/second-factor/confirmation': [
    [
      'codes confirmed',
      async () => {
        const cookie = await somebody()
        await begin(host, cookie)
        const code = (await scan(host, cookie))()
        return { path: '/account/second-factor/confirmation', fields: { code }, cookie }
      },
    ],
  ],
  '/account/second-factor/recovery-codes': [['new codes', () => withCodesAt('/recovery-codes')]],
  '/account/second-factor/removal': [['no codes', () => withCodesAt('/removal')]],
  '/account/passkeys/:id/removal': [
    [
      'no passkey',
      async () => {
        const person = await makePerson(host)
        const { id } = await passkeyRow(host, person.id)
        const cookie = await signIn(host, person)
        return { path: `/account/passkeys/${id}/removal`, fields: { password: PASSWORD }, cookie }
      },
    ],
  ],
  '/people': [
    ['an invitation', () => ({ path: '/people', fields: { do: 'invite', email: address(), role: 'none', show: '' } })],
    [
      'an invitation withdrawn',
      async () => ({ path: '/people', fields: { do: 'revoke', invitation: await invited({}) } }),
    ],
  ],
  '/people/:id': ['make', 'unmake', 'deactivate', 'reactivate', 'email'].map((wish) => [
    wish,
    async () => ({
      path: `/people/${(await makeAdministrator(host)).id}`,
      fields: { do: wish, email: address(), password: PASSWORD },
    }),
  ]),
  '/people/:id/second-factor': [
    [
      'a second factor taken',
      async () => {
        const { id } = await makePerson(host, { hasSecondFactor: true })
        return { path: `/people/${id}/second-factor`, fields: { password: PASSWORD } }
      },
    ],
  ],
  '/people/:id/password': [
    [
      'a link to a new password',
      async () => ({ path: `/people/${(await makePerson(host)).id}/password`, fields: { password: PASSWORD } }),
    ],
  ],
  '/password/:secret': [
    [
      'a new password',
      async () => {
        const { secret } = await makePasswordLink(host, null, (await makePerson(host)).id)
        return { path: `/password/${secret}`, fields: { password: `${PASSWORD} Geige` }, cookie: '' }
      },
    ],
  ],
  '/keys': [['a key', () => ({ path: '/keys', fields: { name: 'Website', shows: 'all', days: '30' } })]],
  '/keys/:id/revocation': [
    ['a key revoked', async () => ({ path: `/keys/${(await createApiKey(host, { name: 'Probe' })).id}/revocation` })],
  ],
  '/shows/new': [
    [
      'a show',
      () => {
        const typed = { description: 'Aus der Verwaltung.', author: 'Stadt', language: 'de', categories: 'Government' }
        const fields = { title: 'Amtsfunk', explicit: 'false', type: 'episodic', ...typed }
        return { path: '/shows/new', fields }
      },
    ],
  ],
  '/shows/:show/settings': [['settings', async () => ofShow('/settings', { title: 'Tagzüge', seen: await seen() })]],
  '/shows/:show/more': [['further facts', async () => ofShow('/more', { medium: 'podcast', seen: await seen() })]],
  '/shows/:show/upload': [['an episode', async () => ofShow('/upload', await withFile('audio', SAMPLE))]],
  '/shows/:show/cover': [['a cover', async () => ofShow('/cover', await withFile('artwork', COVER))]],
  '/shows/:show/people': [
    ['somebody is invited', () => ofShow('/people', { do: 'invite', email: address(), role: 'author' })],
    [
      'somebody who has an account',
      async () => ofShow('/people', { do: 'invite', email: (await makePerson(host)).email, role: 'author' }),
    ],
    ['a role', async () => ofShow('/people', { do: 'role', person: await member(), role: 'reader' })],
    ['no member', async () => ofShow('/people', { do: 'remove', person: await member() })],
    [
      'an invitation withdrawn',
      async () => ofShow('/people', { do: 'revoke', invitation: await invited({ [show.id]: 'author' }) }),
    ],
  ],
  '/shows/:show/move': [
    ['a move', () => ofShow('/move', { do: 'move', to: MOVED_TO, sure: MOVED_TO, day: '', time: '' })],
    ['no move', () => ofShow('/move', { do: 'take back' })],
  ],
  '/shows/:show/deletion': [
    [
      'a show deleted',
      async () => ({ path: `/shows/${(await showRow(host)).slug}/deletion`, fields: { title: 'Nachtzüge' } }),
    ],
  ],
  '/shows/:show/restoration': [
    ['a show that is back', async () => ({ path: `/shows/${(await showRow(host, deleted())).slug}/restoration` })],
  ],
  '/episodes/:id/restoration': [['an episode that is back', () => ofEpisode('/restoration', {}, deleted())]],
  '/episodes/:id/history': [
    [
      'a version',
      async () => {
        const { id } = await draft()
        await changeEpisode(host, id, readEpisodeChanges({ title: 'Anders' }), { by: OPERATOR })
        await changeEpisode(host, id, readEpisodeChanges({ title: 'Noch einmal anders' }), { by: OPERATOR })
        const { number } = await host.db.episodeVersion.findFirstOrThrow({
          where: { episodeId: id },
          orderBy: { number: 'asc' },
        })
        return { path: `/episodes/${id}/history`, fields: { number: String(number) } }
      },
    ],
  ],
  '/episodes/:id/texts': [['texts', () => ofEpisode('/texts', { title: 'Abfahrt' })]],
  '/episodes/:id/facts': [['facts', () => ofEpisode('/facts', { author: 'Stadt' })]],
  '/episodes/:id/people': [['people', () => ofEpisode('/people', { 'person-1-name': 'Frau Süß' })]],
  '/episodes/:id/cover': [['a picture', async () => ofEpisode('/cover', await withFile('artwork', COVER))]],
  '/episodes/:id/audio': [['audio', async () => ofEpisode('/audio', await withFile('audio', SAMPLE))]],
  '/episodes/:id/chapters': [
    ['a list of chapters', () => ofEpisode('/chapters', { chapterList: '00:00 Los' })],
    [
      'rows of chapters',
      async () => {
        const episode = await draft()
        const row = { rows: '1', 'chapter-1-start': '0', 'chapter-1-title': 'Los' }
        return {
          path: `/episodes/${episode.id}/chapters`,
          fields: { ...row, chapterVersion: chaptersVersion(episode) },
        }
      },
    ],
  ],
  '/episodes/:id/soundbites': [
    ['soundbites', () => ofEpisode('/soundbites', { 'bite-1-start': '0', 'bite-1-duration': '20' })],
  ],
  '/episodes/:id/transcripts': [
    [
      'a transcript',
      async () => {
        const form = await withFile('transcript', 'demo/transcripts/1-bafoeg-digital.vtt')
        form.append('transcript-language', 'de')
        form.append('transcript-state', 'machine')
        return ofEpisode('/transcripts', form)
      },
    ],
    ['an approved transcript', () => ofTranscript('', { of: 'de', do: 'approved' })],
    ['no transcript', () => ofTranscript('', { of: 'de', do: 'remove' })],
  ],
  '/episodes/:id/transcripts/:language': [
    ['lines', () => ofTranscript('/de', { do: 'lines', changes: '[]' })],
    [
      'state and language',
      () => ofTranscript('/de', { do: 'facts', state: 'corrected', language: 'de', seen: 'a'.repeat(64) }),
    ],
    ['a name', () => ofTranscript('/de', { do: 'rename', from: 'A', to: 'B' })],
  ],
  '/episodes/:id/preview': [
    ['a link', () => ofEpisode('/preview', { days: '7' })],
    [
      'a link revoked',
      async () => {
        const { id } = await draft()
        const link = await createPreviewLink(host, id, { days: 7, createdById: null })
        return { path: `/episodes/${id}/preview`, fields: { link: link.id } }
      },
    ],
  ],
  '/episodes/:id/publication': [
    ['a date', () => published({ do: 'publish', when: 'then', day: '2090-12-05', time: '06:00' })],
    ['now', () => published({ do: 'publish', when: 'now' })],
    ['no date', () => ofEpisode('/publication', { do: 'take back' }, { publishAt: new Date('2026-01-01') })],
    ['asked', () => reviewed({ do: 'ask', day: '', time: '' }, false)],
    ['no longer asked', () => reviewed({ do: 'withdraw' })],
    ['sent back', () => reviewed({ do: 'send back', answer: 'Der Titel fehlt.' })],
  ],
  '/episodes/:id/deletion': [['an episode deleted', () => ofEpisode('/deletion', {})]],
}

/** What leads to another page, whose heading says where one is. */
const LEADS_ELSEWHERE = [
  ...[
    '/sign-in',
    '/sign-in/code',
    '/sign-in/passkey/challenge',
    '/sign-in/passkey',
    '/sign-out',
    '/invitation/:secret',
  ],
  ...['/account/passkeys/new', '/import', '/uploads', '/uploads/:id'],
  // The same as the others of the account, with a device: tests/system/passkeys.test.ts
  '/account/passkeys',
]

test('every form of the studio is looked at', () => {
  const forms = routesOf(host, (path) => path.startsWith('/studio'))
    .filter((route) => route.startsWith('POST '))
    .map((route) => route.slice('POST /studio'.length))
  expect([...Object.keys(TABLE), ...LEADS_ELSEWHERE].toSorted()).toEqual(forms.toSorted())
})

describe.each(Object.entries(TABLE))('%s', (_, cases) => {
  test.each(cases)('says what was done, where the focus comes: %s', async (_, sent) => {
    const { path, fields = {}, cookie = administrator } = await sent()
    const answer = fields instanceof FormData ? await sendFile(path, fields) : await sendAs(path, fields, cookie)
    if (answer.status !== 303) {
      expect([200, 201]).toContain(answer.status)
      expect(answer.text.match(/<div class="saved" id="done" role="status" tabindex="-1" autofocus>/g)).toHaveLength(1)
      return
    }
    expect(answer.location).toMatch(/[?&]done=[\w.-]+#done$/)
    const renewed = answer.headers.getSetCookie().length > 0 ? undefined : cookie
    const page = await openStudio(host, answer.location!.replace(/#.*/, ''), renewed ?? cookieIn(answer.headers))
    expect(page.status).toBe(200)
    const said = [...page.text.matchAll(/<p class="saved" id="done" role="status" tabindex="-1">(.+?)<\/p>/gs)]
    expect(said.map(([, sentence]) => sentence)).toEqual([expect.stringMatching(/\w.*\./s)])
  })
})

const sendAs = (path: string, fields: Record<string, string>, cookie: string) =>
  sendForm(host, `/studio${path}`, fields, { cookie })

async function sendFile(path: string, body: FormData) {
  const headers = { cookie: administrator, origin: new URL(host.config.publicUrl).origin }
  const init = { method: 'POST', headers, body, redirect: 'manual' } as const
  const answer = await fetch(`${host.url}/studio${path}`, init)
  return {
    status: answer.status,
    location: answer.headers.get('location'),
    text: await answer.text(),
    headers: answer.headers,
  }
}

const cookieIn = (headers: Headers) =>
  headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')

const somebody = async () => signIn(host, await makePerson(host))
const address = () => `${crypto.randomUUID()}@amt.example`

async function withCodesAt(page: string): Promise<Sent> {
  const { cookie } = await withCodes(host, await makePerson(host))
  return { path: `/account/second-factor${page}`, fields: { password: PASSWORD }, cookie }
}

async function withFile(name: string, file: string) {
  const form = new FormData()
  form.append(name, new Blob([new Uint8Array(await readFile(file))]), file.split('/').at(-1))
  return form
}

const deleted = () => ({ deletedAt: new Date(), goneAt: new Date(Date.now() + 86_400_000) })

const ofShow = (page: string, fields: Sent['fields']): Sent => ({ path: `/shows/${show.slug}${page}`, fields })

const seen = async () => (await host.db.show.findUniqueOrThrow({ where: { id: show.id } })).updatedAt.toISOString()

const member = async () => (await makeMember(host, 'author', show)).id

async function invited(roles: Record<string, 'author'>) {
  const given = Object.entries(roles).map(([showId, role]) => ({ showId, role }))
  return (await makeInvitation(host, { email: address(), roles: given })).invitation.id
}

const draft = (fields: object = {}) => episodeRow(host, show, { publishAt: null, ...fields }, { seconds: 60 })

async function ofEpisode(page: string, fields: Sent['fields'], more: object = {}): Promise<Sent> {
  return { path: `/episodes/${(await draft(more)).id}${page}`, fields }
}

async function ofTranscript(page: string, fields: Record<string, string>): Promise<Sent> {
  const { id: episodeId } = await draft()
  const cues = [{ startSeconds: 0, endSeconds: 1, speaker: 'A', text: 'Guten Tag.' }]
  await host.db.transcript.create({ data: { episodeId, language: 'de', sha256: 'a'.repeat(64), times: 'spans', cues } })
  return { path: `/episodes/${episodeId}/transcripts${page}`, fields }
}

/** With reasons for whatever may be set aside, and nothing else in the way. */
async function published(fields: Record<string, string>): Promise<Sent> {
  const { id } = await draft({ description: 'Worum es geht.' })
  const reason = 'Das Transkript folgt in dieser Woche.'
  return { path: `/episodes/${id}/publication`, fields: { ...fields, 'reason-transcript-missing': reason } }
}

async function reviewed(fields: Record<string, string>, isAsked = true): Promise<Sent> {
  const { id } = await draft()
  const author = await makeMember(host, 'author', show)
  if (isAsked) await requestReview(host, id, { wishedAt: null, askedById: author.id })
  const cookie = fields.do === 'send back' ? administrator : await signIn(host, author)
  return { path: `/episodes/${id}/publication`, fields, cookie }
}
