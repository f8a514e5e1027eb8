import { badChapters, type WrittenChapter } from './check-chapters.ts'

/** The names of one thing: JSON chapters 1.2 (podcast namespace), Podlove, this host's own API. */
const NAMES = {
  start: ['startTime', 'start', 'startSeconds'],
  end: ['endTime', 'end', 'endSeconds'],
  url: ['url', 'href', 'link'],
  imageUrl: ['img', 'image', 'imageUrl'],
}

/**
 * Reads JSON chapters (podcast namespace, 1.2 and the versions before it, whatever number they bear), the JSON form of
 * Podlove simple chapters, and what this host's API gives. What has no title but a picture or a link is hidden, as with
 * `"toc": false`. Places and fields of others are left out.
 */
export function readJsonChapters(text: string): WrittenChapter[] {
  const document = parse(text)
  const list = Array.isArray(document) ? document : (document as { chapters?: unknown }).chapters
  if (!Array.isArray(list)) throw badChapters('The JSON has no list "chapters".')
  return list.map((entry: unknown, at) => {
    const place = `Chapter ${at + 1}`
    if (typeof entry !== 'object' || entry === null) throw badChapters(`${place}: It is no object with a startTime.`)
    return chapterOf(place, entry as Record<string, unknown>)
  })
}

function chapterOf(place: string, entry: Record<string, unknown>): WrittenChapter {
  const value = (names: string[]) => names.map((name) => entry[name]).find((found) => found !== undefined)
  const [url, imageUrl] = [value(NAMES.url), value(NAMES.imageUrl)]
  const isMarker = !entry.title && Boolean(url || imageUrl)
  return {
    place,
    start: value(NAMES.start),
    title: entry.title,
    url,
    imageUrl,
    end: value(NAMES.end),
    hidden: entry.toc === false || entry.hidden === true || isMarker,
  }
}

function parse(text: string): object {
  switch (stateOf(text)) {
    case 'whole':
      return JSON.parse(text)
    case 'unfinished':
      throw badChapters('The JSON ends early.')
    case 'broken':
      throw badChapters(`Line ${brokenLine(text)}: The JSON can't be read from here on.`)
  }
}

/** The first line with which a text can't become JSON any more, however it goes on; not every error names a place. */
function brokenLine(text: string): number {
  const lines = text.split('\n')
  let [good, bad] = [0, lines.length]
  while (bad - good > 1) {
    const middle = (good + bad) >> 1
    if (stateOf(`${lines.slice(0, middle).join('\n')}\n`) === 'broken') bad = middle
    else good = middle
  }
  return bad
}

function stateOf(text: string): 'whole' | 'unfinished' | 'broken' {
  try {
    JSON.parse(text)
    return 'whole'
  } catch (error) {
    const { message } = error as Error
    const position = /at position (\d+)/.exec(message)?.[1] ?? -1
    return /end of JSON input/i.test(message) || Number(position) >= text.length ? 'unfinished' : 'broken'
  }
}
