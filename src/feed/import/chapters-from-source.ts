import type { Chapter } from '../../episodes/chapters.ts'
import { checkChapters, refuseUnreadable, type WrittenChapter } from '../../episodes/check-chapters.ts'
import { readChapters } from '../../episodes/read-chapters.ts'
import { Refusal } from '../../lib/errors.ts'
import { type Fetching, fetchPart, isOfSource } from './fetch-parts.ts'
import type { SourceItem } from './parse-source.ts'

/** Sentences in one refusal are counted; each round leaves out those it names. */
const MAX_ROUNDS = 30
/** As many as an episode takes. */
const MAX_CHAPTERS = 500

/**
 * An episode's chapters: the file its feed names (podcast:chapters), which says most, otherwise those in the feed itself
 * (Podlove). Undefined when it has neither. What can't be a chapter is left out with a sentence.
 */
export async function chaptersFrom(
  fetching: Fetching,
  item: SourceItem,
  base: string,
  warnings: string[],
): Promise<WrittenChapter[] | undefined> {
  const url = fileOf(item, base)
  if (url === null) return chaptersInFeed(item)
  try {
    const { bytes } = await fetchPart(fetching, url)
    const { chapters } = readChapters(bytes.toString())
    refuseUnreadable(chapters)
    return chapters
  } catch (error) {
    if (!isOfSource(error)) throw error
    warnings.push(`Its file of chapters was left out: ${error.message}`)
    return chaptersInFeed(item)
  }
}

/** Tells what of the chapters in the feed would be left out of audio of any length. What a file says nobody knows yet. */
export function foreseeChapters(item: SourceItem, base: string, warnings: string[]) {
  if (fileOf(item, base) === null) fineChapters(chaptersInFeed(item) ?? [], null, warnings)
}

const chaptersInFeed = ({ psc }: SourceItem): WrittenChapter[] | undefined =>
  psc?.chapters?.map(({ start, title, href, image }, at) => ({
    ...{ place: `Chapter ${at + 1}`, start, title, url: href, imageUrl: image },
  }))

/** The address of the file with an episode's chapters; null where the feed names none. */
function fileOf({ podcast }: SourceItem, base: string): string | null {
  const named = podcast?.chapters?.url
  return named ? (URL.parse(named, base)?.href ?? null) : null
}

/** Those that are fine in audio of so many seconds, or of any length where it is not known. */
export function fineChapters(written: WrittenChapter[], seconds: number | null, warnings: string[]): Chapter[] {
  let chapters = written.slice(0, MAX_CHAPTERS)
  if (chapters.length < written.length) warnings.push(`Of its chapters only the first ${MAX_CHAPTERS} were taken.`)
  for (let round = 0; round < MAX_ROUNDS; round++) {
    try {
      return checkChapters({ chapters, isTyped: false }, seconds)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const places = Object.keys(error.fields)
      warnings.push(
        `${places.length > 1 ? `${places.length} chapters were` : 'A chapter was'} left out: ${error.message}`,
      )
      const fewer = chapters.filter(({ place }) => !places.includes(place))
      if (fewer.length === chapters.length) break
      chapters = fewer
    }
  }
  return []
}
