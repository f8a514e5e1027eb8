import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Db } from '../db.ts'
import type { Services } from '../services.ts'
import { notDeleted } from './episode.ts'

/** Bytes listeners may fetch under an address: an episode's audio, a show's or episode's picture. */
export interface Media {
  /** Below /audio/ or /artwork/. */
  path: string
  kind: 'audio' | 'artwork'
  key: string
  type: string
  bytes: number
  sha256: string
  /** The show or episode it belongs to, and its show. */
  ownerId: string
  showId: string
  /** Since when it may be fetched, in milliseconds. */
  publicFrom: number
}

/** How long replaced audio answers under its old address: apps that hold it read the feed within a day. */
export const REPLACED_HOURS = 24
/** Everything is read again this often, for the case that a notice was lost. */
const RELOAD_MILLISECONDS = 60_000
/** Rows read at once: few enough not to hold up requests. */
const PAGE = 1000

export type PublishedMedia = ReturnType<typeof openPublishedMedia>

/**
 * What is published or will be, held in memory, so that listening goes on while the database is away. Drafts are
 * never in it. `load` reads everything; `reload` follows one episode's change, or a show's with all of its episodes.
 */
export function openPublishedMedia({ db, log, now }: Services) {
  let byPath = new Map<string, Media>()
  let working: Promise<unknown> = Promise.resolve()

  /** One after the other, so that an older reading never overwrites a newer one. */
  const inTurn = (work: () => Promise<void>) => {
    working = working
      .then(work)
      .catch((error) => log.warn({ error: error.message }, 'the published media were not read'))
    return working
  }

  const reload = (ownerId: string) =>
    inTurn(async () => {
      const fresh = await readOwned(db, now(), ownerId)
      for (const media of byPath.values())
        if (media.ownerId === ownerId || media.showId === ownerId) byPath.delete(media.path)
      for (const media of fresh) byPath.set(media.path, media)
    })

  const load = () =>
    inTurn(async () => {
      const all = new Map<string, Media>()
      for await (const media of readAll(db, now())) all.set(media.path, media)
      byPath = all
    })

  const timer = setInterval(load, RELOAD_MILLISECONDS).unref()

  return {
    load,
    reload,
    /** The media published under a path now, or null. One that is not known yet is looked up. */
    async find(kind: Media['kind'], path: string): Promise<Media | null> {
      const media = byPath.get(path) ?? (await readPath(db, now(), kind, path))
      return media && media.kind === kind && media.publicFrom <= now().getTime() ? media : null
    },
    /** The same without waiting, or undefined when it must be looked up. */
    peek(kind: Media['kind'], path: string): Media | undefined {
      const media = byPath.get(path)
      return media && media.kind === kind && media.publicFrom <= now().getTime() ? media : undefined
    },
    async close() {
      clearInterval(timer)
      await working
    },
  }
}

const notDraft = { publishAt: { not: null }, ...notDeleted }

const stillServed = (now: Date) => ({
  OR: [{ replacedAt: null }, { replacedAt: { gt: new Date(now.getTime() - REPLACED_HOURS * 3_600_000) } }],
})

const audioWith = (now: Date, where: object) => ({ AND: [where, stillServed(now), { episode: notDraft }] })
const artworkWith = (where: object) => ({
  AND: [where, { show: { deletedAt: null } }, { OR: [{ episodeId: null }, { episode: notDraft }] }],
})
const dates = { episode: { select: { publishAt: true, showId: true } } }

async function* readAll(db: Db, now: Date): AsyncGenerator<Media> {
  for (let after = ''; ; ) {
    const where = audioWith(now, after ? { id: { gt: after } } : {})
    const rows = await db.enclosure.findMany({ where, take: PAGE, orderBy: { id: 'asc' }, include: dates })
    yield* rows.map(audioMedia)
    if (rows.length < PAGE) break
    after = rows.at(-1)!.id
    await nextTurn()
  }
  for (let after = ''; ; ) {
    const where = artworkWith(after ? { id: { gt: after } } : {})
    const rows = await db.artwork.findMany({ where, take: PAGE, orderBy: { id: 'asc' }, include: dates })
    yield* rows.map(artworkMedia)
    if (rows.length < PAGE) break
    after = rows.at(-1)!.id
    await nextTurn()
  }
}

async function readOwned(db: Db, now: Date, ownerId: string): Promise<Media[]> {
  const [enclosures, artworks] = await Promise.all([
    db.enclosure.findMany({
      where: audioWith(now, { episode: { OR: [{ id: ownerId }, { showId: ownerId }] } }),
      include: dates,
    }),
    db.artwork.findMany({
      where: artworkWith({ OR: [{ episodeId: ownerId }, { showId: ownerId }] }),
      include: dates,
    }),
  ])
  return [...enclosures.map(audioMedia), ...artworks.map(artworkMedia)]
}

async function readPath(db: Db, now: Date, kind: Media['kind'], path: string): Promise<Media | null> {
  if (kind === 'audio') {
    const row = await db.enclosure.findFirst({ where: audioWith(now, { path }), include: dates })
    return row && audioMedia(row)
  }
  const row = await db.artwork.findFirst({ where: artworkWith({ path }), include: dates })
  return row && artworkMedia(row)
}

type Row = { path: string; key: string; type: string; bytes: bigint | number; sha256: string }
type Audio = Row & { episodeId: string; episode: { publishAt: Date | null; showId: string } }
type Picture = Row & { episodeId: string | null; showId: string; episode: { publishAt: Date | null } | null }

const audioMedia = (row: Audio) => media('audio', row, row.episodeId, row.episode.showId, row.episode)
const artworkMedia = (row: Picture) => media('artwork', row, row.episodeId ?? row.showId, row.showId, row.episode)

function media(
  kind: Media['kind'],
  { path, key, type, bytes, sha256 }: Row,
  ownerId: string,
  showId: string,
  episode: { publishAt: Date | null } | null,
): Media {
  const publicFrom = episode ? episode.publishAt!.getTime() : 0
  return { path, kind, key, type, bytes: Number(bytes), sha256, ownerId, showId, publicFrom }
}
