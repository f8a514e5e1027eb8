import type { Chapter } from '../../episodes/chapters.ts'
import { checkChapters, MAX_CHAPTERS, refuseUnreadable, type WrittenChapter } from '../../episodes/check-chapters.ts'
import { readChapters } from '../../episodes/read-chapters.ts'
import { Refusal } from '../../lib/errors.ts'
import { finePartsOf, withWholeLinks } from './chapter-parts.ts'
import { type Fetching, fetchPart, isOfSource } from './fetch-parts.ts'
import type { SourceItem } from './parse-source.ts'

/** Sentences in one refusal are counted; each round leaves out those it names. */
const MAX_ROUNDS = 30
/** Sentences about chapters that an episode's line has room for. */
const MAX_TOLD = 10

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
  if (url === null) return chaptersInFeed(item, base)
  try {
    const { bytes } = await fetchPart(fetching, url)
    const { chapters } = readChapters(bytes.toString())
    if (chapters.every(({ fault }) => fault)) refuseUnreadable(chapters)
    return withWholeLinks(chapters, url)
  } catch (error) {
    if (!isOfSource(error)) throw error
    warnings.push(`Its file of chapters was left out: ${error.message}`)
    return chaptersInFeed(item, base)
  }
}

/** Tells what of the chapters in the feed would be left out of audio of any length. What a file says nobody knows yet. */
export function foreseeChapters(item: SourceItem, base: string, warnings: string[]) {
  if (fileOf(item, base) === null) fineChapters(chaptersInFeed(item, base) ?? [], null, warnings)
}

function chaptersInFeed({ psc, link }: SourceItem, base: string): WrittenChapter[] | undefined {
  const written = psc?.chapters?.map(({ start, title, href, image }, at) => ({
    ...{ place: `Chapter ${at + 1}`, start, title, url: href, imageUrl: image },
  }))
  return written && withWholeLinks(written, URL.parse(link ?? '', base)?.href ?? base)
}

/** The address of the file with an episode's chapters; null where the feed names none. */
function fileOf({ podcast }: SourceItem, base: string): string | null {
  const named = podcast?.chapters?.url
  return named ? (URL.parse(named, base)?.href ?? null) : null
}

/**
 * Those that are fine in audio of so many seconds, or of any length where it is not known. One with a part that is not is
 * taken without that part. Each that is left out or taken in part is told, up to a bound the others are only counted.
 */
export function fineChapters(written: WrittenChapter[], seconds: number | null, warnings: string[]): Chapter[] {
  const parts: string[] = []
  const chapters = written.slice(0, MAX_CHAPTERS).map((chapter) => finePartsOf(chapter, seconds, parts))
  if (chapters.length < written.length) warnings.push(`Of its chapters only the first ${MAX_CHAPTERS} were taken.`)
  const { fine, lost } = withoutLost(chapters, seconds)
  const told = [...lost, ...parts]
  warnings.push(...told.slice(0, MAX_TOLD))
  const untold = told.length - MAX_TOLD
  if (untold > 0) warnings.push(`Of its chapters ${untold} more were left out or taken in part.`)
  return fine
}

function withoutLost(written: WrittenChapter[], seconds: number | null): { fine: Chapter[]; lost: string[] } {
  const lost: string[] = []
  let chapters = written
  for (let round = 0; round < MAX_ROUNDS; round++) {
    try {
      return { fine: checkChapters({ chapters, isTyped: false }, seconds), lost }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const { fields } = error
      lost.push(...Object.entries(fields).map(([place, why]) => `A chapter was left out: ${place}: ${why}`))
      const fewer = chapters.filter(({ place }) => !(place in fields))
      if (fewer.length === chapters.length) break
      chapters = fewer
    }
  }
  return { fine: [], lost }
}
