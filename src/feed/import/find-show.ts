import { conflict } from '../../lib/errors.ts'
import type { Services } from '../../services.ts'
import { isGone } from '../../shows/deletion.ts'
import { findShowId, showSlugTaken } from '../../shows/former-slugs.ts'
import type { Show } from '../../shows/show.ts'

/**
 * The show here that a feed is: the one an import of its address made, or one that has its podcast:guid and was named
 * by its slug; null when it is none. A guid alone is not enough, since any feed may claim one. Refuses a show that
 * was deleted, and a slug that belongs to another one.
 */
export async function findShow(
  { db, now }: Services,
  { url, guid, slug, wantedSlug }: { url: string; guid: string; slug: string; wantedSlug: string | undefined },
): Promise<Show | null> {
  const include = { artwork: true }
  const before = await db.feedImport.findFirst({
    where: { url, showId: { not: null } },
    orderBy: { id: 'desc' },
    select: { show: { include } },
  })
  const known = before?.show ?? (await db.show.findUnique({ where: { guid }, include }))
  if (!known) {
    if (await findShowId(db, slug)) throw showSlugTaken(slug)
    return null
  }
  if (known.deletedAt) throw conflict('show-deleted', isGone(known, now()) ? gone(known.slug) : deleted(known.slug))
  const isNamed = wantedSlug === undefined ? before?.show : (await findShowId(db, wantedSlug)) === known.id
  if (!isNamed) throw conflict('show-exists', exists(known.slug))
  return known
}

const deleted = (slug: string) => `The show “${slug}” was deleted. Take that back first.`

const gone = (slug: string) =>
  `The show “${slug}” was deleted for good, so its feed can’t be imported again. Make a new show and upload its episodes there.`

const exists = (slug: string) =>
  `This feed is the show “${slug}” here, by its podcast:guid. Import with the slug “${slug}” to complete that one.`
