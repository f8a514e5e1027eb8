import type { Tx } from '../db.ts'
import { conflict } from '../lib/errors.ts'

/**
 * Keeps the slug an episode gives up: it leads to the episode from now on, and no other of the show can take it. One
 * the episode had before is its own again.
 */
export async function giveUpEpisodeSlug(tx: Tx, episodeId: string, next: string) {
  const { showId, slug } = await tx.episode.findUniqueOrThrow({ where: { id: episodeId } })
  if (slug === next) return
  await tx.episodeAlias.deleteMany({ where: { showId, slug: next, episodeId } })
  await tx.episodeAlias.create({ data: { showId, slug, episodeId } })
}

/** Whether an episode of the show has a slug, or had it before. */
export async function isEpisodeSlugTaken(tx: Tx, showId: string, slug: string): Promise<boolean> {
  const where = { showId_slug: { showId, slug } }
  return (await tx.episode.findUnique({ where })) !== null || (await tx.episodeAlias.findUnique({ where })) !== null
}

export const episodeSlugTaken = (slug: string) =>
  conflict('slug-taken', `The address "${slug}" belongs to another episode, or did before. Choose another slug.`)
