import type { Tx } from '../db.ts'
import { conflict } from '../lib/errors.ts'

/**
 * Keeps the slug a show gives up: it leads to the show from now on, and no other can take it. One the show had before
 * is its own again.
 */
export async function giveUpShowSlug(tx: Tx, show: { id: string; slug: string }, next: string) {
  if (show.slug === next) return
  await tx.showAlias.deleteMany({ where: { slug: next, showId: show.id } })
  await tx.showAlias.create({ data: { slug: show.slug, showId: show.id } })
}

/** The first of some slugs that no show has, or had before; nobody else takes it until the transaction ends. */
export async function firstFreeShowSlug(tx: Tx, slugs: string[]): Promise<string | undefined> {
  await tx.$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(hashtext('slugs of new shows'))`
  const [where, select] = [{ slug: { in: slugs } }, { slug: true }]
  const shows = await tx.show.findMany({ where, select })
  const former = await tx.showAlias.findMany({ where, select })
  const taken = new Set([...shows, ...former].map(({ slug }) => slug))
  return slugs.find((slug) => !taken.has(slug))
}

/** Which show a slug belongs to, or belonged to before the show was given another. */
export async function findShowId(tx: Tx, slug: string): Promise<string | null> {
  const show = await tx.show.findUnique({ where: { slug }, select: { id: true } })
  if (show) return show.id
  const alias = await tx.showAlias.findUnique({ where: { slug }, select: { showId: true } })
  return alias?.showId ?? null
}

export const showSlugTaken = (slug: string) =>
  conflict('slug-taken', `The address "${slug}" belongs to another show, or did before. Choose another slug.`)
