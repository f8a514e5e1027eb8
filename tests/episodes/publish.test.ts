import { v7 as uuidV7 } from 'uuid'
import { expect, test } from 'vitest'
import { OPERATOR } from '../../src/accounts/logbook.ts'
import { publishEpisode, unpublishEpisode } from '../../src/episodes/publish.ts'
import { silentFrames } from '../samples/bytes.ts'
import { ask, askJson, createShow, giveCover, type Json, SET_ASIDE, upload } from '../support/api.ts'
import { startHost } from '../support/host.ts'

const host = await startHost()

const HOUR = 3_600_000
const fromNow = (milliseconds: number) => new Date(host.now().getTime() + milliseconds)

async function createEpisode(): Promise<Json> {
  const { slug } = await createShow(host)
  await giveCover(host, slug)
  return (await upload(host, slug, { file: silentFrames(100) })).json
}

const read = async (id: string, token?: null): Promise<Json> =>
  (await ask(host, 'GET', `/api/v1/episodes/${id}`, token === null ? { token } : {})).json
const put = (id: string, body: object) =>
  askJson(host, 'PUT', `/api/v1/episodes/${id}/publication`, { overrides: SET_ASIDE, ...body })

test('an uploaded episode is a draft until it is published', async () => {
  const { id } = await createEpisode()
  expect(await read(id)).toMatchObject({ status: 'draft', publishAt: null })
  expect((await read(id, null)).code).toBe('not-found')

  const { status, json } = await put(id, {})
  expect(status).toBe(200)
  expect(json.status).toBe('published')
  expect(Math.abs(Date.parse(json.publishAt) - Date.now())).toBeLessThan(10_000)
  expect(await read(id, null)).toMatchObject({ status: 'published', publishAt: json.publishAt })
})

test('a publication without a body is one for now', async () => {
  const { id } = await createEpisode()
  const transcript = { language: 'de', state: 'approved', cues: [{ text: 'Stille.' }], sha256: 'x' } as const
  await host.db.transcript.create({ data: { episodeId: id, ...transcript } })
  expect((await ask(host, 'PUT', `/api/v1/episodes/${id}/publication`)).json.status).toBe('published')
})

test('a date ahead schedules the episode, and the passing of time publishes it', async () => {
  const { id } = await createEpisode()
  const at = fromNow(HOUR).toISOString()
  expect((await put(id, { at })).json).toMatchObject({ status: 'scheduled', publishAt: at })
  expect((await read(id, null)).code).toBe('not-found')
  const publication = `/api/v1/episodes/${id}/publication`
  expect((await ask(host, 'GET', publication)).json).toEqual({ status: 'scheduled', at })

  host.travelTo(at)
  expect(await read(id, null)).toMatchObject({ status: 'published', publishAt: at })
  expect((await ask(host, 'GET', publication, { token: null })).json).toEqual({ status: 'published', at })
  host.travelTo(new Date().toISOString())
})

test('a date behind publishes at once, with that date', async () => {
  const { id } = await createEpisode()
  expect((await put(id, { at: '2020-02-29T12:00:00+01:00' })).json).toMatchObject({
    status: 'published',
    publishAt: '2020-02-29T11:00:00.000Z',
  })
})

test('an episode without audio can’t be published', async () => {
  const { slug } = await createShow(host)
  const { id: showId } = await host.db.show.findUniqueOrThrow({ where: { slug } })
  const { id } = await host.db.episode.create({ data: { showId, slug: 'ohne-ton', guid: uuidV7(), title: 'Ohne Ton' } })
  for (const body of [{}, { at: fromNow(HOUR).toISOString() }]) {
    const { status, json } = await put(id, body)
    expect({ status, code: json.code }).toEqual({ status: 409, code: 'no-audio' })
  }
  expect(await read(id)).toMatchObject({ status: 'draft', audio: null })
})

test('published again without a date, an episode keeps its date; with one it moves', async () => {
  const { id } = await createEpisode()
  const first = await publishEpisode(host, id, { by: OPERATOR, at: new Date('2024-05-01T06:00:00Z') })
  const again = await publishEpisode(host, id, { by: OPERATOR })
  expect(again.publishAt).toEqual(first.publishAt)
  const moved = await publishEpisode(host, id, { by: OPERATOR, at: new Date('2023-05-01T06:00:00Z') })
  expect(moved.publishAt).toEqual(new Date('2023-05-01T06:00:00Z'))
})

test('a scheduled episode published without a date is published now', async () => {
  const { id } = await createEpisode()
  await publishEpisode(host, id, { by: OPERATOR, at: fromNow(HOUR) })
  const { publishAt } = await publishEpisode(host, id, { by: OPERATOR })
  expect(publishAt!.getTime()).toBeLessThanOrEqual(host.now().getTime())
  expect((await read(id, null)).status).toBe('published')
})

test('an episode taken back is a draft at once, and published again has the same guid and address', async () => {
  const { id, guid, url, audio } = await createEpisode()
  await publishEpisode(host, id, { by: OPERATOR })
  const draft = await ask(host, 'DELETE', `/api/v1/episodes/${id}/publication`)
  expect(draft).toMatchObject({ status: 200, json: { status: 'draft', publishAt: null, guid } })
  expect((await read(id, null)).code).toBe('not-found')
  expect((await unpublishEpisode(host, id, { by: OPERATOR })).publishAt).toBeNull()
  expect((await put(id, {})).json).toMatchObject({ status: 'published', guid, url, audio })
})

test('an unknown episode is neither published nor taken back', async () => {
  await expect(publishEpisode(host, uuidV7(), { by: OPERATOR })).rejects.toMatchObject({
    status: 404,
    code: 'not-found',
  })
  await expect(unpublishEpisode(host, uuidV7(), { by: OPERATOR })).rejects.toMatchObject({
    status: 404,
    code: 'not-found',
  })
})

test('half past two comes twice when summer time ends, an hour apart', async () => {
  const dateOf = async (at: string) => Date.parse((await put((await createEpisode()).id, { at })).json.publishAt)
  const summer = await dateOf('2026-10-25T02:30:00+02:00')
  const winter = await dateOf('2026-10-25T02:30:00+01:00')
  expect(new Date(summer).toISOString()).toBe('2026-10-25T00:30:00.000Z')
  expect(winter - summer).toBe(HOUR)
})

test('across the end of summer time an episode is published at its own half past two, not at the other', async () => {
  host.travelTo('2026-10-24T12:00:00Z')
  const [summer, winter] = [await createEpisode(), await createEpisode()]
  await put(summer.id, { at: '2026-10-25T02:30:00+02:00' })
  await put(winter.id, { at: '2026-10-25T02:30:00+01:00' })
  const statusAt = async (now: string) => {
    host.travelTo(now)
    return [(await read(summer.id)).status, (await read(winter.id)).status]
  }
  expect(await statusAt('2026-10-25T00:29:59Z')).toEqual(['scheduled', 'scheduled'])
  expect(await statusAt('2026-10-25T00:30:01Z')).toEqual(['published', 'scheduled'])
  expect(await statusAt('2026-10-25T01:29:59Z')).toEqual(['published', 'scheduled'])
  expect(await statusAt('2026-10-25T01:30:01Z')).toEqual(['published', 'published'])
  host.travelTo(new Date().toISOString())
})
