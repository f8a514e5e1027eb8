import { invalid } from '../lib/errors.ts'
import { isBlank } from '../lib/input.ts'
import { cleanLine, cutToLength } from '../lib/plain-text.ts'
import { slugOf } from '../lib/slug.ts'
import type { AudioTags } from './audio-tags.ts'
import type { NewEpisode } from './episode-input.ts'

/** PSP-1 */
const MAX_TITLE_LENGTH = 255

/**
 * What a person typed, and from the file's tags what nobody did. A title is needed: the file's name is the last
 * resort, and one without a visible character is refused.
 */
export function fillFields(typed: NewEpisode, tags: AudioTags, fileName: string) {
  const title = typed.title ?? tags.title ?? titleFromName(fileName)
  return {
    ...typed,
    slug: typed.slug ?? slugOf(title),
    title,
    description: typed.description ?? tags.description ?? '',
    author: typed.author ?? tags.artist ?? null,
    season: typed.season ?? tags.season ?? null,
    number: typed.number ?? tags.number ?? null,
    type: typed.type ?? 'full',
    explicit: typed.explicit ?? null,
    language: typed.language ?? tags.language ?? null,
    recordedOn: typed.recordedOn ?? tags.date ?? null,
  }
}

function titleFromName(name: string): string {
  const title = cleanLine(name.replace(/\.[a-z0-9]{1,5}$/i, '').replaceAll('_', ' '))
  if (!isBlank(title)) return cutToLength(title, MAX_TITLE_LENGTH)
  throw invalid({ title: 'Write a title; the file has none in its tags.' })
}
