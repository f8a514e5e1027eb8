import { HOST } from '../../accounts/logbook.ts'
import type { Episode } from '../../episodes/episode.ts'
import { setTranscript } from '../../episodes/transcript.ts'
import { canonicalLanguage } from '../../lib/language.ts'
import type { Services } from '../../services.ts'
import { type Fetching, fetchPart, isOfSource } from './fetch-parts.ts'
import { languageFrom } from './language-from-source.ts'
import type { SourceItem } from './parse-source.ts'

/** The forms of a transcript by how much they say: all of it, times and speakers, times, text. */
const TYPES = ['application/json', 'text/vtt', 'application/x-subrip', 'application/srt', 'text/html', 'text/plain']

/** What a feed tells of a transcript. */
type Named = NonNullable<NonNullable<SourceItem['podcast']>['transcripts']>[number]

/**
 * Fetches the transcripts a feed names (podcast:transcript), one for each language the episode has none in: of several
 * forms the one that says most and can be read. Returns in how many languages there are some now.
 */
export async function takeTranscripts(
  services: Services,
  fetching: Fetching,
  episode: Episode,
  { podcast }: SourceItem,
  base: string,
  warnings: string[],
): Promise<number> {
  const languages = new Set(episode.transcripts.map(({ language }) => language))
  for (const [language, named] of byLanguage(podcast?.transcripts ?? [], episode.language ?? episode.show.language)) {
    if (languages.has(language)) continue
    for (const one of named.toSorted((a, b) => rankOf(a) - rankOf(b))) {
      if (!(await take(services, fetching, episode.id, { language, one, base, warnings }))) continue
      languages.add(language)
      break
    }
  }
  return languages.size
}

/** Without a language of its own a transcript is in that of the episode. */
function byLanguage(named: Named[], spoken: string): Map<string, Named[]> {
  return Map.groupBy(named, ({ language }) => canonicalLanguage(languageFrom(language) ?? spoken))
}

function rankOf({ type = '' }: Named): number {
  const rank = TYPES.indexOf(type.split(';', 1)[0]!.trim().toLowerCase())
  return rank < 0 ? TYPES.length : rank
}

async function take(
  services: Services,
  fetching: Fetching,
  episodeId: string,
  { language, one, base, warnings }: { language: string; one: Named; base: string; warnings: string[] },
): Promise<boolean> {
  const url = URL.parse(one.url ?? '', base)?.href
  if (!one.url || !url) return false
  try {
    const { bytes, type } = await fetchPart(fetching, url)
    const file = { bytes, type: one.type ?? type, state: 'machine' } as const
    await setTranscript(services, episodeId, language, file, HOST)
    return true
  } catch (error) {
    if (!isOfSource(error)) throw error
    warnings.push(`The transcript ${url} was left out: ${error.message}`)
    return false
  }
}
