import { isDeepStrictEqual } from 'node:util'
import { aboutEpisode, type Note } from '../accounts/logbook.ts'
import type { Episode } from './episode.ts'

/** What a change of an episode is in the log: its date, its address, its audio. What is typed has versions of its own. */
export function notesOfChange(before: Episode, after: Episode, now: Date): Note[] {
  const about = aboutEpisode(after)
  const setAside = newOverrides(before, after)
  const isMoved = after.publishAt?.getTime() !== before.publishAt?.getTime()
  const notes: Note[] = []
  if (after.publishAt && (isMoved || setAside.length > 0))
    notes.push({
      ...{ kind: after.publishAt > now ? 'scheduled' : 'published', about },
      facts: { at: after.publishAt.toISOString(), ...(setAside.length > 0 && { setAside }) },
    })
  if (!after.publishAt && isMoved) notes.push({ kind: 'unpublished', about })
  // One that followed the title nobody chose, and nobody was led to the one before.
  if (after.slug !== before.slug && after.slugStays)
    notes.push({ kind: 'episode-address-changed', about, facts: { from: before.slug, to: after.slug } })
  if (after.enclosureId !== before.enclosureId)
    notes.push({ kind: 'audio-replaced', about, facts: { sha256: after.enclosure?.sha256 ?? null } })
  return notes
}

/** The rules that were set aside with it, and why. */
function newOverrides(before: Episode, after: Episode) {
  const [old, all] = [before, after].map(({ overrides }) => overrides as { rule: string; reason: string }[])
  return all!
    .filter((one) => !old!.some((other) => isDeepStrictEqual(one, other)))
    .map(({ rule, reason }) => ({ rule, reason }))
}
