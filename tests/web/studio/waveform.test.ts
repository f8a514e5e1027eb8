import { beforeAll, expect, test } from 'vitest'
import { ask, putFile, SAMPLE, SAMPLE_M4A, upload } from '../../support/api.ts'
import { startHost } from '../../support/host.ts'
import { makeMember, openStudio, signIn } from '../../support/people.ts'
import { episodeRow, showRow } from '../../support/rows.ts'

const host = await startHost()
let show: Awaited<ReturnType<typeof showRow>>
let cookie = ''
beforeAll(async () => {
  show = await showRow(host)
  cookie = await signIn(host, await makeMember(host, 'reader', show))
})

const pageOf = async (id: string) => (await openStudio(host, `/studio/episodes/${id}`, cookie)).text
/** The lines of the picture, a value each. */
const linesIn = (text: string) =>
  /<svg class="waveform"[^>]*><path d="([^"]*)"/.exec(text)?.[1]?.match(/M\d+ \d+v\d+/g) ?? []

test('an MP3 has a picture of its loudness on its page, decorative and of at most 1,000 lines', async () => {
  const { json } = await upload(host, show.slug, { file: SAMPLE })
  const text = await pageOf(json.id)
  const lines = linesIn(text)
  expect(lines.length).toBeGreaterThanOrEqual(500)
  expect(lines.length).toBeLessThanOrEqual(1000)
  expect(new Set(lines.map((line) => line.split('v')[1])).size).toBeGreaterThan(10)
  expect(text).toContain('aria-hidden="true" focusable="false"')
  expect(text.length).toBeLessThan(100_000)
})

test('other audio brings another picture; what can’t be drawn leaves the page whole without one', async () => {
  const { json } = await upload(host, show.slug, { file: SAMPLE })
  expect((await putFile(host, `/api/v1/episodes/${json.id}/audio`, 'audio', SAMPLE_M4A)).status).toBe(200)
  const without = await pageOf(json.id)
  expect(linesIn(without)).toEqual([])
  expect(without).toContain('<audio controls')
  await putFile(host, `/api/v1/episodes/${json.id}/audio`, 'audio', SAMPLE)
  expect(linesIn(await pageOf(json.id)).length).toBeGreaterThan(0)

  const { id } = await episodeRow(host, show, { publishAt: null })
  expect(linesIn(await pageOf(id))).toEqual([])
})

test('the picture goes with the audio', async () => {
  const { json } = await upload(host, show.slug, { file: SAMPLE })
  const { enclosureId } = await host.db.episode.findUniqueOrThrow({ where: { id: json.id } })
  expect(await host.db.waveform.count({ where: { enclosureId: enclosureId! } })).toBe(1)
  await ask(host, 'DELETE', `/api/v1/episodes/${json.id}`)
  await host.db.episode.update({ where: { id: json.id }, data: { enclosureId: null } })
  await host.db.enclosure.deleteMany({ where: { episodeId: json.id } })
  expect(await host.db.waveform.count({ where: { enclosureId: enclosureId! } })).toBe(0)
})
