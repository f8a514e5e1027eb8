import { v5 as uuidV5 } from 'uuid'
import { type Acting, aboutShow, logged } from '../accounts/logbook.ts'
import { isDuplicate, jsonOrNull, type Prisma, type Tx } from '../db.ts'
import { conflict, notFound } from '../lib/errors.ts'
import { isSame } from '../lib/plain-json.ts'
import { numberedSlugs } from '../lib/slug.ts'
import { enqueue } from '../queue/queue.ts'
import type { Services } from '../services.ts'
import { feedUrl } from './addresses.ts'
import { refuseDeleted, restorableBy } from './deletion.ts'
import { describeArtwork, saysAlready } from './describe-artwork.ts'
import { findShowId, firstFreeShowSlug, giveUpShowSlug, showSlugTaken } from './former-slugs.ts'
import { type NewShow, type ShowChanges, slugOfTitle } from './show-input.ts'

/** The namespace podcast:guid is made in (podcast namespace, tag guid). */
const PODCAST_NAMESPACE = 'ead4c236-bf58-58c6-a2c6-a6b28d128cb6'

const withArtwork = { artwork: true } satisfies Prisma.ShowInclude
export type Show = Prisma.ShowGetPayload<{ include: typeof withArtwork }>

/**
 * Creates a show and asks for its first, empty feed; `guid` is for one that had its podcast:guid elsewhere before.
 * Refuses a slug that is taken, or was; without one it gets that of its title, with a number where that is taken.
 */
export async function createShow(
  services: Acting,
  show: NewShow,
  also: (tx: Tx, created: Show) => Promise<void> = async () => undefined,
  guid?: string,
): Promise<Show> {
  const slugs = show.slug === undefined ? numberedSlugs(slugOfTitle(show.title)) : [show.slug]
  try {
    return await logged(services, async (tx, note) => {
      const slug = await firstFreeShowSlug(tx, slugs)
      if (slug === undefined) throw showSlugTaken(slugs[0]!)
      const named = { slug, guid: guid ?? podcastGuid(feedUrl(services.config, slug)) }
      const created = await tx.show.create({ data: { ...show, ...named }, include: withArtwork })
      await requestFeed(tx, created.id, services.now())
      await also(tx, created)
      note({ kind: 'show-made', about: aboutShow(created), facts: { slug: created.slug } })
      return created
    })
  } catch (error) {
    if (isDuplicate(error)) throw showSlugTaken(slugs[0]!)
    throw error
  }
}

/** The code of the refusal to change what was changed since it was seen. */
export const CHANGED_MEANWHILE = 'changed-meanwhile'

/**
 * Changes what is typed; null clears, and what is as it was changes nothing. The address before another slug goes on
 * leading to the show. Refuses a slug that
 * is taken, or was, and to make a show serial while published episodes lack their number. With the `updatedAt` that was
 * `seen`, refuses (409) when the show was changed since.
 */
export async function changeShow(services: Acting, slug: string, changes: ShowChanges, seen?: Date): Promise<Show> {
  const { now } = services
  try {
    return await logged(services, async (tx, note) => {
      const show = await lockShow(tx, slug)
      if (seen && seen.getTime() !== show.updatedAt.getTime())
        throw conflict(CHANGED_MEANWHILE, 'Somebody changed this podcast meanwhile. Look at it again first.')
      const changed = changedOnly(show, changes)
      const names = Object.keys(changed)
      if (names.length === 0) return show
      const { artworkAlt, license, updateFrequency, publisher, ...fields } = changed
      if (fields.type === 'serial') await refuseUnnumbered(tx, show.id)
      if (fields.slug !== undefined) await giveUpShowSlug(tx, show, fields.slug)

      if (artworkAlt !== undefined) await describeArtwork(tx, show.artworkId, artworkAlt)
      const nullable = {
        license: jsonOrNull(license),
        updateFrequency: jsonOrNull(updateFrequency),
        publisher: jsonOrNull(publisher),
      }
      const touched = artworkAlt === undefined ? {} : { updatedAt: now() }
      const data = { ...fields, ...nullable, ...touched }
      const after = await tx.show.update({ where: { id: show.id }, data, include: withArtwork })
      await requestFeed(tx, show.id, now())
      // The slug is told for itself.
      const told = names.filter((name) => name !== 'slug')
      if (told.length > 0) note({ kind: 'show-changed', about: aboutShow(after), facts: { fields: told } })
      if (after.slug !== show.slug)
        note({ kind: 'show-address-changed', about: aboutShow(after), facts: { from: show.slug, to: after.slug } })
      return after
    })
  } catch (error) {
    if (changes.slug !== undefined && isDuplicate(error)) throw showSlugTaken(changes.slug)
    throw error
  }
}

/** Of what was typed, what is something else than before. */
function changedOnly(show: Show, changes: ShowChanges): ShowChanges {
  const isAsBefore = (name: string, value: unknown) =>
    name === 'artworkAlt' ? saysAlready(show.artwork, value) : isSame(value, show[name as keyof Show])
  return Object.fromEntries(Object.entries(changes).filter(([name, value]) => !isAsBefore(name, value)))
}

/** A show by its slug, or by one it had before. */
export async function getShow({ db, now }: Services, slug: string): Promise<Show> {
  const id = await findShowId(db, slug)
  const show = id && (await db.show.findUnique({ where: { id }, include: withArtwork }))
  if (!show) throw notFound('show')
  refuseDeleted(show, 'show', now())
  return show
}

/** All shows, or those that are deleted and can be brought back. */
export function listShows({ db, now }: Services, { deleted = false } = {}): Promise<Show[]> {
  const where = deleted ? restorableBy(now()) : { deletedAt: null }
  return db.show.findMany({ where, orderBy: { title: 'asc' }, include: withArtwork })
}

/**
 * Holds a show until the transaction ends, so that changes to it wait for each other. Its slug may be one it had
 * before. Refuses an unknown one and a deleted one.
 */
export async function lockShow(tx: Tx, slug: string) {
  const show = await holdShow(tx, slug)
  if (show.deletedAt) throw notFound('show')
  return show
}

/** The same, with a deleted one. */
export async function holdShow(tx: Tx, slug: string) {
  const id = await findShowId(tx, slug)
  await tx.$queryRaw`SELECT "id" FROM "Show" WHERE "id" = ${id}::uuid FOR UPDATE`
  const show = id && (await tx.show.findUnique({ where: { id }, include: withArtwork }))
  if (!show) throw notFound('show')
  return show
}

/** Asks for the show's feed to be made anew at a moment; asking again for the same moment is asking once. */
export async function requestFeed(tx: Tx, showId: string, now: Date, at: Date = now) {
  // The queue goes by the database's clock, so what is asked for now names no time: ours may be ahead of it.
  const ahead = at > now ? at : null
  const key = `refresh-feed ${showId} ${ahead?.toISOString() ?? 'now'}`
  await enqueue(tx, 'refresh-feed', { showId, at: at.toISOString() }, { at: ahead, key })
}

/** UUIDv5 of the feed's address without scheme and trailing slashes; minted once, kept for life. */
export const podcastGuid = (feed: string) =>
  uuidV5(feed.replace(/^[a-z]+:\/\//i, '').replace(/\/+$/, ''), PODCAST_NAMESPACE)

/** Apple: a serial show numbers its full episodes. */
async function refuseUnnumbered(tx: Tx, showId: string) {
  const where = { showId, type: 'full', number: null, publishAt: { not: null }, deletedAt: null } as const
  const count = await tx.episode.count({ where })
  if (count > 0)
    throw conflict(
      'number-needed',
      `In a serial show each full episode has a number; ${count} published ones have none.`,
    )
}
