import { expect, test, vi } from 'vitest'
import { silentFrames } from '../samples/bytes.ts'
import { askJson, COVER, createShow, type Json, putFile, upload } from '../support/api.ts'
import { startHost } from '../support/host.ts'

const host = await startHost()
const audio = silentFrames(1000)

const change = (id: string, fields: object) => askJson(host, 'PATCH', `/api/v1/episodes/${id}`, fields)
const send = (show: Json, fields: Record<string, string>, file = audio) =>
  upload(host, show.slug, { file, before: fields })
const draft = async (show: Json, title: string, file = audio) => (await send(show, { title }, file)).json

test('titles, typed addresses and uploads that want one address at once all come to an end', async () => {
  for (let round = 0; round < 4; round++) {
    const show = await createShow(host)
    const [one, two, three] = [await draft(show, 'Eins'), await draft(show, 'Zwei'), await draft(show, 'Drei')]
    const [titled, typed, sent, also] = await Promise.all([
      change(one.id, { title: 'Ziel' }),
      change(two.id, { slug: 'ziel' }),
      send(show, { title: 'Ziel' }),
      change(three.id, { title: 'Ziel' }),
    ])
    expect([titled.status, sent.status, also.status]).toEqual([200, 201, 200])
    expect([200, 409]).toContain(typed.status)
    const slugs = await host.db.episode.findMany({ where: { show: { slug: show.slug } } })
    const wished = typed.status === 200 ? 4 : 3
    expect(slugs.filter(({ slug }) => /^ziel(-\d)?$/.test(slug))).toHaveLength(wished)
  }
})

test('a title waits for an address that is being written elsewhere, and gets the next one', async () => {
  const show = await createShow(host)
  const { id } = await draft(show, 'Eins')
  const { showId } = await host.db.episode.findUniqueOrThrow({ where: { id } })
  const row = { showId, slug: 'ziel', guid: `elsewhere-${id}`, title: 'Ziel' }
  const changed = await host.db.$transaction(async (tx) => {
    await tx.episode.create({ data: row })
    const waiting = change(id, { title: 'Ziel' })
    await new Promise((resolve) => setTimeout(resolve, 300))
    return { waiting }
  })
  expect(await changed.waiting).toMatchObject({ status: 200, json: { slug: 'ziel-2' } })
})

test('audio and a picture that are kept while the title changes get the address of now, and the one before is free', async () => {
  const show = await createShow(host)
  const { id } = await draft(show, 'Alt')
  const other = silentFrames(2000)
  const { keep, put } = host.storage
  vi.spyOn(host.storage, 'keep').mockImplementationOnce(async (...args) => {
    await keep.apply(host.storage, args)
    await change(id, { title: 'Neu' })
  })
  const heard = await putFile(host, `/api/v1/episodes/${id}/audio`, 'audio', other)
  expect(heard.json.audio.url).toContain(`/audio/${show.slug}/neu-`)

  vi.spyOn(host.storage, 'put').mockImplementationOnce(async (...args) => {
    await put.apply(host.storage, args)
    await change(id, { title: 'Noch neuer' })
  })
  const seen = await putFile(host, `/api/v1/episodes/${id}/artwork`, 'artwork', COVER)
  expect(seen.json.artwork.url).toContain(`/artwork/${show.slug}/noch-neuer-`)

  for (const title of ['Alt', 'Neu']) {
    const second = await draft(show, `Zweite ${title}`, other)
    await putFile(host, `/api/v1/episodes/${second.id}/artwork`, 'artwork', COVER)
    expect(await change(second.id, { title })).toMatchObject({ status: 200, json: { slug: title.toLowerCase() } })
  }
})
