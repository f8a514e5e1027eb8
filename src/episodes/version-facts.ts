import { isSame, plainJson } from '../lib/plain-json.ts'
import { richTextToMarkdown } from '../lib/rich-text-to-markdown.ts'
import type { Episode } from './episode.ts'

/** What is typed of an episode. */
export const TYPED_FIELDS = [
  ...(['title', 'shortTitle', 'description', 'notes', 'notesSource', 'number', 'numberLabel', 'season'] as const),
  ...(['type', 'author', 'language', 'explicit', 'recordedOn', 'slug', 'block', 'license', 'persons'] as const),
  ...(['locations', 'soundbites', 'txt', 'socialInteract'] as const),
]
/** What else is changed of it, each as a whole. */
const PARTS = ['chapters', 'transcripts', 'audio', 'artwork', 'publishAt'] as const

export type TypedField = (typeof TYPED_FIELDS)[number]
export type Part = (typeof PARTS)[number]
export type Fact = TypedField | Part
export const FACTS: readonly Fact[] = [...TYPED_FIELDS, ...PARTS]

/** Of a transcript what tells it from any other. */
export type TranscriptFact = Pick<Episode['transcripts'][number], 'language' | 'state' | 'sha256'>
/** Of the audio, by whose hash its file is found again. */
export type AudioFact = Pick<NonNullable<Episode['enclosure']>, 'sha256' | 'type' | 'seconds'> & { bytes: number }
/** Of the episode's own picture, with what it shows in words. */
export type ArtworkFact = Pick<NonNullable<Episode['artwork']>, 'sha256' | 'side' | 'alt'>

/**
 * All that is changed of an episode, as a version keeps it: what came out of a JSON column. What was not kept yet when a
 * version was made is absent.
 */
export type Facts = Record<TypedField, unknown> & {
  /** Whether the slug stays with another title. */
  slugStays?: boolean
  chapters?: unknown
  transcripts?: TranscriptFact[]
  audio?: AudioFact | null
  artwork?: ArtworkFact | null
  /** RFC 3339. */
  publishAt?: string | null
}

/** An episode as a version keeps it. */
export function factsOf(episode: Episode): Facts {
  const { slugStays, chapters, transcripts, enclosure, artwork, publishAt } = episode
  return plainJson({
    ...Object.fromEntries(TYPED_FIELDS.map((name) => [name, episode[name]])),
    ...{ slugStays, chapters, publishAt },
    transcripts: transcripts.map(({ language, state, sha256 }) => ({ language, state, sha256 })),
    audio: enclosure && {
      ...{ sha256: enclosure.sha256, type: enclosure.type },
      ...{ bytes: Number(enclosure.bytes), seconds: enclosure.seconds },
    },
    artwork: artwork && { sha256: artwork.sha256, side: artwork.side, alt: artwork.alt },
  }) as Facts
}

/** What is other in a version than in the one before; not what either doesn't tell. */
export const changedFacts = (facts: Facts, before: Facts): Fact[] =>
  FACTS.filter((name) => name in facts && name in before && !isSame(facts[name], before[name]))

/** As people edit them: notes that came as HTML in Markdown. */
export const asSeen = (facts: Facts): Facts => ({
  ...facts,
  notesSource: facts.notesSource ?? richTextToMarkdown(String(facts.notes)),
})

/**
 * The same as people edit an episode: notes as they are typed, and their HTML only where nothing else tells. A slug that
 * followed the title is told by the title.
 */
export function changesOf(facts: Facts, before: Facts): Fact[] {
  const [now, then] = [asSeen(facts), asSeen(before)]
  const isTyped = !isSame(now.notesSource, then.notesSource)
  const hasFollowed = now.slugStays === false
  return changedFacts(now, then).filter((name) => !(name === 'notes' && isTyped) && !(name === 'slug' && hasFollowed))
}
