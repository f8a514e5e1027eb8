import type { Tx } from '../db.ts'
import { conflict } from '../lib/errors.ts'
import { numberedSlugs, slugOf } from '../lib/slug.ts'
import { hashedName } from '../shows/addresses.ts'
import type { Episode } from './episode.ts'

/**
 * Holds the slugs of a show's episodes until the transaction ends: before one is looked for or written, so that nobody
 * waits in a circle. Everything else of the show goes on meanwhile. Answers the show's own slug.
 */
export async function holdSlugs(tx: Tx, showId: string): Promise<string> {
  const [show] = await tx.$queryRaw<{ slug: string }[]>`
    SELECT "slug" FROM "Show" WHERE "id" = ${showId}::uuid FOR NO KEY UPDATE`
  return show!.slug
}

/**
 * Keeps the slug an episode gives up: it leads to the episode from now on, and no other of the show can take it. One
 * the episode had before is its own again. Its audio and pictures go by the next one, unless it ever had a date. Refuses
 * one that is another's, or was.
 */
export async function giveUpEpisodeSlug(tx: Tx, { id, showId, slug, hadDate }: Episode, next: string) {
  if (slug === next) return
  const show = await holdSlugs(tx, showId)
  if (!(await firstFreeSlug(tx, showId, [next], id))) throw episodeSlugTaken(next)
  await tx.episodeAlias.deleteMany({ where: { showId, slug: next, episodeId: id } })
  await tx.episodeAlias.create({ data: { showId, slug, episodeId: id } })
  if (!hadDate) await renameMedia(tx, id, `${show}/${next}`)
}

/**
 * The slug that a draft gets with another title, and its audio and pictures with it: as long as nobody chose its slug,
 * and it never had a date. Nobody was led to the one before, so that is free again. Otherwise the slug it has.
 */
export async function followTitle(tx: Tx, episode: Episode, title: string): Promise<string> {
  const { id, showId, slug, slugStays } = episode
  const wished = slugOf(title)
  if (slugStays || wished === slugOf(episode.title)) return slug
  const show = await holdSlugs(tx, showId)
  const next = await firstFreeSlug(tx, showId, numberedSlugs(wished), id)
  if (next === undefined) return slug
  await renameMedia(tx, id, `${show}/${next}`)
  return next
}

/** The first of some slugs that no other episode of the show than that one has, or had before. */
export async function firstFreeSlug(tx: Tx, showId: string, slugs: string[], episodeId: string) {
  const [where, select] = [{ showId, slug: { in: slugs } }, { slug: true }]
  const theirs = await tx.episode.findMany({ where: { ...where, id: { not: episodeId } }, select })
  const former = await tx.episodeAlias.findMany({ where: { ...where, episodeId: { not: episodeId } }, select })
  const taken = new Set([...theirs, ...former].map(({ slug }) => slug))
  return slugs.find((slug) => !taken.has(slug))
}

export const episodeSlugTaken = (slug: string) =>
  conflict('slug-taken', `The address "${slug}" belongs to another episode, or did before. Choose another slug.`)

async function renameMedia(tx: Tx, episodeId: string, name: string) {
  const renamed = ({ path, sha256 }: { path: string; sha256: string }) =>
    hashedName(name, sha256, path.split('.').at(-1)!)
  for (const audio of await tx.enclosure.findMany({ where: { episodeId } }))
    await tx.enclosure.update({ where: { id: audio.id }, data: { path: renamed(audio) } })
  for (const picture of await tx.artwork.findMany({ where: { episodeId } }))
    await tx.artwork.update({ where: { id: picture.id }, data: { path: renamed(picture) } })
}
