import { beforeAll, describe, expect, test } from 'vitest'
import { createApiKey } from '../../src/accounts/api-key.ts'
import { type Doer, KINDS } from '../../src/accounts/logbook.ts'
import { log as de } from '../../src/web/words/studio/log/de.ts'
import { log as en } from '../../src/web/words/studio/log/en.ts'
import { ask } from '../support/api.ts'
import { startHost } from '../support/host.ts'
import { makeAdministrator, makeMember, openStudio, signIn } from '../support/people.ts'
import { showRow } from '../support/rows.ts'

const host = await startHost()
const HOSTILE = `<script>alert(1)</script>"'&\u202e`
const show = await showRow(host, { title: 'Nachtzüge' })
const other = await showRow(host, { title: 'Anderes' })

let cookie: string
let owner: string
beforeAll(async () => {
  cookie = await signIn(host, await makeAdministrator(host, { name: 'Ada Amt' }))
  owner = await signIn(host, await makeMember(host, 'owner', show))
})

interface Written {
  kind?: string
  at?: string
  by?: Doer
  name?: string
  showId?: string
  facts?: object
  result?: 'done' | 'failed' | 'locked'
}

/** An entry written straight into the database. */
const write = ({
  kind = 'published',
  at,
  by = { kind: 'operator' },
  name = 'Probe',
  showId,
  facts = {},
  result,
}: Written) =>
  host.db.logEntry.create({
    data: {
      ...{ at: at ? new Date(at) : new Date(), kind, result, byKind: by.kind, facts },
      ...('name' in by && { byId: by.id, byName: by.name }),
      ...{ aboutKind: 'episode', aboutId: crypto.randomUUID(), aboutName: name, showId },
    },
  })
const open = async (query = '', { as = cookie, language = '' } = {}) => {
  const { status, text } = await openStudio(host, `${language}/studio/log${query}`, as)
  const entries = [...text.matchAll(/<li[^>]*><time datetime="([^"]+)">([^<]+)<\/time>\s*<div><p>(.*?)<\/p>/gs)]
  return { status, text, entries: entries.map(([, utc, shown, sentence]) => ({ utc, shown, sentence: sentence! })) }
}
const person = (name: string) => ({ kind: 'person', id: crypto.randomUUID(), name }) as const

describe('the log in the studio', () => {
  test('says in a sentence who did what, with the time of Berlin and the moment in UTC', async () => {
    await write({ at: '2026-07-01T22:30:05.123Z', by: person('Bert Süß'), name: 'Erste Folge', showId: show.id })
    const { entries, text } = await open()
    expect(entries[0]).toMatchObject({ utc: '2026-07-01T22:30:05.123Z', shown: '02.07.2026, 00:30' })
    expect(entries[0]!.sentence).toContain('Bert Süß hat die Folge „Erste Folge“ veröffentlicht.')
    expect(entries[0]!.sentence).toContain(`/studio/shows/${show.slug}`)
    expect(text).toContain('Nach 365 Tagen werden sie gelöscht')
    const english = await open('', { language: '/en' })
    expect(english.entries[0]!.sentence).toContain('Bert Süß published the episode “Erste Folge”.')
  })

  test('says why a rule was set aside, what changed, and where a feed moved to', async () => {
    const setAside = [{ rule: 'transcript-missing', reason: 'Folgt am Montag <b>' }]
    await write({ facts: { at: '2026-07-01T22:30:00Z', setAside } })
    await write({ kind: 'show-changed', facts: { fields: ['author', 'seasons'] } })
    await write({ kind: 'feed-moved', facts: { to: 'https://neu.example/f.xml', at: '2026-07-01T22:30:00Z' } })
    await write({ kind: 'role-given', facts: { role: 'editor', before: 'author' }, name: 'Bert' })
    await write({
      kind: 'signing-in',
      result: 'locked',
      by: { kind: 'nobody' },
      facts: { way: 'password' },
      name: 'Bert',
    })
    const { text } = await open()
    for (const said of [
      'Regel „transcript-missing“ ausgesetzt, Begründung: Folgt am Montag &lt;b&gt;',
      'Geändert: Herausgeber, Staffeln',
      'Nach https://neu.example/f.xml',
      'Termin: Donnerstag, 2. Juli 2026, 0:30 Uhr',
      'von Autorenschaft zu Redaktion',
      'Eine Anmeldung als Bert ist fehlgeschlagen, mit Passwort. Für dieses Konto ist die Anmeldung jetzt eine Weile gesperrt.',
    ])
      expect(text).toContain(said)
  })

  test('shows what somebody calls herself as text', async () => {
    await write({ by: person(HOSTILE), name: HOSTILE, facts: { from: HOSTILE, to: HOSTILE } })
    const { text } = await open()
    expect(text).not.toContain('<script>alert')
    expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
  })

  test('has a sentence for each kind, whatever is known of it', async () => {
    for (const kind of KINDS) await write({ kind })
    await write({ kind: 'of-a-later-release' })
    for (const language of ['', '/en']) {
      const { entries } = await open('', { language })
      const sentences = entries.slice(0, KINDS.length + 1).map(({ sentence }) => sentence)
      expect(sentences[0]).toContain('of-a-later-release')
      for (const sentence of sentences) expect(sentence).not.toMatch(/undefined|null|NaN/)
    }
    for (const { sentences } of [de, en]) expect(new Set(Object.values(sentences).map(String)).size).toBe(KINDS.length)
  })

  test('is filtered by its address: what it is about, whose it is, who it was', async () => {
    await write({ kind: 'key-made', by: person('Carla Filter'), name: 'Website', showId: show.id })
    await write({ kind: 'published', by: person('Carla Filter'), name: 'Eins', showId: other.id })
    const count = async (query: string) => (await open(query)).entries.length
    expect(await count('?person=carla+FILTER')).toBe(2)
    expect(await count('?person=carla+website')).toBe(1)
    expect(await count('?person=carla&kind=keys')).toBe(1)
    expect(await count('?person=carla&kind=published')).toBe(1)
    expect(await count(`?person=carla&show=${other.slug}`)).toBe(1)
    expect(await count('?person=%25')).toBe(0)
    expect((await open('?person=niemand')).text).toContain('Dazu gibt es keinen Eintrag.')
    expect(await count('?kind=nonsense&before=x&person=carla')).toBe(2)
    expect((await open('?show=gibt-es-nicht')).status).toBe(404)
  })

  test('has pages, from the newest back, and the choice stays', async () => {
    const by = person('Viele')
    for (let at = 0; at < 120; at++) await write({ by, name: `Nummer ${at}` })
    const numbers = ({ entries }: Awaited<ReturnType<typeof open>>) =>
      entries.map(({ sentence }) => Number(/Nummer (\d+)/.exec(sentence)?.[1]))
    let page = await open('?person=Viele')
    const seen = [...numbers(page)]
    for (let next = 0; next < 2; next++) {
      const older = /<a rel="next" href="\/studio\/log([^"]+)"/.exec(page.text)![1]!.replaceAll('&amp;', '&')
      page = await open(older)
      seen.push(...numbers(page))
    }
    expect(seen).toEqual(Array.from({ length: 120 }, (_, at) => 119 - at))
    expect(page.text).not.toContain('rel="next"')
    expect(page.text).toContain('<a href="/studio/log?person=Viele">Zu den neuesten</a>')
  })

  test('of a show is its owner’s, and of no other show', async () => {
    await write({ name: 'Von hier', showId: show.id })
    await write({ name: 'Von dort', showId: other.id })
    const { status, text } = await open(`?show=${show.slug}`, { as: owner })
    expect(status).toBe(200)
    expect(text).toContain('Von hier')
    expect(text).not.toContain('Von dort')
    expect((await open('', { as: owner })).status).toBe(403)
    expect((await open(`?show=${other.slug}`, { as: owner })).status).toBe(404)
    const editor = await signIn(host, await makeMember(host, 'editor', show))
    expect((await open(`?show=${show.slug}`, { as: editor })).status).toBe(403)
  })

  test('is where administrators and owners find it', async () => {
    expect((await openStudio(host, '/studio', cookie)).text).toContain('href="/studio/log"')
    expect((await openStudio(host, '/studio', owner)).text).not.toContain('href="/studio/log"')
    const people = await openStudio(host, `/studio/shows/${show.slug}/people`, owner)
    expect(people.text).toContain(`href="/studio/log?show=${show.slug}"`)
  })
})

describe('the log by the API', () => {
  test('gives entries with their facts, page by page', async () => {
    const by = person('Programm')
    for (let at = 0; at < 5; at++) await write({ by, name: `Nummer ${at}`, showId: show.id, facts: { at } })
    const first = await ask(host, 'GET', '/api/v1/log?person=Programm&limit=3')
    expect(first.json.entries.map(({ facts }: { facts: object }) => facts)).toEqual([{ at: 4 }, { at: 3 }, { at: 2 }])
    expect(first.json.entries[0]).toEqual({
      ...{ id: expect.any(Number), at: expect.stringMatching(/Z$/), kind: 'published', result: 'done', by },
      about: { kind: 'episode', id: expect.any(String), name: 'Nummer 4' },
      ...{ showId: show.id, facts: { at: 4 } },
    })
    const second = await ask(host, 'GET', `/api/v1/log?person=${by.id}&limit=3&after=${first.json.next}`)
    expect(second.json.entries).toHaveLength(2)
    expect(second.json.next).toBeNull()
  })

  test('of a show, for keys that may say who works on it', async () => {
    const key = async (verbs?: string[], showIds?: string[]) =>
      (await createApiKey(host, { name: 'x', verbs, showIds })).secret
    const owners = await key(['manage people'], [show.id])
    const status = async (path: string, token: string) => (await ask(host, 'GET', path, { token })).status
    expect(await status(`/api/v1/log?show=${show.slug}`, owners)).toBe(200)
    expect(await status('/api/v1/log', owners)).toBe(403)
    expect(await status(`/api/v1/log?show=${other.slug}`, owners)).toBe(404)
    expect(await status('/api/v1/log', await key(['publish']))).toBe(403)
    expect(await status('/api/v1/log', await key(['manage host']))).toBe(200)
  })

  test.each(['kind=nonsense', 'limit=0', 'limit=1001', 'limit=x', 'after=x', 'after=-1', 'person=a&person=b'])(
    'refuses %s',
    async (query) => {
      const { status, json } = await ask(host, 'GET', `/api/v1/log?${query}`)
      expect([status, json.code]).toEqual([422, 'invalid'])
    },
  )
})
