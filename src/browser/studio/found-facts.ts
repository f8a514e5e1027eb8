import { clockTime } from '../../lib/duration.ts'
import { partialDay } from '../../lib/partial-day.ts'
import type { TypedName } from './typed-inputs.ts'
import { counted, type EpisodeStatus, type UploadWords } from './words.ts'

/** What the host says of the episode that a file became. */
export interface Found {
  id: string
  version: number
  title: string
  description: string
  author: string | null
  season: number | null
  number: number | null
  language: string | null
  recordedOn: string | null
  status: EpisodeStatus
  chapters: { startSeconds: number; title: string }[]
  audio: { seconds: number } | null
  artwork: object | null
}

/** What was found in a file besides what can be typed beside it: as terms and what they are. */
export function foundFacts(words: UploadWords, language: string, found: Found, picture: string): HTMLElement | null {
  const list = document.createElement('dl')
  list.className = 'facts'
  const add = (term: string, ...parts: (string | Node)[]) => {
    const [name, value] = [document.createElement('dt'), document.createElement('dd')]
    name.textContent = term
    value.append(...parts)
    list.append(name, value)
  }
  if (found.audio) add(words.duration, clockTime(Math.round(found.audio.seconds)))
  if (found.author) add(words.author, found.author)
  if (found.recordedOn) add(words.recordedOn, partialDay(language, found.recordedOn))
  if (found.language) add(words.language, nameOf(found.language, language))
  if (found.chapters.length > 0) add(words.chapters, chapterList(words, language, found.chapters))
  if (found.artwork) add(words.cover, image(picture, words.coverAlt))
  if (list.childElementCount === 0) return null
  const [part, heading] = [document.createElement('div'), document.createElement('p')]
  heading.textContent = words.found
  heading.className = 'found-heading'
  part.className = 'found-facts'
  part.append(heading, list)
  return part
}

/** The same with the fields that were filled, in one line, to be heard. A description is long: only that there is one. */
export function foundInWords(words: UploadWords, language: string, found: Found, filled: TypedName[]): string[] {
  const parts = [
    ...filled.map((name) => (name === 'description' ? words.description : `${words[name]} ${found[name]}`)),
    found.author !== null && `${words.author} ${found.author}`,
    found.recordedOn !== null && `${words.recordedOn} ${partialDay(language, found.recordedOn)}`,
    found.language !== null && `${words.language} ${nameOf(found.language, language)}`,
    found.chapters.length > 0 && counted(language, words.chapterCount, found.chapters.length),
    found.artwork !== null && words.cover,
  ]
  return parts.filter((part) => part !== false)
}

function chapterList(words: UploadWords, language: string, chapters: Found['chapters']) {
  const [details, summary, list] = [
    document.createElement('details'),
    document.createElement('summary'),
    document.createElement('ol'),
  ]
  summary.textContent = counted(language, words.chapterCount, chapters.length)
  for (const { startSeconds, title } of chapters) {
    const item = document.createElement('li')
    item.textContent = `${clockTime(Math.floor(startSeconds))} ${title}`
    list.append(item)
  }
  details.append(summary, list)
  return details
}

function image(source: string, alt: string) {
  const made = new Image(120, 120)
  made.src = source
  made.alt = alt
  return made
}

/** The name of a language in another, or its tag where it has none there. */
const nameOf = (tag: string, language: string) => new Intl.DisplayNames(language, { type: 'language' }).of(tag) ?? tag
