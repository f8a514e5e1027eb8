import { createHash, randomUUID } from 'node:crypto'
import type { Prisma } from '../../src/db.ts'
import type { TestHost } from './host.ts'

type Few = Pick<TestHost, 'db'>

/** A day on which everything in these rows happened, unless told otherwise. */
export const A_SUNDAY = new Date('2026-10-25T05:00:00Z')

/** A show written straight into the database; its address is free unless given. */
export function showRow({ db }: Few, fields: Partial<Prisma.ShowUncheckedCreateInput> = {}) {
  return db.show.create({
    data: {
      slug: `show-${randomUUID().slice(0, 8)}`,
      guid: randomUUID(),
      title: 'Nachtzüge',
      description: 'Gespräche über Nachtzüge.',
      language: 'de',
      categories: ['Government'],
      author: 'Landesbahn',
      createdAt: A_SUNDAY,
      updatedAt: A_SUNDAY,
      ...fields,
    },
  })
}

type Audio = Partial<Prisma.EnclosureUncheckedCreateInput>

/** An episode of it with the row of its audio, published on that day. Nothing is in the storage. */
export async function episodeRow(
  { db }: Few,
  show: { id: string; slug: string },
  fields: Partial<Prisma.EpisodeUncheckedCreateInput> = {},
  audio: Audio = {},
) {
  const slug = fields.slug ?? `episode-${randomUUID().slice(0, 8)}`
  const typed = { slug, guid: randomUUID(), title: 'Eine Folge', publishAt: A_SUNDAY, createdAt: A_SUNDAY, ...fields }
  const { id } = await db.episode.create({ data: { ...typed, showId: show.id } })
  const enclosure = await db.enclosure.create({
    data: {
      episodeId: id,
      path: `${show.slug}/${slug}-0123abcd.mp3`,
      key: `audio/${show.id}/${id}/0123abcd.mp3`,
      type: 'audio/mpeg',
      bytes: 1_234_567,
      sha256: createHash('sha256').update(id).digest('hex'),
      seconds: 61.4,
      bitrate: 128_000,
      channels: 2,
      sampleRate: 44_100,
      tagBytes: 0,
      ...audio,
    },
  })
  const updatedAt = fields.updatedAt ?? A_SUNDAY
  return db.episode.update({
    where: { id },
    data: { enclosureId: enclosure.id, updatedAt },
    include: { enclosure: true },
  })
}

/** A picture of a show, or of an episode of it, as their picture. Nothing is in the storage. */
export async function artworkRow(
  { db }: Few,
  show: { id: string; slug: string },
  episode?: { id: string; slug: string },
  alt: string | null = null,
) {
  const path = episode ? `${show.slug}/${episode.slug}-4567cdef.png` : `${show.slug}-4567cdef.jpg`
  const facts = { key: `artwork/${path}`, alt, type: episode ? 'image/png' : 'image/jpeg', bytes: 345_678, side: 3000 }
  const artwork = await db.artwork.create({
    data: {
      path,
      ...facts,
      sha256: createHash('sha256').update(path).digest('hex'),
      showId: show.id,
      episodeId: episode?.id ?? null,
    },
  })
  const data = { artworkId: artwork.id, updatedAt: A_SUNDAY }
  if (episode) await db.episode.update({ where: { id: episode.id }, data })
  else await db.show.update({ where: { id: show.id }, data })
  return artwork
}

/** A passkey of somebody, which no device has. */
export const passkeyRow = ({ db }: Few, personId: string, fields: Partial<Prisma.PasskeyUncheckedCreateInput> = {}) =>
  db.passkey.create({
    data: {
      ...{ personId, name: 'Handy', publicKey: 'x', credentialID: randomUUID(), counter: 0 },
      ...{ deviceType: 'singleDevice', backedUp: false },
      ...fields,
    },
  })
