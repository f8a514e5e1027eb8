import { expect, test } from 'vitest'
import { ask, askJson, createShow, giveCover, publish, SET_ASIDE, upload } from '../support/api.ts'
import { startHost } from '../support/host.ts'
import { makeAdministrator, sendForm, signIn } from '../support/people.ts'
import { putTranscript, transcriptsOf, VTT } from '../support/transcripts.ts'

const host = await startHost()
const { slug } = await createShow(host)
await giveCover(host, slug)
const cookie = await signIn(host, await makeAdministrator(host))
const NEXT_YEAR = new Date(host.now().getTime() + 365 * 86_400_000).toISOString()

/** An episode with a transcript; its first version has none. */
async function transcribed() {
  const { id } = (await upload(host, slug)).json
  await putTranscript(host, id, 'de', VTT)
  const publication = `/api/v1/episodes/${id}/publication`
  return {
    id,
    schedule: () => askJson(host, 'PUT', publication, { at: NEXT_YEAR }),
    takeBack: () => ask(host, 'DELETE', publication),
    removeTranscript: (language = 'de') => ask(host, 'DELETE', transcriptsOf(id, language)),
    restoreFirst: () => ask(host, 'PUT', `/api/v1/episodes/${id}/versions/0/restoration`),
    read: async () => (await ask(host, 'GET', `/api/v1/episodes/${id}`)).json,
  }
}

test.each(['removeTranscript', 'restoreFirst'] as const)(
  '%s takes nothing from a scheduled episode that its publication needs, before it is a draft again',
  async (change) => {
    const episode = await transcribed()
    expect((await episode.schedule()).json.status).toBe('scheduled')
    const { status, json } = await episode[change]()
    expect([status, json.code, json.rules]).toEqual([409, 'still-scheduled', ['transcript-missing']])
    expect(await episode.read()).toMatchObject({ status: 'scheduled', transcripts: [{ language: 'de' }] })

    await episode.takeBack()
    expect((await episode[change]()).status).toBeLessThan(300)
    expect((await episode.schedule()).json.code).toBe('not-ready')
  },
)

test('what the publication does not need goes, and so does what was missing with a reason before', async () => {
  const [two, excused] = [await transcribed(), await transcribed()]
  await putTranscript(host, two.id, 'en', VTT)
  await two.schedule()
  expect((await two.removeTranscript('en')).status).toBe(204)

  await excused.removeTranscript()
  const body = { at: NEXT_YEAR, overrides: SET_ASIDE }
  await askJson(host, 'PUT', `/api/v1/episodes/${excused.id}/publication`, body)
  await putTranscript(host, excused.id, 'de', VTT)
  expect((await excused.removeTranscript()).status).toBe(204)
})

test('of what is heard already a wrong transcript goes', async () => {
  const episode = await transcribed()
  await publish(host, episode.id)
  expect((await episode.removeTranscript()).status).toBe(204)
})

test('the studio says what to do first, in both languages', async () => {
  const { id, schedule } = await transcribed()
  await schedule()
  const path = `/studio/episodes/${id}`
  const remove = { do: 'remove', of: 'de' }
  const restore = { number: '0' }
  for (const [section, fields] of [['transcripts', remove] as const, ['history', restore] as const]) {
    const german = await sendForm(host, `${path}/${section}`, fields, { cookie })
    expect([german.status, german.text]).toEqual([
      422,
      expect.stringContaining('Machen Sie sie erst wieder zum Entwurf'),
    ])
    const english = await sendForm(host, `/en${path}/${section}`, fields, { cookie })
    expect(english.text).toContain('Make it a draft again first')
  }
})
