import { cleanLine } from '../lib/plain-text.ts'
import type { WrittenChapter } from './check-chapters.ts'

/** Bytes are counted by who receives them; this keeps a single line from being looked at for long. */
const MAX_LINE_LENGTH = 4000

/** 3:20, 75:30, 1:02:03, 1:02:03.500; not a part of something longer. */
const TIME = String.raw`(\d{1,3}(?::\d{1,2}){1,2}(?:[.,]\d{1,9})?)(?!\d|:\d)`
const BULLET = String.raw`(?:[-–—*+•·‣▪●○◦>#] ?|\d{1,3}[.)] )?`
const DASH = '[-–—]'

/** A line whose blanks are single: a bullet or number, a time, perhaps in brackets, perhaps the end, the title. */
const LINE = new RegExp(
  String.raw`^\p{Cf}*${BULLET}[([]?${TIME}[)\]]?(?: ?${DASH} ?[([]?${TIME}[)\]]?)?(?: ?(?:[-–—|:=·•>→]|->)(?= |$))? ?(.*)$`,
  'u',
)

/** A link as `mp4chaps` and Podlove write it behind the title. */
const LINK = / ?<(https?:\/\/[^<>\s]+)>$/i

const NO_TIME = 'It does not begin with a time such as 3:20 or 1:02:03.'

/** Reads a list of times as people write it, a chapter on each line; empty lines don't count. */
export function readChapterList(text: string): WrittenChapter[] {
  const chapters: WrittenChapter[] = []
  for (const [at, raw] of text.split('\n').entries()) {
    const place = `Line ${at + 1}`
    const line = cleanLine(raw.slice(0, MAX_LINE_LENGTH))
    if (!line) continue
    const [found, start, end, rest = ''] = LINE.exec(line) ?? []
    if (found === undefined) chapters.push({ place, start: null, title: null, fault: NO_TIME })
    else chapters.push({ place, start, end, title: rest.replace(LINK, ''), url: LINK.exec(rest)?.[1] })
  }
  return chapters
}
