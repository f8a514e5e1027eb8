import { expect, test } from 'vitest'
import { numberedSlug } from '../../src/lib/slug.ts'
import { silentFrames } from '../samples/bytes.ts'
import { ask, askJson, COVER, createShow, type Json, publish, putFile, upload } from '../support/api.ts'
import { startHost } from '../support/host.ts'
import { openStudio, sendForm, signIn } from '../support/people.ts'

const host = await startHost()
const audio = silentFrames(1000)

const change = async (id: string, fields: object, seen = '') =>
  (await askJson(host, 'PATCH', `/api/v1/episodes/${id}${seen}`, fields)).json
const draft = async (show: Json, fields: Record<string, string>) =>
  (await upload(host, show.slug, { file: audio, before: fields })).json
const audioOf = (episodeId: string) => host.db.enclosure.findMany({ where: { episodeId } })
const aliases = (episodeId: string) => host.db.episodeAlias.findMany({ where: { episodeId } })

test('the address of a draft follows its title, with those of its audio and picture, and uses none up', async () => {
  const show = await createShow(host)
  const made = await draft(show, { title: 'Fehler im Etikett' })
  await putFile(host, `/api/v1/episodes/${made.id}/artwork`, 'artwork', COVER)
  const { slug, audio: heard, artwork } = await change(made.id, { title: 'Grüße aus Gera' })
  expect(slug).toBe('gruesse-aus-gera')
  expect(heard.url).toContain(`/audio/${show.slug}/gruesse-aus-gera-`)
  expect(artwork.url).toContain(`/artwork/${show.slug}/gruesse-aus-gera-`)
  expect(await aliases(made.id)).toEqual([])
  expect((await draft(show, { title: 'Fehler im Etikett' })).slug).toBe('fehler-im-etikett')
  const { json } = await publish(host, made.id)
  expect((await fetch(json.audio.url.replace(host.config.publicUrl, host.url))).status).toBe(200)
})

test('the audio of a draft goes by the address somebody chose, also what it had before, and so does its picture', async () => {
  const show = await createShow(host)
  const { id } = await draft(show, { title: 'Minister tritt zurück' })
  await putFile(host, `/api/v1/episodes/${id}/audio`, 'audio', silentFrames(900))
  await putFile(host, `/api/v1/episodes/${id}/artwork`, 'artwork', COVER)
  await change(id, { slug: 'rohfassung' })
  const { audio: heard } = await change(id, { title: 'Folge eins', slug: 'folge-eins' })
  const media = [...(await audioOf(id)), ...(await host.db.artwork.findMany({ where: { episodeId: id } }))]
  expect(media.map(({ path }) => path.replace(/-[0-9a-f]{8}\..+/, ''))).toEqual(
    Array(3).fill(`${show.slug}/folge-eins`),
  )
  await publish(host, id)
  expect((await fetch(heard.url.replace(host.config.publicUrl, host.url))).status).toBe(200)
})

test.each([
  ['published', undefined],
  ['scheduled', new Date(Date.now() + 86_400_000).toISOString()],
])('the audio of an episode that was %s keeps its address, also with another slug as a draft', async (_, at) => {
  const show = await createShow(host)
  const { id, audio: heard } = await draft(show, { title: 'Eins' })
  await publish(host, id, at)
  await ask(host, 'DELETE', `/api/v1/episodes/${id}/publication`)
  expect((await change(id, { slug: 'zwei' })).audio.url).toBe(heard.url)
})

test('of two drafts with one title each gets an address, and each follows another title', async () => {
  const show = await createShow(host)
  const [one, two] = [await draft(show, { title: 'Spur 1' }), await draft(show, { title: 'Spur 1' })]
  expect([one.slug, two.slug]).toEqual(['spur-1', 'spur-1-2'])
  const changed = await Promise.all([one, two].map(({ id }) => change(id, { title: 'Jena' })))
  expect(changed.map(({ slug }) => slug).toSorted()).toEqual(['jena', 'jena-2'])
  expect((await change(two.id, { title: 'Weimar' })).slug).toBe('weimar')
})

test('an address somebody chose stays, also when it comes with the title', async () => {
  const show = await createShow(host)
  const { id } = await draft(show, { title: 'Eins', slug: 'anfang' })
  expect((await change(id, { title: 'Zwei' })).slug).toBe('anfang')
  expect((await change(id, { title: 'Drei', slug: 'drei' })).slug).toBe('drei')
  const { version } = (await ask(host, 'GET', `/api/v1/episodes/${id}`)).json
  expect((await change(id, { title: 'Vier', slug: 'drei' }, `?seen=${version}`)).slug).toBe('drei')
})

test.each([
  ['with the upload', { title: 'Haushalt', slug: 'haushalt-24' }, null, 'haushalt-24'],
  ['later', { title: 'Haushalt' }, { slug: 'haushalt-24' }, 'haushalt-24'],
  ['as it was', { title: 'Haushalt' }, { slug: 'haushalt' }, 'haushalt'],
  ['before its title', { title: 'Ausflug', slug: 'besuch' }, { title: 'Besuch' }, 'besuch'],
])(
  'an address somebody chose stays, also where it is like one made from the title: typed %s',
  async (_, made, typed, slug) => {
    const { id } = await draft(await createShow(host), made)
    if (typed) await change(id, typed)
    expect(await change(id, { title: 'Fest' })).toMatchObject({ title: 'Fest', slug })
  },
)

test('an address typed like the title it comes with is in the log and the history, and nobody overwrites it', async () => {
  const { id } = await draft(await createShow(host), { title: 'Haushalt' })
  await change(id, { title: 'Fest', slug: 'fest-24' })
  const { text } = await openStudio(host, `/studio/episodes/${id}/history`, await signIn(host))
  expect(text).toContain('Geändert: Titel, Adresse der Seite</summary>')
  expect(await host.db.logEntry.count({ where: { kind: 'episode-address-changed', aboutId: id } })).toBe(1)
  expect(await change(id, { slug: 'feier' }, '?seen=0')).toMatchObject({
    code: 'changed-meanwhile',
    fields: { slug: expect.any(String) },
  })
})

test.each([
  ['published', undefined],
  ['scheduled', new Date(Date.now() + 86_400_000).toISOString()],
])('the address of an episode that was %s stays, also when it is taken back', async (_, at) => {
  const show = await createShow(host)
  const { id } = await draft(show, { title: 'Eins' })
  expect((await publish(host, id, at)).status).toBe(200)
  expect((await change(id, { title: 'Zwei' })).slug).toBe('eins')
  await ask(host, 'DELETE', `/api/v1/episodes/${id}/publication`)
  await change(id, { title: 'Eins' })
  expect((await change(id, { title: 'Drei' })).slug).toBe('eins')
})

test('in the studio the address that is typed wins over one that only followed the title meanwhile', async () => {
  const show = await createShow(host)
  const { id } = await draft(show, { title: 'Eins' })
  const cookie = await signIn(host)
  const send = (part: string, fields: Record<string, string>) =>
    sendForm(host, `/studio/episodes/${id}/${part}`, { ...fields, seen: '0' }, { cookie })
  await send('texts', { title: 'Zwei' })
  expect((await send('facts', { slug: 'eins', season: '1' })).status).toBe(303)
  expect((await ask(host, 'GET', `/api/v1/episodes/${id}`)).json).toMatchObject({ slug: 'zwei', season: 1 })
  expect((await send('facts', { slug: 'getippt' })).status).toBe(303)
  expect((await ask(host, 'GET', `/api/v1/episodes/${id}`)).json.slug).toBe('getippt')
})

test('an address with a number is no longer than any other', () => {
  expect(numberedSlug('a'.repeat(60), 12)).toBe(`${'a'.repeat(57)}-12`)
  expect(numberedSlug(`${'a'.repeat(57)}-bc`, 2)).toBe(`${'a'.repeat(57)}-2`)
  expect(numberedSlug('kurz', 1)).toBe('kurz')
})

test('the history tells of the title that changed, not of the address that came with it, and brings both back', async () => {
  const show = await createShow(host)
  const { id } = await draft(show, { title: 'Eins' })
  await change(id, { title: 'Zwei' })
  const { text } = await openStudio(host, `/studio/episodes/${id}/history`, await signIn(host))
  expect(text).toContain('Geändert: Titel</summary>')
  expect((await ask(host, 'PUT', `/api/v1/episodes/${id}/versions/0/restoration`)).json.slug).toBe('eins')
  await change(id, { slug: 'getippt' })
  const noted = await host.db.logEntry.findMany({ where: { kind: 'episode-address-changed', aboutId: id } })
  expect(noted.map(({ facts }) => facts)).toEqual([{ from: 'eins', to: 'getippt' }])
})
