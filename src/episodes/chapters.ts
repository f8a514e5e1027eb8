import { createHash } from 'node:crypto'
import type { Prisma, Tx } from '../db.ts'
import { conflict } from '../lib/errors.ts'
import { isSame } from '../lib/plain-json.ts'
import type { Services } from '../services.ts'
import { checkChapters } from './check-chapters.ts'
import { type Change, type Episode, editEpisode, withParts } from './episode.ts'
import { readChapters } from './read-chapters.ts'

/** Where a part of an episode begins. Times are seconds, to the millisecond. */
export interface Chapter {
  startSeconds: number
  /** Empty only where it is hidden. */
  title: string
  url?: string
  imageUrl?: string
  endSeconds?: number
  /** Not listed: it only changes picture or link (`toc: false` in JSON chapters, a CHAP frame outside the CTOC). */
  hidden?: true
}

/** Enough that no two lists of an episode have the same. */
const VERSION_CHARACTERS = 16

type WithChapters = { chapters: Prisma.JsonValue; enclosure: { seconds: number } | null }

/** An episode's chapters as anybody may know them: ascending, and none reaches beyond the end of the audio. */
export function chaptersOf(episode: WithChapters): Chapter[] {
  const seconds = lengthOf(episode)
  return keptChapters(episode)
    .filter(({ startSeconds }) => startSeconds < seconds)
    .map((chapter) =>
      chapter.endSeconds !== undefined && chapter.endSeconds > seconds ? { ...chapter, endSeconds: seconds } : chapter,
    )
}

/** Chapters that wait for longer audio: shorter audio took the place of the one they were made for. */
export const chaptersBeyondEnd = (episode: WithChapters) =>
  keptChapters(episode).filter(({ startSeconds }) => startSeconds >= lengthOf(episode))

/** What tells these chapters from any others: for a form to say which ones it shows. */
export const chaptersVersion = (episode: WithChapters): string =>
  createHash('sha256')
    .update(JSON.stringify(keptChapters(episode)))
    .digest('base64url')
    .slice(0, VERSION_CHARACTERS)

/** As the database takes them. */
export const chaptersJson = (chapters: Chapter[]) => chapters as unknown as Prisma.InputJsonArray

/**
 * Replaces an episode's chapters by what a text says, in any form that `readChapters` knows. Refuses the whole text
 * if one chapter is wrong, and with 409 where the chapters are not those that were seen, or of the version that is
 * `expected`, any more. From then on chapters in other audio don't replace them; chapters of which that is so already
 * change nothing.
 */
export async function setChapters(
  services: Services,
  id: string,
  text: string,
  { expected, ...change }: ChaptersChange,
): Promise<Episode> {
  const written = readChapters(text)
  return editEpisode(services, id, { ...change, part: 'chapters' }, (tx, before) => {
    refuseUnexpected(before, expected)
    return writeChapters(tx, before, checkChapters(written, before.enclosure?.seconds ?? null), true)
  })
}

/** Takes an episode's chapters away. The next audio may bring some again. Refuses with 409 as they are set. */
export async function removeChapters(
  services: Services,
  id: string,
  { expected, ...change }: ChaptersChange,
): Promise<Episode> {
  return editEpisode(services, id, { ...change, part: 'chapters' }, (tx, before) => {
    refuseUnexpected(before, expected)
    return writeChapters(tx, before, [], false)
  })
}

/** The episode with these chapters; as it was where it has them already. */
async function writeChapters(tx: Tx, before: Episode, chapters: Chapter[], chaptersTyped: boolean): Promise<Episode> {
  if (chaptersTyped === before.chaptersTyped && isSame(chapters, before.chapters)) return before
  const data = { chapters: chaptersJson(chapters), chaptersTyped }
  return tx.episode.update({ where: { id: before.id }, data, include: withParts })
}

type ChaptersChange = Change & { expected?: string | null }

function refuseUnexpected(episode: WithChapters, expected: string | null | undefined) {
  if (typeof expected === 'string' && expected !== chaptersVersion(episode))
    throw conflict('chapters-changed', 'Somebody changed the chapters meanwhile.')
}

const keptChapters = ({ chapters }: WithChapters) => chapters as unknown as Chapter[]
const lengthOf = ({ enclosure }: WithChapters) => enclosure?.seconds ?? Number.POSITIVE_INFINITY
