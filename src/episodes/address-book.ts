import type { Services } from '../services.ts'
import { type EpisodePlace, episodePlace, type Place, type ShowPlace, showPlace } from './place.ts'

/** Everything is read again this often, for the case that a notice was lost. */
const RELOAD_MILLISECONDS = 60_000

/** A show with all slugs it has or had, and those of its episodes that are found elsewhere or not at all. */
interface Entry {
  show: ShowPlace
  slugs: string[]
  episodes: Map<string, EpisodePlace & { publishAt: Date | null }>
}

export type AddressBook = ReturnType<typeof openAddressBook>

/**
 * Where shows and episodes are found that had another address, moved away or were deleted: held in memory, so that
 * their addresses go on answering while the database is away. `load` reads everything, `reload` one show.
 */
export function openAddressBook({ db, log, now }: Services) {
  let byId = new Map<string, Entry>()
  let bySlug = new Map<string, Entry>()
  let working: Promise<unknown> = Promise.resolve()

  /** One after the other, so that an older reading never overwrites a newer one. */
  const inTurn = (work: () => Promise<void>) => {
    working = working
      .then(work)
      .catch((error) => log.warn({ error: error.message }, 'the addresses of shows were not read'))
    return working
  }

  const reload = (showId: string) =>
    inTurn(async () => {
      const [entry] = await readEntries(db, showId)
      for (const slug of byId.get(showId)?.slugs ?? []) if (bySlug.get(slug)?.show.id === showId) bySlug.delete(slug)
      byId.delete(showId)
      if (entry) byId.set(showId, entry)
      for (const slug of entry?.slugs ?? []) bySlug.set(slug, entry!)
    })

  const load = () =>
    inTurn(async () => {
      const entries = await readEntries(db)
      byId = new Map(entries.map((entry) => [entry.show.id, entry]))
      bySlug = new Map(entries.flatMap((entry) => entry.slugs.map((slug) => [slug, entry] as const)))
    })

  const timer = setInterval(load, RELOAD_MILLISECONDS).unref()

  return {
    load,
    reload,
    /** The show a slug belongs to, and its episode if that had another slug or is deleted; null for an unknown show. */
    find(showSlug: string, episodeSlug: string | null): Place | null {
      const entry = bySlug.get(showSlug)
      if (!entry) return null
      const found = episodeSlug === null ? undefined : entry.episodes.get(episodeSlug)
      const episode = found?.publishAt && found.publishAt <= now() ? found : null
      return { show: entry.show, showSlug, episode, episodeSlug }
    },
    async close() {
      clearInterval(timer)
      await working
    },
  }
}

async function readEntries(db: Services['db'], id?: string): Promise<Entry[]> {
  const withAliases = { aliases: { select: { slug: true } } }
  const shows = await db.show.findMany({ where: { id }, select: { ...showPlace, ...withAliases } })
  const aliases = await db.episodeAlias.findMany({
    where: { showId: id },
    include: { episode: { select: episodePlace } },
  })
  const deleted = await db.episode.findMany({ where: { showId: id, deletedAt: { not: null } }, select: episodePlace })

  const byShow = Map.groupBy(
    [
      ...aliases.map(({ slug, episode }) => ({ slug, episode })),
      ...deleted.map((episode) => ({ slug: episode.slug, episode })),
    ],
    ({ episode }) => episode.showId,
  )
  return shows.map(({ aliases, ...show }) => ({
    show,
    slugs: [show.slug, ...aliases.map(({ slug }) => slug)],
    episodes: new Map(byShow.get(show.id)?.map(({ slug, episode }) => [slug, episode])),
  }))
}
