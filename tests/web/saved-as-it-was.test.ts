import { describe, expect, test } from 'vitest'
import { chaptersVersion } from '../../src/episodes/chapters.ts'
import { ask, askJson, COVER, createShow, giveCover, putFile, SAMPLE, SET_ASIDE, upload } from '../support/api.ts'
import { startHost } from '../support/host.ts'
import { makeMember, sendForm, signIn } from '../support/people.ts'

const host = await startHost()

async function makeEpisode() {
  const { slug } = await createShow(host)
  await giveCover(host, slug)
  const { id } = (await upload(host, slug, { file: SAMPLE })).json
  await host.db.episode.update({ where: { id }, data: { chapters: [], artworkId: null } })
  return { id: id as string, slug: slug as string, api: `/api/v1/episodes/${id}` }
}
type Made = Awaited<ReturnType<typeof makeEpisode>>

/** All by which feeds, programs and people tell that something changed. */
async function traceOf({ id, slug }: Made) {
  const show = await host.db.show.findUniqueOrThrow({ where: { slug } })
  const { updatedAt, version } = await host.db.episode.findUniqueOrThrow({ where: { id } })
  return { show: show.updatedAt, episode: updatedAt, version, entries: await host.db.logEntry.count() }
}

const putList = ({ api }: Made, body: string) =>
  ask(host, 'PUT', `${api}/chapters`, { body, headers: { 'Content-Type': 'text/plain' } })
const schedule = ({ api }: Made, at: string, reason = SET_ASIDE[0]!.reason) =>
  askJson(host, 'PUT', `${api}/publication`, { at, overrides: [{ ...SET_ASIDE[0], reason }] })
const putPicture = (path: string, alt?: string) =>
  putFile(host, path, 'artwork', COVER, alt === undefined ? {} : { alt })
const ofShow = ({ slug }: Made) => `/api/v1/shows/${slug}/artwork`

describe('what is saved as it was changes nothing, and what is other does', () => {
  test.each<[string, (made: Made) => Promise<{ status: number }>, (made: Made) => Promise<{ status: number }>]>([
    ['chapters', (made) => putList(made, '0:00 Los\n0:10 Mitte'), (made) => putList(made, '0:00 Los\n0:11 Mitte')],
    ['a list without chapters', (made) => putList(made, '{"chapters":[]}'), (made) => putList(made, '0:00 Los')],
    ['no chapters', ({ api }) => ask(host, 'DELETE', `${api}/chapters`), (made) => putList(made, '0:00 Los')],
    ['the cover', (made) => putPicture(ofShow(made)), (made) => putPicture(ofShow(made), 'Ein Zug')],
    [
      'the cover with what it shows',
      (made) => putPicture(ofShow(made), 'Ein Zug'),
      ({ slug }) => giveCover(host, slug).then(() => ({ status: 200 })),
    ],
    [
      'the picture of an episode',
      ({ api }) => putPicture(`${api}/artwork`, 'Ein Zug'),
      ({ api }) => putPicture(`${api}/artwork`, 'Ein Bus'),
    ],
    [
      'a date ahead',
      (made) => schedule(made, '2099-01-01T06:00:00Z'),
      (made) => schedule(made, '2099-01-02T06:00:00Z'),
    ],
    [
      'a date behind',
      (made) => schedule(made, '2020-01-01T06:00:00Z'),
      (made) => schedule(made, '2020-01-02T06:00:00Z'),
    ],
    [
      'the reason for a date',
      (made) => schedule(made, '2099-01-01T06:00:00Z'),
      (made) => schedule(made, '2099-01-01T06:00:00Z', 'Es folgt am Montag.'),
    ],
    [
      'being a draft',
      ({ api }) => ask(host, 'DELETE', `${api}/publication`),
      (made) => schedule(made, '2099-01-01T06:00:00Z'),
    ],
  ])('%s', async (_, save, saveOther) => {
    const made = await makeEpisode()
    expect((await save(made)).status).toBe(200)
    const before = await traceOf(made)
    expect((await save(made)).status).toBe(200)
    expect(await traceOf(made)).toEqual(before)
    expect((await saveOther(made)).status).toBe(200)
    expect(await traceOf(made)).not.toEqual(before)
  })

  test('chapters that came in the audio are hers once somebody saves them, and after that as they are', async () => {
    const made = await makeEpisode()
    const chapters = [{ startSeconds: 0, title: 'Los' }]
    await host.db.episode.update({ where: { id: made.id }, data: { chapters } })
    const isTyped = async () => (await host.db.episode.findUniqueOrThrow({ where: { id: made.id } })).chaptersTyped
    const untyped = await traceOf(made)
    expect(await isTyped()).toBe(false)
    await putList(made, '0:00 Los')
    expect(await isTyped()).toBe(true)
    const typed = await traceOf(made)
    expect(typed).not.toEqual(untyped)
    await putList(made, '0:00 Los')
    expect(await traceOf(made)).toEqual(typed)
  })

  test('a form without any chapter', async () => {
    const made = await makeEpisode()
    const show = await host.db.show.findUniqueOrThrow({ where: { slug: made.slug } })
    const cookie = await signIn(host, await makeMember(host, 'editor', show))
    const before = await traceOf(made)
    const fields = { rows: '3', chapterVersion: chaptersVersion({ chapters: [], enclosure: null }) }
    const { status } = await sendForm(host, `/studio/episodes/${made.id}/chapters`, fields, { cookie })
    expect(status).toBe(303)
    expect(await traceOf(made)).toEqual(before)
  })
})
