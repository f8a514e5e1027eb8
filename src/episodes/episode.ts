import { type Agent, requireAccess, type ShowVerb } from '../accounts/access.ts'
import { actingAs, logged, type Note } from '../accounts/logbook.ts'
import { lookAgain } from '../accounts/look-again.ts'
import { jsonOrNull, Prisma, type Tx, twice } from '../db.ts'
import { gone, notFound, Refusal } from '../lib/errors.ts'
import { isSame } from '../lib/plain-json.ts'
import type { Services } from '../services.ts'
import { type Deletion, refuseDeleted, restorableBy } from '../shows/deletion.ts'
import { describeArtwork, saysAlready } from '../shows/describe-artwork.ts'
import { requestFeed, type Show } from '../shows/show.ts'
import { ownChanges, refuseChanged, type Seen } from './changed-meanwhile.ts'
import { notesOfChange } from './edit-notes.ts'
import type { EpisodeChanges } from './episode-input.ts'
import { followTitle, giveUpEpisodeSlug } from './former-slugs.ts'
import { refuseOutside } from './soundbites-input.ts'
import type { Part } from './version-facts.ts'
import { keepVersion } from './versions.ts'

export const withParts = {
  enclosure: true,
  artwork: true,
  show: { include: { artwork: true } },
  // Without their cues, which are long: `getTranscript` reads those of one.
  transcripts: {
    select: { language: true, state: true, times: true, sha256: true, createdAt: true, updatedAt: true },
    orderBy: { language: 'asc' },
  },
} satisfies Prisma.EpisodeInclude
export type Episode = Prisma.EpisodeGetPayload<{ include: typeof withParts }>

export type Status = 'draft' | 'scheduled' | 'published'

/** One date says it all: none is a draft, one ahead is scheduled, one behind is published. */
export function statusOf({ publishAt }: { publishAt: Date | null }, now: Date): Status {
  if (!publishAt) return 'draft'
  return publishAt > now ? 'scheduled' : 'published'
}

/** What changes an episode: once it has a date, what was approved is no more an author's. */
export const editVerb = (episode: Pick<Standing, 'publishAt'>, now: Date): ShowVerb =>
  statusOf(episode, now) === 'draft' ? 'edit draft' : 'edit published episode'

/** Neither the episode nor its show is deleted. */
export const notDeleted = { deletedAt: null, show: { deletedAt: null } } satisfies Prisma.EpisodeWhereInput

/** The condition on a row that everybody may know of it. */
export const publishedBy = (now: Date) =>
  ({ publishAt: { lte: now }, enclosureId: { not: null }, ...notDeleted }) satisfies Prisma.EpisodeWhereInput

/** The same in SQL, for a query that joins "Episode" and "Show". */
export const publishedSql = (
  now: Date,
) => Prisma.sql`("Episode"."publishAt" <= ${now} AND "Episode"."enclosureId" IS NOT NULL
  AND "Episode"."deletedAt" IS NULL AND "Show"."deletedAt" IS NULL)`

/** It was published, and its deletion or its show's can't be undone any more. */
const goneBy = (now: Date) =>
  ({
    publishAt: { lte: now },
    OR: [{ goneAt: { lte: now } }, { show: { goneAt: { lte: now } } }],
  }) satisfies Prisma.EpisodeWhereInput

/** An episode whatever its status; for those who may see drafts. */
export async function getEpisode({ db, now }: Services, id: string): Promise<Episode> {
  return notDeletedAt(now(), await db.episode.findUnique({ where: { id }, include: withParts }))
}

/** As much of an episode as tells who may do something with it. */
export type Standing = Pick<Episode, 'id' | 'showId' | 'publishAt'>

/** The same of an episode, which is less to read before it is changed. */
export async function getStanding({ db, now }: Services, id: string): Promise<Standing> {
  const deletion = { deletedAt: true, goneAt: true } as const
  const select = { id: true, showId: true, publishAt: true, ...deletion, show: { select: deletion } } as const
  return notDeletedAt(now(), await db.episode.findUnique({ where: { id }, select }))
}

/** How long an episode's audio is as it stands; undefined where it has none. */
export async function findAudioSeconds({ db }: Pick<Services, 'db'>, id: string): Promise<number | undefined> {
  const enclosure = await db.enclosure.findFirst({ where: { currentOf: { id } }, select: { seconds: true } })
  return enclosure?.seconds
}

function notDeletedAt<Found extends Deletion & { show: Deletion }>(now: Date, episode: Found | null): Found {
  if (!episode) throw notFound('episode')
  refuseDeleted(episode.show, 'episode', now)
  refuseDeleted(episode, 'episode', now)
  return episode
}

/** An episode that is published now; a draft is as unknown as one that never was, and what was published may be gone. */
export async function getPublishedEpisode({ db, now }: Services, where: Prisma.EpisodeWhereInput): Promise<Episode> {
  const episode = await db.episode.findFirst({ where: { AND: [where, publishedBy(now())] }, include: withParts })
  if (episode) return episode
  const isGone = await db.episode.count({ where: { AND: [where, goneBy(now())] } })
  throw isGone ? gone('episode') : notFound('episode')
}

/** Which episodes are listed: what everybody may know of, drafts too, or what is deleted and can be brought back. */
export type Listed = 'published' | 'all' | 'deleted'

/**
 * A page of a show's episodes: the published by their date, others newest made first. `after` may have been deleted
 * meanwhile. Behind one that lost its date the list of the published begins anew, so that none is left out; behind one
 * of no such show there is none.
 */
export async function listEpisodes(
  services: Services,
  show: Show,
  { listed, limit, after }: { listed: Listed; limit: number; after: string | null },
): Promise<Episode[]> {
  const { db, now } = services
  const conditions = { published: publishedBy(now()), all: notDeleted, deleted: restorableBy(now()) }
  const byDate = listed === 'published'
  const behind = after === null ? {} : byDate ? await olderThan(services, show, after) : { id: { lt: after } }
  return db.episode.findMany({
    where: { showId: show.id, AND: [conditions[listed], behind] },
    orderBy: byDate ? [{ publishAt: 'desc' }, { id: 'desc' }] : [{ id: 'desc' }],
    take: limit,
    include: withParts,
  })
}

/** Those that come after an episode of the show by their dates. */
async function olderThan({ db }: Pick<Services, 'db'>, show: Show, id: string): Promise<Prisma.EpisodeWhereInput> {
  const episode = await db.episode.findFirst({ where: { id, showId: show.id }, select: { publishAt: true } })
  if (!episode) return { id: { in: [] } }
  const { publishAt } = episode
  return publishAt ? { OR: [{ publishAt: { lt: publishAt } }, { publishAt, id: { lt: id } }] } : {}
}

/** Throws a refusal of what a change would make of an episode; nothing of the change is kept then. */
export type ChangeGuard = (before: Episode, after: Episode) => void

/**
 * Who changes an episode, and which version of it was seen: then what others changed since is not overwritten. A guard
 * sees what becomes of it; that of scheduled episodes is in feed/.
 */
export interface Change {
  by: Agent
  seen?: number | undefined
  guard?: ChangeGuard | undefined
}

/** A change of what is typed, and what was sent as changes of the version that was seen and never answered. */
export type TypedChange = Change & Pick<Seen, 'sent'>

/**
 * Changes what is typed; null clears, and what is as it was changes nothing. A published episode's feed follows, and the version is kept. The address before
 * another slug goes on leading to the episode, and the addresses of its audio and pictures stay, once it ever had a date;
 * before, they go by the slug. The address of a draft follows its title (`followTitle`). With the version that was `seen`, refuses (409) what somebody else changed
 * since. What was `sent` is nobody else's where it stands now.
 */
export function changeEpisode(
  services: Services,
  id: string,
  changes: EpisodeChanges,
  { by, seen, sent, guard }: TypedChange,
): Promise<Episode> {
  const { now } = services
  return editEpisode(services, id, { by, guard }, async (tx, before) => {
    const isSeen = seen !== undefined
    const own = isSeen ? await ownChanges(tx, before, changes, { version: seen, sent }, by) : changes
    const changed = changedOnly(before, own)
    if (Object.keys(changed).length === 0) return before
    const { artworkAlt, ...fields } = changed
    // What a picture shows stands beside it: the episode's row is touched all the same, because feeds go by it.
    const touched = artworkAlt === undefined ? {} : { updatedAt: now() }
    if (artworkAlt !== undefined) await describeArtwork(tx, before.artworkId, artworkAlt)
    const data = { ...fields, ...(await slugAfter(tx, before, changes, fields)), license: jsonOrNull(fields.license) }

    const after = await tx.episode.update({ where: { id }, data: { ...data, ...touched }, include: withParts })
    if (after.publishAt) refuseMissingNumber(after)
    if (fields.soundbites && after.enclosure) refuseOutside(after.enclosure.seconds, fields.soundbites)
    return after
  })
}

/** Of what was typed, what is something else than before. A slug that followed the title stays once it is typed. */
function changedOnly(before: Episode, changes: EpisodeChanges): EpisodeChanges {
  const isAsBefore = (name: string, value: unknown) => {
    if (name === 'artworkAlt') return saysAlready(before.artwork, value)
    return (name !== 'slug' || before.slugStays) && isSame(value, before[name as keyof Episode])
  }
  return Object.fromEntries(Object.entries(changes).filter(([name, value]) => !isAsBefore(name, value)))
}

/** The slug that was typed stays from now on; without one a draft's may follow the title. */
async function slugAfter(tx: Tx, before: Episode, changes: EpisodeChanges, { slug, title }: EpisodeChanges) {
  if (slug !== undefined) {
    await giveUpEpisodeSlug(tx, before, slug)
    return { slug, slugStays: true }
  }
  const mayFollow = changes.slug === undefined && title !== undefined
  return mayFollow ? { slug: await followTitle(tx, before, title) } : {}
}

/** A change of a part of an episode, or one that brings a version back. */
interface PartChange extends Change {
  part?: Part
  restores?: number
  /** What whoever does it must be allowed; unless told, to edit the episode as it stands then. */
  verb?: ShowVerb
}

/**
 * Changes an episode that nobody else changes meanwhile: its version is kept, and its feed follows. `write` gets it as it
 * is and answers what it became; the same where nothing was to be done. Where another edit was in its way it is called
 * again. The log says what that means for listeners.
 * Refuses whoever may not do that in this moment, whatever she might when she began; (409) a part that is not as it was
 * seen; and what the guard does.
 */
export async function editEpisode(
  services: Services,
  id: string,
  { by, seen, guard, part, restores, verb }: PartChange,
  write: (tx: Tx, before: Episode) => Promise<Episode>,
): Promise<Episode> {
  const { now } = services
  await lookAgain(by)
  const edit = async (tx: Tx, note: (note: Note) => void) => {
    await lockEpisode(tx, id)
    const before = await tx.episode.findUniqueOrThrow({ where: { id }, include: withParts })
    requireAccess(by, verb ?? editVerb(before, now()), before.showId)
    if (part && seen !== undefined) await refuseChanged(tx, before, part, seen, by)
    const after = await write(tx, before)
    if (after === before) return before
    guard?.(before, after)
    const version = await keepVersion(tx, before, after, { by, at: now(), restores })
    await requestFeed(tx, after.showId, now())
    for (const each of notesOfChange(before, after, now())) note(each)
    return { ...after, version }
  }
  return twice(() => logged(actingAs(services, by), edit))
}

/** The episode's row counts as changed, since items of feeds are kept by its date. */
export const touchEpisode = (tx: Tx, id: string, now: Date): Promise<Episode> =>
  tx.episode.update({ where: { id }, data: { updatedAt: now }, include: withParts })

/**
 * Holds an episode until the transaction ends: first thing in each that changes one, so that they wait for each other
 * in the same order (episode, show, job) and never in a circle. Refuses an unknown one and a deleted one.
 */
export async function lockEpisode(tx: Tx, id: string) {
  const isDeleted = await holdEpisode(tx, id)
  if (isDeleted) throw notFound('episode')
}

/** The same, with a deleted one of a show that is not; answers whether it is. */
export async function holdEpisode(tx: Tx, id: string): Promise<boolean> {
  const [held] = await tx.$queryRaw<{ isDeleted: boolean }[]>`
    SELECT "Episode"."deletedAt" IS NOT NULL AS "isDeleted"
    FROM "Episode" JOIN "Show" ON "Show"."id" = "Episode"."showId"
    WHERE "Episode"."id" = ${id}::uuid AND "Show"."deletedAt" IS NULL FOR UPDATE OF "Episode"`
  if (!held) throw notFound('episode')
  return held.isDeleted
}

/** Apple: a full episode of a serial show has a number. */
export function refuseMissingNumber({ show, type, number }: Episode) {
  if (show.type === 'serial' && type === 'full' && number === null)
    throw new Refusal(422, 'number-needed', 'In a serial show each full episode needs a number. Add it first.', {
      fields: { number: 'Add the number of this episode.' },
    })
}
