import type { Cue } from '../../src/episodes/transcripts/cues.ts'
import { ask, eventually, type Json } from './api.ts'
import type { TestHost } from './host.ts'

/** Waits until all texts that changed have been read. */
export const allRead = (host: TestHost) =>
  eventually(
    () => host.db.passagesDue.count(),
    (count) => count === 0,
  )

/** The answer to a search as programs get it, without a token. */
export async function searchFor(host: TestHost, q: string, more = ''): Promise<Json> {
  const { status, json } = await ask(host, 'GET', `/api/v1/search?q=${encodeURIComponent(q)}${more}`, { token: null })
  if (status !== 200) throw new Error(`The search for ${q} was answered ${status}: ${JSON.stringify(json)}`)
  return json
}

/** The titles of what is found, in their order. */
export const titlesFor = async (host: TestHost, q: string, more = ''): Promise<string[]> =>
  (await searchFor(host, q, more)).results.map(({ title }: Json) => title)

/** What is marked in all that is shown. */
export const marksFor = async (host: TestHost, q: string): Promise<string[]> =>
  (await searchFor(host, q)).results.flatMap(({ excerpts }: Json) =>
    excerpts.flatMap(({ pieces }: Json) => pieces.flatMap(({ text, isHit }: Json) => (isHit ? [text] : []))),
  )

/** A transcript written straight into the database: sentences of ten seconds each. */
export async function transcriptRow(
  { db }: Pick<TestHost, 'db'>,
  episodeId: string,
  language: string,
  texts: string[],
) {
  const cues: Cue[] = texts.map((text, at) => ({ startSeconds: at * 10, endSeconds: at * 10 + 9, text }))
  const data = { cues: cues as never, times: 'spans', sha256: '00', language } as const
  const where = { episodeId_language: { episodeId, language } }
  return db.transcript.upsert({ where, create: { episodeId, ...data }, update: data })
}
