import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Db, Prisma } from '../db.ts'
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
/** Rows read at once before requests get their turn: a few milliseconds. */
const PAGE = 200

export type PublishedMedia = ReturnType<typeof openPublishedMedia>

/**
 * What is published or will be, held in memory, so that listening goes on while the database is away. Drafts are
 * never in it. `load` reads everything; `reload` follows one episode's change, or a show's with all of its episodes.
 */
export function openPublishedMedia({ db, log, now }: Services) {
  let held = indexMedia()
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
      held.remove(ownerId)
      for (const media of fresh) held.add(media)
    })

  const load = () =>
    inTurn(async () => {
      const all = indexMedia()
      for await (const media of readMedia(db, now(), EVERY)) all.add(media)
      held = all
    })

  const timer = setInterval(load, RELOAD_MILLISECONDS).unref()

  return {
    load,
    reload,
    /** The media published under a path now, or null. One that is not known yet is looked up. */
    async find(kind: Media['kind'], path: string): Promise<Media | null> {
      const media = held.get(path) ?? (await readPath(db, now(), kind, path))
      return media && media.kind === kind && media.publicFrom <= now().getTime() ? media : null
    },
    /** The same without waiting, or undefined when it must be looked up. */
    peek(kind: Media['kind'], path: string): Media | undefined {
      const media = held.get(path)
      return media && media.kind === kind && media.publicFrom <= now().getTime() ? media : undefined
    },
    async close() {
      clearInterval(timer)
      await working
    },
  }
}

/** Media by their paths, and by what they belong to. */
function indexMedia() {
  const byPath = new Map<string, Media>()
  const byOwner = new Map<string, Media[]>()
  /** Of each show. */
  const owners = new Map<string, Set<string>>()

  const removeOwn = (id: string) => {
    for (const { path } of byOwner.get(id) ?? []) byPath.delete(path)
    byOwner.delete(id)
  }

  return {
    get: (path: string) => byPath.get(path),
    add(media: Media) {
      byPath.set(media.path, media)
      byOwner.set(media.ownerId, [...(byOwner.get(media.ownerId) ?? []), media])
      owners.set(media.showId, (owners.get(media.showId) ?? new Set()).add(media.ownerId))
    },
    /** What belongs to an episode, or to a show with all its episodes. */
    remove(id: string) {
      for (const owner of owners.get(id) ?? []) removeOwn(owner)
      owners.delete(id)
      removeOwn(id)
    },
  }
}

/** Which media: conditions on both kinds of rows. */
interface Which {
  audio: Prisma.EnclosureWhereInput
  artwork: Prisma.ArtworkWhereInput
}

const EVERY: Which = { audio: {}, artwork: {} }
const ofEpisode = (id: string): Which => ({ audio: { episodeId: id }, artwork: { episodeId: id } })
/** With those of its episodes. */
const ofShow = (id: string): Which => ({ audio: { episode: { showId: id } }, artwork: { showId: id } })

/** Those of an episode or a show, whichever the id is of. */
async function readOwned(db: Db, now: Date, id: string): Promise<Media[]> {
  const own = await Array.fromAsync(readMedia(db, now, ofEpisode(id)))
  return own.length > 0 ? own : Array.fromAsync(readMedia(db, now, ofShow(id)))
}

const notDraft = { publishAt: { not: null }, ...notDeleted }

const audioWith = (now: Date, where: Prisma.EnclosureWhereInput) => ({
  AND: [
    where,
    { OR: [{ replacedAt: null }, { replacedAt: { gt: new Date(now.getTime() - REPLACED_HOURS * 3_600_000) } }] },
    { episode: notDraft },
  ],
})
const artworkWith = (where: Prisma.ArtworkWhereInput) => ({
  AND: [where, { show: { deletedAt: null } }, { OR: [{ episodeId: null }, { episode: notDraft }] }],
})

const bytesOf = { path: true, key: true, type: true, bytes: true, sha256: true } as const
const audioSelect = { ...bytesOf, id: true, episodeId: true, episode: { select: { publishAt: true, showId: true } } }
const artworkSelect = { ...bytesOf, id: true, episodeId: true, showId: true, episode: { select: { publishAt: true } } }

async function* readMedia(db: Db, now: Date, { audio, artwork }: Which): AsyncGenerator<Media> {
  const page = { orderBy: { id: 'asc' }, take: PAGE } as const
  const readAudio = (behind: Behind) =>
    db.enclosure.findMany({ where: audioWith(now, { AND: [audio, behind] }), select: audioSelect, ...page })
  const readArtwork = (behind: Behind) =>
    db.artwork.findMany({ where: artworkWith({ AND: [artwork, behind] }), select: artworkSelect, ...page })
  for await (const rows of inPages(readAudio)) yield* rows.map(audioMedia)
  for await (const rows of inPages(readArtwork)) yield* rows.map(artworkMedia)
}

type Behind = { id?: { gt: string } }

/** All rows in the order of their ids. */
async function* inPages<Row extends { id: string }>(read: (behind: Behind) => Promise<Row[]>): AsyncGenerator<Row[]> {
  for (let last: Row | undefined; ; await nextTurn()) {
    const rows = await read(last ? { id: { gt: last.id } } : {})
    yield rows
    if (rows.length < PAGE) return
    last = rows.at(-1)
  }
}

async function readPath(db: Db, now: Date, kind: Media['kind'], path: string): Promise<Media | null> {
  if (kind === 'audio') {
    const row = await db.enclosure.findFirst({ where: audioWith(now, { path }), select: audioSelect })
    return row && audioMedia(row)
  }
  const row = await db.artwork.findFirst({ where: artworkWith({ path }), select: artworkSelect })
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
