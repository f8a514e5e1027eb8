import { v7 as uuidV7 } from 'uuid'
import { expect, test } from 'vitest'
import { ask, createShow } from '../support/api.ts'
import { startHost } from '../support/host.ts'

const host = await startHost()
const { slug } = await createShow(host)
const list = `/api/v1/shows/${slug}/episodes`

const { id: showId } = await host.db.show.findUniqueOrThrow({ where: { slug } })
/** 120 episodes, of which every third is a draft and many share their date of publication. */
for (let at = 0; at < 120; at++) {
  const publishAt = at % 3 === 0 ? null : new Date(Date.UTC(2026, 0, 1 + Math.floor(at / 10)))
  const named = { showId, slug: `folge-${at}`, guid: uuidV7(), title: `Folge ${at}`, publishAt }
  const { id } = await host.db.episode.create({ data: named })
  const facts = { bytes: 1, sha256: 'x', seconds: 1, bitrate: 1, channels: 1, sampleRate: 1, tagBytes: 0 }
  const audio = { episodeId: id, path: `${slug}/folge-${at}-x.mp3`, key: `audio/${at}`, type: 'audio/mpeg', ...facts }
  const enclosure = await host.db.enclosure.create({ data: audio })
  await host.db.episode.update({ where: { id }, data: { enclosureId: enclosure.id } })
}

async function readAll(limit: number | null, token?: null) {
  const slugs: string[] = []
  const sizes: number[] = []
  for (let after = ''; ; ) {
    const query = new URLSearchParams({ ...(limit ? { limit: String(limit) } : {}), ...(after ? { after } : {}) })
    const { status, json } = await ask(host, 'GET', `${list}?${query}`, token === null ? { token } : {})
    expect(status).toBe(200)
    slugs.push(...json.episodes.map((episode: { slug: string }) => episode.slug))
    sizes.push(json.episodes.length)
    if (!json.next) return { slugs, sizes }
    after = json.next
  }
}

const numbers = Array.from({ length: 120 }, (_, at) => at)
const expected = (wanted: number[]) => wanted.map((at) => `folge-${at}`).sort()

test.each([7, 50, 119, 120, 200])('by pages of %i every episode is there once', async (limit) => {
  const { slugs, sizes } = await readAll(limit)
  expect(slugs.toSorted()).toEqual(expected(numbers))
  expect(Math.max(...sizes)).toBe(Math.min(limit, 120))
  expect(slugs).toEqual(numbers.map((at) => `folge-${at}`).reverse())
})

test.each([7, 40, 80])(
  'without a token, by pages of %i, every published one is there once, newest first',
  async (limit) => {
    const { slugs } = await readAll(limit, null)
    const published = numbers.filter((at) => at % 3 !== 0)
    expect(slugs.toSorted()).toEqual(expected(published))
    expect(slugs).toEqual(published.map((at) => `folge-${at}`).reverse())
  },
)

test('a page has 50 episodes unless asked otherwise', async () => {
  expect((await readAll(null)).sizes).toEqual([50, 50, 20])
})

test('an episode added while pages are read shifts nothing', async () => {
  const first = await ask(host, 'GET', `${list}?limit=60`)
  const added = await host.db.episode.create({ data: { showId, slug: 'neu', guid: uuidV7(), title: 'Neu' } })
  const second = await ask(host, 'GET', `${list}?limit=60&after=${first.json.next}`)
  const slugs = [...first.json.episodes, ...second.json.episodes].map((episode: { slug: string }) => episode.slug)
  expect(slugs.toSorted()).toEqual(expected(numbers))
  await host.db.episode.delete({ where: { id: added.id } })
})

test.each(['published', 'all'])(
  'an episode deleted or taken back while pages of the %s are read leaves none out',
  async (listed) => {
    const given = listed === 'published' ? { token: null } : {}
    const page = async (after = '') => {
      const { json } = await ask(host, 'GET', `${list}?limit=20${after && `&after=${after}`}`, given)
      return { next: json.next, slugs: json.episodes.map((episode: { slug: string }) => episode.slug) }
    }
    const [first, whole] = [await page(), (await readAll(200, listed === 'published' ? null : undefined)).slugs]
    const where = { id: first.next }
    const { publishAt } = await host.db.episode.findUniqueOrThrow({ where })

    await host.db.episode.update({ where, data: { deletedAt: new Date(), goneAt: new Date(Date.now() + 86_400_000) } })
    expect((await page(first.next)).slugs).toEqual(whole.slice(20, 40))
    await host.db.episode.update({ where, data: { deletedAt: null, goneAt: null, publishAt: null } })
    const again = (await page(first.next)).slugs
    // Where it stood among the published nobody knows any more: they begin anew.
    expect(again).toEqual(listed === 'all' ? whole.slice(20, 40) : [...whole.slice(0, 19), whole[20]])
    await host.db.episode.update({ where, data: { publishAt } })
  },
)

test.each([
  'limit=0',
  'limit=201',
  'limit=-1',
  'limit=1.5',
  'limit=viele',
  'limit=',
  'limit=1&limit=2',
  'after=',
  'after=1',
  `after=${'-'.repeat(36)}`,
  "after=';DROP TABLE",
])('?%s is 422', async (query) => {
  const { status, json } = await ask(host, 'GET', `${list}?${query}`)
  expect({ status, code: json.code, fields: Object.keys(json.fields) }).toEqual({
    status: 422,
    code: 'invalid',
    fields: [query.split('=')[0]],
  })
})
