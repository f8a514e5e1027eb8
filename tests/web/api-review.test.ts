import { expect, test } from 'vitest'
import { requestReview } from '../../src/episodes/review.ts'
import { ask, askJson, createShow } from '../support/api.ts'
import { startHost } from '../support/host.ts'
import { makeMember } from '../support/people.ts'
import { artworkRow, episodeRow, showRow } from '../support/rows.ts'

const host = await startHost()
const NO_TRANSCRIPT = { rule: 'transcript-missing', reason: 'Das Transkript folgt am Montag.' }

async function draft(fields = {}) {
  const show = await showRow(host)
  await artworkRow(host, show)
  const { id } = await episodeRow(host, show, { publishAt: null, ...fields })
  return { show, id, review: `/api/v1/episodes/${id}/review`, publication: `/api/v1/episodes/${id}/publication` }
}

test('an episode is asked for, sent back with a sentence, asked for again, and published', async () => {
  const { id, show, review, publication } = await draft()
  expect((await ask(host, 'GET', review)).json).toMatchObject({ status: 'none', at: null, askedBy: null })

  const author = await makeMember(host, 'author', show)
  const wishedAt = new Date('2026-12-01T05:00:00Z')
  await requestReview(host, id, { wishedAt, askedById: author.id })
  expect((await ask(host, 'GET', review)).json).toMatchObject({
    ...{ status: 'waiting', at: '2026-12-01T05:00:00.000Z', askedBy: 'author', answer: null },
  })

  const back = await askJson(host, 'PATCH', review, { answer: 'Bitte den Titel kürzen.' })
  expect(back.json).toMatchObject({ status: 'sent back', answer: 'Bitte den Titel kürzen.' })
  expect((await askJson(host, 'PATCH', review, { answer: 'Noch einmal.' })).json).toMatchObject({
    ...{ status: 409, code: 'no-review' },
  })

  const again = await askJson(host, 'PUT', review, { at: '2026-12-02T06:00:00+01:00' })
  expect(again.json).toMatchObject({ status: 'waiting', at: '2026-12-02T05:00:00.000Z', answer: null, askedBy: null })
  await askJson(host, 'PUT', publication, { at: '2026-12-02T06:00:00+01:00', overrides: [NO_TRANSCRIPT] })
  expect((await ask(host, 'GET', review)).json.status).toBe('none')
})

test('what is asked for is taken back, once', async () => {
  const { review } = await draft()
  expect((await ask(host, 'DELETE', review)).status).toBe(404)
  await ask(host, 'PUT', review)
  expect((await ask(host, 'DELETE', review)).status).toBe(204)
  expect((await ask(host, 'GET', review)).json.status).toBe('none')
})

test('nothing is asked for what has its date, no audio, or a bad date', async () => {
  const published = await draft({ publishAt: new Date('2026-10-25T05:00:00Z') })
  expect((await ask(host, 'PUT', published.review)).json).toMatchObject({ status: 409, code: 'published' })

  const silent = await draft()
  await host.db.episode.update({ where: { id: silent.id }, data: { enclosureId: null } })
  expect((await ask(host, 'PUT', silent.review)).json).toMatchObject({ status: 409, code: 'no-audio' })

  const { review } = await draft()
  expect((await askJson(host, 'PUT', review, { at: '2026-12-01T06:00' })).json.fields.at).toMatch(/offset/)
  await ask(host, 'PUT', review)
  expect((await askJson(host, 'PATCH', review, { answer: ' ' })).status).toBe(422)
  expect((await askJson(host, 'PATCH', review, { answer: 'x'.repeat(501) })).status).toBe(422)
  expect((await ask(host, 'GET', review, { token: null })).status).toBe(401)
})

test('a show has the clocks of Berlin unless told otherwise', async () => {
  const { slug, timeZone } = await createShow(host)
  expect(timeZone).toBe('Europe/Berlin')
  const path = `/api/v1/shows/${slug}`
  expect((await askJson(host, 'PATCH', path, { timeZone: 'America/New_York' })).json.timeZone).toBe('America/New_York')
  expect((await askJson(host, 'PATCH', path, { timeZone: 'Mitteleuropa' })).json.fields.timeZone).toMatch(
    /Europe\/Berlin/,
  )
})
