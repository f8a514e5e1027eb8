import type { Doer } from '../accounts/logbook.ts'
import type { Tx } from '../db.ts'
import type { EpisodeVersion } from '../generated/prisma/client.ts'
import { Refusal } from '../lib/errors.ts'
import { isSame } from '../lib/plain-json.ts'
import type { Episode } from './episode.ts'
import type { EpisodeChanges } from './episode-input.ts'
import {
  asSeen,
  changesOf,
  type Fact,
  type Facts,
  factsOf,
  type Part,
  TYPED_FIELDS,
  type TypedField,
} from './version-facts.ts'

/** The code of a refusal because somebody else changed the same thing meanwhile. */
export const CHANGED_MEANWHILE = 'changed-meanwhile'

/** What somebody saw of an episode. */
export interface Seen {
  version: number
  /** What she sent as changes of it and never heard of: where that arrived, she knows it too. */
  sent?: readonly EpisodeChanges[] | undefined
}

/**
 * Of changes to what somebody saw, those that are hers: what she left as it was stays as others made it since.
 * Refuses (409) where she and somebody else changed the same field differently, with the names of these fields.
 */
export async function ownChanges(
  tx: Tx,
  episode: Episode,
  changes: EpisodeChanges,
  seen: Seen,
  by: Doer,
): Promise<EpisodeChanges> {
  if (changes.artworkAlt !== undefined) await refuseChanged(tx, episode, 'artwork', seen.version, by)
  const theirs = asSeen(factsOf(episode))
  const base = await factsKnown(tx, episode, seen, by, theirs)
  const isDerived = changes.notesSource !== undefined
  const differs = (name: string, facts: Facts) =>
    !isSame(changes[name as keyof EpisodeChanges], facts[name as TypedField])
  const isOwn = (name: string) => !(name in base) || (differs(name, base) && differs(name, theirs))
  const own = Object.entries(changes).filter(([name]) => isOwn(isDerived && name === 'notes' ? 'notesSource' : name))
  const both = own
    .map(([name]) => name as TypedField)
    .filter((name) => !(isDerived && name === 'notes') && name in base && !isSame(base[name], theirs[name]))
    // A slug that came with another title is nobody's: what is typed wins.
    .filter((name) => name !== 'slug' || episode.slugStays)
  if (both.length > 0) {
    const fields: Record<string, string> = {}
    for (const name of both)
      fields[name] = (await isOwnChange(tx, episode, name, by))
        ? 'You yourself changed this meanwhile, in another window.'
        : 'Somebody else changed this meanwhile.'
    throw changed(fields, episode)
  }
  return Object.fromEntries(own) as EpisodeChanges
}

/** An episode with what is typed of it as somebody saw it. */
export async function episodeSeen(tx: Tx, episode: Episode, seen: Seen, by: Doer): Promise<Episode> {
  const facts = await factsKnown(tx, episode, seen, by, asSeen(factsOf(episode)))
  const typed = TYPED_FIELDS.filter((name) => name in facts).map((name) => [name, facts[name]])
  return { ...episode, ...Object.fromEntries(typed) }
}

/** Refuses (409) where a part of an episode is not as it was in the version somebody saw. */
export async function refuseChanged(tx: Tx, episode: Episode, part: Part, seen: number, by: Doer) {
  const base = await factsSeen(tx, episode, seen)
  if (isSame(base[part], factsOf(episode)[part])) return
  const isOwn = await isOwnChange(tx, episode, part, by)
  throw changed({ [part]: (isOwn ? PART_CHANGED_BY_ONESELF : PART_CHANGED)[part] }, episode)
}

/** Whether it was the same person who changed something of an episode last: in another window, or on another device. */
export async function isOwnChange(tx: Tx, { id }: Pick<Episode, 'id'>, name: Fact, by: Doer): Promise<boolean> {
  if (by.kind !== 'person') return false
  // Notes that came as HTML have no source.
  const fact = name === 'notesSource' ? 'notes' : name
  const [last] = await tx.$queryRaw<{ personId: string | null }[]>`
    SELECT "personId" FROM (
      SELECT "number", "personId", "facts" -> ${fact} AS "is", lag("facts" -> ${fact}) OVER (ORDER BY "number") AS "was"
      FROM "EpisodeVersion" WHERE "episodeId" = ${id}::uuid
    ) AS version WHERE "is" IS DISTINCT FROM "was" ORDER BY "number" DESC LIMIT 1`
  return last?.personId === by.id
}

/** Refuses (409) where an episode is another version than somebody saw. */
export function refuseOtherVersion(episode: Episode, seen: number) {
  if (episode.version !== seen)
    throw changed({ version: 'Somebody else changed the episode meanwhile. Look at it, then choose again.' }, episode)
}

/**
 * Refuses (409) where somebody else changed an episode since the version somebody saw: she would answer for what she has
 * not looked at. What she changed herself meanwhile she knows, and what is again as it was nobody has to look at.
 * `details.by` is what the last of the others was called, `details.changed` what is other now.
 */
export async function refuseUnknownChanges(tx: Tx, episode: Episode, seen: number, by: Doer) {
  const since = { episodeId: episode.id, number: { gt: seen } }
  const select = { personId: true, programId: true, savedBy: true }
  const versions = await tx.episodeVersion.findMany({ where: since, orderBy: { number: 'desc' }, select })
  const other = versions.find((version) => !madeBy(by, version))
  if (!other) return
  const now = changesOf(factsOf(episode), await factsSeen(tx, episode, seen))
  if (now.length === 0) return
  const fields = { version: 'Somebody else changed the episode meanwhile. Look at it, then publish it.' }
  throw changed(fields, episode, { by: other.savedBy, changed: now })
}

type Maker = Pick<EpisodeVersion, 'personId' | 'programId' | 'savedBy'>

/** Never by what they are called: several people, and several programs, have one name. */
function madeBy(by: Doer, { personId, programId, savedBy }: Maker) {
  if (by.kind === 'person') return personId === by.id
  if (by.kind === 'program') return programId === by.id
  return personId === null && programId === null && savedBy === null
}

const PART_CHANGED: Record<Part, string> = {
  chapters: 'Somebody else changed the chapters meanwhile. Look at them, then send yours again.',
  transcripts: 'Somebody else changed the transcripts meanwhile. Look at them, then send yours again.',
  audio: 'Somebody else replaced the audio meanwhile. Listen to it, then send yours again.',
  artwork: 'Somebody else changed the picture meanwhile. Look at it, then send yours again.',
  publishAt: 'Somebody else changed the date of publication meanwhile. Look at it, then choose again.',
}

const PART_CHANGED_BY_ONESELF: Record<Part, string> = {
  chapters: 'You yourself changed the chapters meanwhile, in another window. Look at them, then send these again.',
  transcripts: 'You yourself changed the transcripts meanwhile, in another window. Look at them, then send this again.',
  audio: 'You yourself replaced the audio meanwhile, in another window. Listen to it, then send this again.',
  artwork: 'You yourself changed the picture meanwhile, in another window. Look at it, then send this again.',
  publishAt:
    'You yourself changed the date of publication meanwhile, in another window. Look at it, then choose again.',
}

/** Its sentence is that of the first field. */
const changed = (fields: Record<string, string>, { version }: Episode, more: object = {}) =>
  new Refusal(409, CHANGED_MEANWHILE, Object.values(fields)[0]!, { fields, details: { version, ...more } })

/**
 * What an episode was in the version somebody saw, with what became of what she sent of it: what she made of a field last,
 * though others may have set it back since, or what it is now where that is just what she sent.
 */
async function factsKnown(
  tx: Tx,
  episode: Episode,
  { version, sent = [] }: Seen,
  by: Doer,
  now: Facts,
): Promise<Facts> {
  const base = asSeen(await factsSeen(tx, episode, version))
  if (sent.length === 0) return base
  const isSent = (name: TypedField, facts: Facts) =>
    sent.some((changes) => name in changes && isSame(changes[name], facts[name]))
  const arrived = TYPED_FIELDS.filter((name) => isSent(name, now)).map((name) => [name, now[name]])
  const made = (await changesSince(tx, episode, version, by)).filter(({ name, facts }) => isSent(name, facts))
  return { ...base, ...Object.fromEntries([...arrived, ...made.map(({ name, facts }) => [name, facts[name]])]) }
}

/** What somebody made of the fields of an episode since a version, the oldest first. */
async function changesSince(tx: Tx, { id }: Episode, version: number, by: Doer) {
  const where = { episodeId: id, number: { gte: version } }
  const versions = await tx.episodeVersion.findMany({ where, orderBy: { number: 'asc' } })
  const steps = versions.map((each) => ({ ...each, facts: asSeen(each.facts as unknown as Facts) }))
  return steps.flatMap(({ facts, ...maker }, at) => {
    const before = steps[at - 1]?.facts
    if (!before || !madeBy(by, maker)) return []
    return TYPED_FIELDS.filter((name) => !isSame(facts[name], before[name])).map((name) => ({ name, facts }))
  })
}

/** What an episode was in a version; a version nobody can have seen is as the episode is now. */
async function factsSeen(tx: Tx, episode: Episode, number: number): Promise<Facts> {
  const where = { episodeId_number: { episodeId: episode.id, number } }
  const version = number === episode.version ? null : await tx.episodeVersion.findUnique({ where })
  return version ? (version.facts as unknown as Facts) : factsOf(episode)
}
