import { checkChapters, MAX_TITLE_CHARACTERS, type WrittenChapter } from '../../episodes/check-chapters.ts'
import { Refusal } from '../../lib/errors.ts'
import { cleanLine, cutToLength } from '../../lib/plain-text.ts'

/** What a chapter can be without, and what a sentence calls it. */
const PARTS = [
  ['url', 'link'],
  ['imageUrl', 'picture'],
  ['end', 'end'],
] as const

const TITLE_CUT = `Its title was shortened: apps take ${MAX_TITLE_CHARACTERS} characters.`

/** Links and pictures that are written from a slash or a dot on, in full. "www.example.org" may be a file or a host: it stays. */
export const withWholeLinks = (chapters: WrittenChapter[], base: string): WrittenChapter[] =>
  chapters.map((chapter) => ({
    ...chapter,
    url: inFull(chapter.url, base),
    imageUrl: inFull(chapter.imageUrl, base),
  }))

const inFull = (address: unknown, base: string) =>
  typeof address === 'string' && /^\s*\.{0,2}\//.test(address) ? (URL.parse(address, base)?.href ?? address) : address

/**
 * A chapter without those of its parts that would be refused, and with as much of its title as is taken; each is `told`
 * in a sentence.
 */
export function finePartsOf(written: WrittenChapter, seconds: number | null, told: string[]): WrittenChapter {
  const { place, start } = written
  const bare = { place, start, title: '-' }
  if (written.fault || complaintOf(bare, seconds)) return written
  const fine = { ...written }
  const title = typeof written.title === 'string' ? cleanLine(written.title) : ''
  if ([...title].length > MAX_TITLE_CHARACTERS) {
    fine.title = cutToLength(title, MAX_TITLE_CHARACTERS)
    told.push(`${place}: ${TITLE_CUT}`)
  }
  for (const [part, name] of PARTS) {
    const why = complaintOf({ ...bare, [part]: written[part] }, seconds)
    if (why === null) continue
    fine[part] = undefined
    told.push(`The ${name} of a chapter was left out: ${why}`)
  }
  return fine
}

function complaintOf(chapter: WrittenChapter, seconds: number | null): string | null {
  try {
    checkChapters({ chapters: [chapter], isTyped: false }, seconds)
    return null
  } catch (error) {
    if (error instanceof Refusal) return error.message
    throw error
  }
}
