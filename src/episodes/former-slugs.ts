import type { Tx } from '../db.ts'
import { conflict } from '../lib/errors.ts'
import { isSlugOf, MAX_NUMBER, numberedSlug, slugOf } from '../lib/slug.ts'
import { hashedName } from '../shows/addresses.ts'
import { holdShow } from '../shows/show.ts'
import type { Episode } from './episode.ts'

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

/**
 * The slug that a draft gets with another title, and its audio and pictures with it: as long as nobody chose its slug,
 * and it never had a date. Nobody was led to the one before, so that is free again. Otherwise the slug it has.
 */
export async function followTitle(tx: Tx, episode: Episode, title: string): Promise<string> {
  const { id, showId, slug, show } = episode
  const follows = isSlugOf(slug, episode.title) && !isSlugOf(slug, title) && !(await hadDate(tx, episode))
  if (!follows) return slug
  await holdShow(tx, show.slug)
  const next = await freeSlug(tx, episode, slugOf(title))
  await tx.episodeAlias.deleteMany({ where: { showId, slug: next, episodeId: id } })
  await renameMedia(tx, id, `${show.slug}/${next}`)
  return next
}

/** Whether an episode of the show has a slug, or had it before: another one than `but`, if that is told. */
export async function isEpisodeSlugTaken(tx: Tx, showId: string, slug: string, but?: string): Promise<boolean> {
  const [episode, alias] = [but && { id: { not: but } }, but && { episodeId: { not: but } }]
  return (
    (await tx.episode.count({ where: { showId, slug, ...episode } })) > 0 ||
    (await tx.episodeAlias.count({ where: { showId, slug, ...alias } })) > 0
  )
}

export const episodeSlugTaken = (slug: string) =>
  conflict('slug-taken', `The address "${slug}" belongs to another episode, or did before. Choose another slug.`)

/** Versions from before the date was kept don't tell, so it may have had one. */
async function hadDate(tx: Tx, { id, publishAt }: Episode): Promise<boolean> {
  if (publishAt) return true
  const [{ dated }] = await tx.$queryRaw<[{ dated: boolean }]>`
    SELECT EXISTS (SELECT FROM "EpisodeVersion" WHERE "episodeId" = ${id}::uuid
      AND "facts" -> 'publishAt' IS DISTINCT FROM 'null'::jsonb) AS "dated"`
  return dated
}

async function freeSlug(tx: Tx, { id, showId, slug }: Episode, wished: string): Promise<string> {
  for (let number = 1; number <= MAX_NUMBER; number++) {
    const next = numberedSlug(wished, number)
    if (!(await isEpisodeSlugTaken(tx, showId, next, id))) return next
  }
  return slug
}

async function renameMedia(tx: Tx, episodeId: string, name: string) {
  const renamed = ({ path, sha256 }: { path: string; sha256: string }) =>
    hashedName(name, sha256, path.split('.').at(-1)!)
  for (const audio of await tx.enclosure.findMany({ where: { episodeId } }))
    await tx.enclosure.update({ where: { id: audio.id }, data: { path: renamed(audio) } })
  for (const picture of await tx.artwork.findMany({ where: { episodeId } }))
    await tx.artwork.update({ where: { id: picture.id }, data: { path: renamed(picture) } })
}
