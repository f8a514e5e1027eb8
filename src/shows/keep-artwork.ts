import { createHash } from 'node:crypto'
import { type Acting, aboutShow, logged } from '../accounts/logbook.ts'
import type { Tx } from '../db.ts'
import { notFound } from '../lib/errors.ts'
import type { Services } from '../services.ts'
import { artworkKey } from '../storage/object-keys.ts'
import { refuseInfected } from '../storage/virus-scan.ts'
import { hashedName } from './addresses.ts'
import { inspectArtwork } from './artwork.ts'
import { hueOf } from './artwork-hue.ts'
import { lockShow, requestFeed, type Show } from './show.ts'

/** A picture as it was sent, and what it shows, unless that was not said. */
export interface Picture {
  bytes: Uint8Array
  alt?: string | undefined
}

/** Has a picture scanned, checks it and keeps it bit for bit. Returns what is to be written down with whatever it belongs to. */
export async function keepArtwork(services: Services, showId: string, { bytes, alt }: Picture) {
  await refuseInfected(services, bytes)
  const { extension, type, side } = await inspectArtwork(bytes)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const key = artworkKey({ showId, sha256, extension })
  // A bucket that hangs is told of within seconds; whoever sends it bytes waits a minute.
  await services.storage.check()
  await services.storage.put(key, bytes, type)
  const hue = await hueOf(bytes)
  return { extension, alt, facts: { key, type, bytes: bytes.length, sha256, side, hue } }
}

export type KeptArtwork = Awaited<ReturnType<typeof keepArtwork>>

/**
 * The row of a kept picture; the same picture again is the row that is there, whatever slug its address begins with,
 * and keeps its description unless another one came. `name` is what another's address begins with: the show's slug, or
 * `<show>/<episode>`.
 */
export async function linkArtwork(
  tx: Tx,
  { extension, alt, facts }: KeptArtwork,
  { name, ...owner }: { name: string; showId: string; episodeId: string | null },
) {
  const same = await tx.artwork.findFirst({ where: { ...owner, sha256: facts.sha256 } })
  if (same) return tx.artwork.update({ where: { id: same.id }, data: { alt } })
  const path = hashedName(name, facts.sha256, extension)
  return tx.artwork.create({ data: { path, alt, ...facts, ...owner } })
}

/** Whether a picture is the one that was there, described as that was. */
export const isSameArtwork = (was: Show['artwork'], is: NonNullable<Show['artwork']>) =>
  was?.id === is.id && was.alt === is.alt

/** Gives a show its cover. A new picture has a new address; the one it has, described as it is, changes nothing. */
export async function setShowArtwork(services: Acting, slug: string, picture: Picture): Promise<Show> {
  const { db, now } = services
  const show = await db.show.findUnique({ where: { slug } })
  if (!show) throw notFound('show')

  const kept = await keepArtwork(services, show.id, picture)
  return logged(services, async (tx, note) => {
    const before = await lockShow(tx, slug)
    const artwork = await linkArtwork(tx, kept, { name: show.slug, showId: show.id, episodeId: null })
    if (isSameArtwork(before.artwork, artwork)) return before
    const changed = await tx.show.update({
      where: { id: show.id },
      data: { artworkId: artwork.id },
      include: { artwork: true },
    })
    await requestFeed(tx, show.id, now())
    const about = aboutShow(changed)
    if (artwork.id !== before.artworkId) note({ kind: 'show-cover-changed', about })
    else note({ kind: 'show-changed', about, facts: { fields: ['artworkAlt'] } })
    return changed
  })
}
