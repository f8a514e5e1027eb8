import type { RawChapter } from './audio-tags.ts'

/** As music-metadata gives it. Times are milliseconds. */
interface ChapterFrame {
  label: string
  info: { startTime: number }
  frames: Map<string, unknown>
}

/** More entries than a table of contents can name (its count has one byte): then it says nothing of the others. */
const MAX_TOC_ENTRIES = 255

/**
 * Chapters from the CHAP and CTOC frames of an ID3v2 tag. One that no table of contents names is hidden (ID3v2
 * Chapters 1.0 §3.2), unless the tables name none that is there.
 */
export function readId3Chapters(chapters: unknown[], tables: unknown[]): RawChapter[] {
  const lists = (tables as { childElementIds: string[] }[]).map(({ childElementIds }) => childElementIds)
  const listed = new Set(lists.flat())
  const frames = chapters as ChapterFrame[]
  const isTelling = frames.some(({ label }) => listed.has(label)) && lists.every((ids) => ids.length < MAX_TOC_ENTRIES)
  return frames.map(({ label, info, frames }) => ({
    startSeconds: info.startTime / 1000,
    title: String(frames.get('TIT2') ?? ''),
    url: (frames.get('WXXX') as { url?: string } | undefined)?.url,
    hidden: isTelling && !listed.has(label),
  }))
}
