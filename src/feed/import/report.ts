import type { Config } from '../../config.ts'
import type { FeedImportOutcome } from '../../generated/prisma/client.ts'
import { fileSize } from '../../lib/file-size.ts'
import { feedUrl, showUrl } from '../../shows/addresses.ts'
import type { Entry } from './entry.ts'
import type { Report } from './imports.ts'
import { nextSteps } from './next-steps.ts'
import type { SourceChannel } from './parse-source.ts'
import type { Survey } from './survey.ts'
import { quoted } from './texts-from-source.ts'

/** Of a feed with something odd in each part; the episodes have their own. */
const MAX_WARNINGS = 200
/** Entries named because one before has the same guid; all are counted. */
const MAX_DOUBLES = 50

type Counts = Record<FeedImportOutcome, number>

interface Reported {
  config: Config
  /** Where the feed was asked for. */
  url: string
  survey: Survey
  counts: Counts
  warnings: string[]
}

/** What was done. `hasCover` tells whether the show has one now. */
export function reportDone(
  slug: string,
  { config, url, survey, counts, warnings, hasCover }: Reported & { hasCover: boolean },
): Report {
  const { imported, unchanged, failed } = counts
  return {
    sentences: [
      `The show is at ${showUrl(config, slug)}, its feed at ${feedUrl(config, slug)}.`,
      `Episodes: ${survey.entries.length} in the feed, ${imported} imported, ${unchanged} here already, ${failed} failed.`,
      ...countOfDoubles(survey),
      ...(failed > 0 ? ['Importing the same feed again tries those that failed once more.'] : []),
    ],
    warnings: [...warnings, ...doublesIn(survey)].slice(0, MAX_WARNINGS),
    next: nextSteps(config, slug, { oldFeed: url, hasCover }),
  }
}

/** What would be done. */
export function reportDryRun(slug: string, { config, survey, counts, warnings }: Reported): Report {
  const { planned, unchanged, failed } = counts
  return {
    sentences: [
      'This was a dry run: nothing was changed.',
      `The show would be at ${showUrl(config, slug)}, its feed at ${feedUrl(config, slug)}.`,
      `Episodes: ${survey.entries.length} in the feed, ${planned} would be imported, ${unchanged} here already, ${failed} would fail.`,
      ...countOfDoubles(survey),
      `By what the feed says they have ${fileSize('en', survey.audioBytes)} of audio.`,
      'What only fetching shows is told by the import itself: of audio, pictures, and files with chapters or transcripts.',
    ],
    warnings: [...warnings, ...doublesIn(survey)].slice(0, MAX_WARNINGS),
    next: { de: [], en: [] },
  }
}

/** Why it was not done. */
export const reportFailure = ({ code, message }: { code: string; message: string }): Report => ({
  sentences: [message],
  warnings: [],
  next: { de: [], en: [] },
  code,
})

const countOfDoubles = ({ doubles }: Survey) =>
  doubles.length > 0 ? [`Entries left out because one before has the same guid: ${doubles.length}.`] : []

const doublesIn = ({ doubles }: Survey) =>
  doubles
    .slice(0, MAX_DOUBLES)
    .map(
      ({ entry, before }) =>
        `Left out: “${nameOf(entry)}”${dayOf(entry)}, because “${nameOf(before)}”${dayOf(before)} before it has the same guid.`,
    )

const nameOf = ({ title, guid }: Entry) => quoted(title || guid)

const dayOf = ({ publishAt }: Entry) => (publishAt ? ` (${publishAt.toISOString().slice(0, 10)})` : '')

/** What the feed says about moving. */
export function movingWarnings({ itunes }: SourceChannel, url: string): string[] {
  const moved = itunes?.newFeedUrl
  return moved && moved !== url ? [`The feed says that it has moved to ${moved}; import it from there if it has.`] : []
}
