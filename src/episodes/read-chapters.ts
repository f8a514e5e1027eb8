import { readChapterList } from './chapter-list.ts'
import { badChapters, type Written } from './check-chapters.ts'
import { readJsonChapters } from './json-chapters.ts'
import { readSimpleChapters } from './simple-chapters.ts'

/**
 * Chapters as they were written, by what the text looks like: JSON chapters, Podlove simple chapters (XML or JSON), or
 * a list of times with titles. Refuses (422 `bad-chapters`) what can't be read, naming the line.
 */
export function readChapters(text: string): Written {
  const written = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n')
  if (!written.trim()) throw badChapters('There is nothing in it. Send chapters, or DELETE those that are there.')
  if (/^\s*</.test(written)) return { chapters: readSimpleChapters(written), isTyped: false }
  if (/^\s*(?:\{|\[\s*[{\]])/.test(written)) return { chapters: readJsonChapters(written), isTyped: false }
  return { chapters: readChapterList(written), isTyped: true }
}
