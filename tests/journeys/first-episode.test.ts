import { createHash } from 'node:crypto'
import { openAsBlob, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { createApiKey } from '../../src/accounts/api-key.ts'
import { COVER, eventually, type Json, SAMPLE } from '../support/api.ts'
import { feedOf, readFeed, readFeedAsIndex } from '../support/feeds.ts'
import { startHost } from '../support/host.ts'

const host = await startHost()
const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** What listeners see, whatever the address is outside. */
const listen = (url: string, init?: RequestInit) => fetch(host.url + new URL(url, host.url).pathname, init)

test('an audio file becomes an episode that podcast apps play', async () => {
  const { secret } = await createApiKey(host, { name: 'Redaktion' })
  const produce = async (method: string, path: string, body: string | FormData, headers = {}): Promise<Json> => {
    const init = { method, body, headers: { Authorization: `Bearer ${secret}`, ...headers } }
    const response = await fetch(`${host.url}/api/v1${path}`, init)
    expect(response.ok).toBe(true)
    return response.json()
  }

  const typed = {
    title: 'Amt & Würden',
    description: 'Gespräche aus der Verwaltung.',
    language: 'de',
    categories: ['Government'],
    author: 'Freistaat Thüringen',
  }
  const show = await produce('POST', '/shows', JSON.stringify(typed), { 'Content-Type': 'application/json' })
  expect(show).toMatchObject({ slug: 'amt-wuerden', feedUrl: 'https://podcast.example/feeds/amt-wuerden.xml' })

  const picture = new FormData()
  picture.append('artwork', await openAsBlob(COVER), 'titelbild.jpg')
  await produce('PUT', '/shows/amt-wuerden/artwork', picture)

  const form = new FormData()
  form.append('title', 'Vom Antrag zum Bescheid')
  form.append('audio', await openAsBlob(SAMPLE), 'aufnahme.mp3')
  const draft = await produce('POST', '/shows/amt-wuerden/episodes', form)
  expect(draft).toMatchObject({
    status: 'draft',
    slug: 'vom-antrag-zum-bescheid',
    url: `${show.url}/vom-antrag-zum-bescheid`,
  })
  for (const url of [draft.url, draft.audio.url, `/api/v1/episodes/${draft.id}`])
    expect((await listen(url)).status).toBe(404)
  expect(await feedOf(host, 'amt-wuerden')).not.toContain('<item>')

  const without = { overrides: [{ rule: 'transcript-missing', reason: 'Die Abschrift folgt am Montag.' }] }
  const json = { 'Content-Type': 'application/json' }
  await produce('PUT', `/episodes/${draft.id}/publication`, JSON.stringify(without), json)
  const xml = await eventually(
    () => feedOf(host, 'amt-wuerden'),
    (feed) => feed.includes('<item>'),
  )
  const [read, asIndex] = [readFeed(xml), readFeedAsIndex(xml)]
  expect([read.title, asIndex.title]).toEqual(['Amt & Würden', 'Amt & Würden'])
  expect([read.items.length, asIndex.items.length]).toEqual([1, 1])
  const { enclosures, guid, title } = read.items[0]
  expect([title, guid.value]).toEqual(['Vom Antrag zum Bescheid', draft.guid])
  expect(asIndex.items[0]).toMatchObject({ title, guid: draft.guid, duration: 52, enclosure: enclosures[0] })
  expect((await listen(read.itunes.image)).headers.get('Content-Type')).toBe('image/jpeg')

  const source = readFileSync(SAMPLE)
  const { url, length, type } = enclosures[0]
  const whole = await listen(url)
  expect([whole.headers.get('Content-Type'), length]).toEqual([type, source.length])
  expect(sha256Of(await whole.bytes())).toBe(sha256Of(source))
  const parts = await Promise.all(
    ['bytes=0-99999', 'bytes=100000-'].map(async (Range) => (await listen(url, { headers: { Range } })).bytes()),
  )
  expect(sha256Of(Buffer.concat(parts))).toBe(sha256Of(source))

  const page = await (await listen(draft.url)).text()
  expect(page).toMatch(/<audio controls preload="none" [^>]*src="https:\/\/podcast\.example\/audio\/amt-wuerden\//)
  expect(page).toContain(`src="${url}"`)
  expect(page).toContain(`href="${show.feedUrl}"`)
})
