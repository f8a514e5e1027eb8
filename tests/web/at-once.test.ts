import { randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { silentFrames } from '../samples/bytes.ts'
import { type Answer, ask, askJson, createShow, giveCover, publish, putFile, upload } from '../support/api.ts'
import { startHost } from '../support/host.ts'

const host = await startHost()
const audios = [1000, 1001, 1002, 1003].map(silentFrames)
const pictures = await Promise.all(
  ['#010', '#020', '#030', '#040'].map((background) =>
    sharp({ create: { width: 1400, height: 1400, channels: 3, background } })
      .jpeg()
      .toBuffer(),
  ),
)

const statusesOf = (answers: Answer[]) => [...new Set(answers.map(({ status }) => status))]

const keysUnder = async (prefix: string) => (await Array.fromAsync(host.storage.list(prefix))).map(({ key }) => key)

/** Asks everything at once, several times over. */
async function allAtOnce(asks: (() => Promise<Answer>)[], rounds: number) {
  const answers: Answer[] = []
  for (let round = 0; round < rounds; round++) answers.push(...(await Promise.all(asks.map((asking) => asking()))))
  return answers
}

test('several replacements of an episode’s audio at once leave one of them', async () => {
  const { slug } = await createShow(host)
  const { json: episode } = await upload(host, slug, { file: audios[0]! })
  const path = `/api/v1/episodes/${episode.id}/audio`
  const answers = await allAtOnce(
    audios.map((audio) => () => putFile(host, path, 'audio', audio)),
    5,
  )
  expect(statusesOf(answers)).toEqual([200])
  const current = await host.db.enclosure.findMany({ where: { episodeId: episode.id, replacedAt: null } })
  const { enclosureId } = await host.db.episode.findUniqueOrThrow({ where: { id: episode.id } })
  expect(current.map(({ id }) => id)).toEqual([enclosureId])
})

test('several pictures for a show or an episode at once leave one of them', async () => {
  const { slug } = await createShow(host)
  const { json: episode } = await upload(host, slug, { file: audios[0]! })
  for (const path of [`/api/v1/shows/${slug}/artwork`, `/api/v1/episodes/${episode.id}/artwork`]) {
    const answers = await allAtOnce(
      pictures.map((picture) => () => putFile(host, path, 'artwork', picture)),
      2,
    )
    expect(statusesOf(answers)).toEqual([200])
  }
})

test('whatever is asked of one episode and its show at once is done, one after the other', async () => {
  const { slug } = await createShow(host)
  const { json: episode } = await upload(host, slug, { file: audios[0]! })
  const path = `/api/v1/episodes/${episode.id}`
  await giveCover(host, slug)
  const asks = [
    () => askJson(host, 'PATCH', path, { title: 'Neu' }),
    () => publish(host, episode.id),
    () => publish(host, episode.id, '2099-01-01T00:00:00Z'),
    () => ask(host, 'DELETE', `${path}/publication`),
    () => askJson(host, 'PATCH', `/api/v1/shows/${slug}`, { title: 'Neu' }),
    () => putFile(host, `${path}/audio`, 'audio', audios[1]!),
    () => putFile(host, `${path}/artwork`, 'artwork', pictures[0]!),
    () => putFile(host, `/api/v1/shows/${slug}/artwork`, 'artwork', pictures[1]!),
  ]
  expect(statusesOf(await allAtOnce(asks, 5))).toEqual([200])
})

test('of uploads at once that want one address, or have one Idempotency-Key, only the audio of the first is kept', async () => {
  const { slug } = await createShow(host)
  const { id } = await host.db.show.findUniqueOrThrow({ where: { slug } })
  const sent = await Promise.all(audios.map((file) => upload(host, slug, { file, before: { slug: 'ziel' } })))
  expect(sent.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409])
  const headers = { 'Idempotency-Key': randomUUID() }
  const repeated = await Promise.all(audios.map(() => upload(host, slug, { file: audios[0]!, headers })))
  expect(statusesOf(repeated)).toEqual([201])

  const enclosures = await host.db.enclosure.findMany({ where: { episode: { showId: id } } })
  expect(enclosures).toHaveLength(2)
  expect(await keysUnder(`audio/${id}/`)).toEqual(enclosures.map(({ key }) => key).toSorted())
})

test('replacements that are refused because others were quicker leave no audio', async () => {
  const { slug } = await createShow(host)
  const { id } = await host.db.show.findUniqueOrThrow({ where: { slug } })
  const { json: episode } = await upload(host, slug, { file: audios[0]! })
  const path = `/api/v1/episodes/${episode.id}/audio?seen=0`
  const answers = await Promise.all(audios.slice(1).map((audio) => putFile(host, path, 'audio', audio)))
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409])
  const enclosures = await host.db.enclosure.findMany({ where: { episodeId: episode.id } })
  expect(await keysUnder(`audio/${id}/`)).toEqual(enclosures.map(({ key }) => key).toSorted())
})
