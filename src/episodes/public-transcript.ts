import { notFound } from '../lib/errors.ts'
import { canonicalLanguage, isLanguage } from '../lib/language.ts'
import type { Services } from '../services.ts'
import { publishedBy } from './episode.ts'
import { getTranscript, type Transcript } from './transcript.ts'
import { formatsFor, type TranscriptFormat, transcriptPath } from './transcripts/formats.ts'

export interface PublicTranscript {
  transcript: Transcript
  format: TranscriptFormat
  /** Where it is found now: another address than was asked for, if that has the hash of a former one. */
  path: string
}

/**
 * What stands at `/transcripts/<show>/<episode>-<language>-<hash8>.<extension>`, whatever the hash. Refuses what is
 * not published, and forms a transcript can't have.
 */
export async function getPublicTranscript(services: Services, show: string, name: string): Promise<PublicTranscript> {
  const { db, now } = services
  const [, stem = '', hash = '', extension = ''] = /^([a-z0-9-]+)-([0-9a-f]{8})\.([a-z]+)$/.exec(name) ?? []
  const found = await db.transcript.findMany({
    where: {
      OR: readingsOf(stem).map(({ slug, language }) => ({
        language,
        episode: { AND: [{ slug, show: { slug: show } }, publishedBy(now())] },
      })),
    },
    select: { language: true, sha256: true, times: true, episode: { select: { id: true, slug: true, show: true } } },
  })
  const meant = found.find(({ sha256 }) => sha256.startsWith(hash)) ?? found[0]
  const format = meant && formatsFor(meant.times).find((format) => format.extension === extension)
  if (!meant || !format) throw notFound('transcript')

  const transcript = await getTranscript(services, meant.episode.id, meant.language)
  return { transcript, format, path: transcriptPath(meant.episode, transcript, format) }
}

/** A slug may end as a language does: `ab-de-at` is `ab` in the German of Austria, or `ab-de` in a language `at`. */
function readingsOf(stem: string): { slug: string; language: string }[] {
  const readings = [/^(.+)-([a-z]{2}-[a-z]{2})$/, /^(.+)-([a-z]{2})$/].flatMap((pattern) => {
    const [, slug, tag] = pattern.exec(stem) ?? []
    return slug && tag && isLanguage(tag) ? [{ slug, language: canonicalLanguage(tag) }] : []
  })
  return readings
}
