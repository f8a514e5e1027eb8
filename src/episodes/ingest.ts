import { v7 as uuidV7 } from 'uuid'
import { isDuplicate, type Prisma, type Tx } from '../db.ts'
import { notFound, Refusal } from '../lib/errors.ts'
import { MAX_NUMBER, numberedSlug } from '../lib/slug.ts'
import type { Services } from '../services.ts'
import { hashedName } from '../shows/addresses.ts'
import { keepArtwork, linkArtwork } from '../shows/keep-artwork.ts'
import type { Show } from '../shows/show.ts'
import { audioKey } from '../storage/object-keys.ts'
import { dropStaged, type StagedFile } from '../storage/staging.ts'
import { refuseInfected } from '../storage/virus-scan.ts'
import { chaptersJson } from './chapters.ts'
import { type Change, type Episode, editEpisode, withParts } from './episode.ts'
import type { NewEpisode } from './episode-input.ts'
import { fillFields } from './fill-fields.ts'
import { episodeSlugTaken, isEpisodeSlugTaken } from './former-slugs.ts'
import { type AudioTags, type Probed, probeAudio } from './probe.ts'
import { refuseOutside } from './soundbites-input.ts'

export interface Ingested {
  episode: Episode
  /** Sentences about what was found in the file and could not be used. */
  notices: string[]
}

/** What an episode brings along that was published elsewhere before. */
export interface Former {
  /** New; of two at one date the greater one comes first in the feed. */
  id: string
  /** The guid it has had since. */
  guid: string
  /** The end of its address there; null makes one from the title. A taken one gets a number. */
  slug: string | null
}

/**
 * A staged file becomes a draft episode: probed, kept under a key with its hash, then written down. What a person
 * typed wins over the file's tags; of a former episode's tags only the chapters count, since its feed said the rest. The
 * staged file is gone afterwards, also when it is refused; `also` happens in the transaction that writes the episode.
 */
export async function ingestEpisode(
  services: Services,
  show: Show,
  file: StagedFile,
  typed: NewEpisode,
  also: (tx: Tx, ingested: Ingested) => Promise<void> = async () => undefined,
  former: Former | null = null,
): Promise<Ingested> {
  try {
    const probed = await inspectAudio(services, file)
    const tags: AudioTags = former ? { chapters: probed.tags.chapters } : probed.tags
    refuseOutside(probed.facts.seconds, typed.soundbites ?? [])
    if (typed.slug !== undefined) await refuseTakenSlug(services, show.id, typed.slug)
    const id = former?.id ?? uuidV7()
    const fields = fillFields(typed, tags, file.name)
    const { picture, notices } = await keepPicture(services, show.id, tags)
    const key = await keepAudio(services, show.id, id, file, probed)

    return await withFreeSlug(former?.slug ?? fields.slug, typed.slug !== undefined, (slug) =>
      services.db.$transaction(async (tx) => {
        const named = { ...fields, slug, chapters: chaptersJson(tags.chapters ?? []) }
        const guid = former?.guid ?? uuidV7()
        await tx.episode.create({ data: { id, guid, showId: show.id, ...named } })
        const enclosure = await tx.enclosure.create({ data: enclosureRow(show.slug, slug, id, key, file, probed) })
        const artwork =
          picture && (await linkArtwork(tx, picture, { name: `${show.slug}/${slug}`, showId: show.id, episodeId: id }))
        const parts = { enclosureId: enclosure.id, artworkId: artwork?.id ?? null }
        const episode = await tx.episode.update({ where: { id }, data: parts, include: withParts })
        await also(tx, { episode, notices })
        return { episode, notices }
      }),
    )
  } finally {
    await dropStaged(file)
  }
}

/**
 * Gives an episode other audio: a new address, the same guid. The old address answers for a while, for apps that hold
 * it. Audio it had before gets the address it had then, whatever the slugs were. Title and notes stay, and so do
 * chapters, unless the new file has some and no person set those that are there. Refuses (409) to take the place of
 * other audio than was seen.
 */
export async function replaceAudio(services: Services, id: string, file: StagedFile, change: Change): Promise<Episode> {
  try {
    const found = await services.db.episode.findUnique({ where: { id }, include: { show: true } })
    if (!found) throw notFound('episode')
    const probed = await inspectAudio(services, file)
    const key = await keepAudio(services, found.showId, id, file, probed)
    const row = enclosureRow(found.show.slug, found.slug, id, key, file, probed)

    return await editEpisode(services, id, { ...change, part: 'audio' }, async (tx, { chaptersTyped }) => {
      const same = await tx.enclosure.findFirst({ where: { episodeId: id, sha256: row.sha256 } })
      const path = same?.path ?? row.path
      const enclosure = await tx.enclosure.upsert({ where: { path }, create: row, update: { key } })
      const chapters = chaptersTyped ? undefined : probed.tags.chapters
      return makeCurrent(services, tx, id, enclosure.id, chapters && { chapters: chaptersJson(chapters) })
    })
  } finally {
    await dropStaged(file)
  }
}

/** What a file is, once the virus scanner had nothing against it. */
async function inspectAudio(services: Services, file: StagedFile): Promise<Probed> {
  await refuseInfected(services, file.path)
  return probeAudio(file.path, file.bytes)
}

/** Makes audio that is kept the one of its episode; what was is replaced from now on. */
export async function makeCurrent(
  { now }: Services,
  tx: Tx,
  episodeId: string,
  enclosureId: string,
  also: Prisma.EpisodeUncheckedUpdateInput = {},
): Promise<Episode> {
  const replaced = { episodeId, replacedAt: null, id: { not: enclosureId } }
  await tx.enclosure.updateMany({ where: replaced, data: { replacedAt: now() } })
  await tx.enclosure.update({ where: { id: enclosureId }, data: { replacedAt: null } })
  return tx.episode.update({ where: { id: episodeId }, data: { enclosureId, ...also }, include: withParts })
}

async function keepAudio({ storage }: Services, showId: string, episodeId: string, file: StagedFile, probed: Probed) {
  const { extension, type } = probed.format
  const key = audioKey({ showId, episodeId, uploadId: uuidV7(), sha256: file.sha256, extension })
  await storage.keep(key, file, type)
  return key
}

/** A picture in the file that apps would refuse is left out with a sentence: the audio is what was sent. */
async function keepPicture(services: Services, showId: string, tags: AudioTags) {
  if (!tags.artwork) return { picture: null, notices: [] }
  try {
    const picture = await keepArtwork(services, showId, tags.artwork)
    return { picture, notices: [] }
  } catch (error) {
    // The audio is kept as it came, so what is in one of its tags is in it.
    if (!(error instanceof Refusal) || error.status !== 422 || error.code === 'infected') throw error
    return { picture: null, notices: [`The picture in the file was left out. ${error.message}`] }
  }
}

const enclosureRow = (
  showSlug: string,
  slug: string,
  episodeId: string,
  key: string,
  file: StagedFile,
  { format, facts, gains }: Probed,
) => ({
  episodeId,
  path: `${showSlug}/${hashedName(slug, file.sha256, format.extension)}`,
  key,
  type: format.type,
  bytes: file.bytes,
  sha256: file.sha256,
  ...facts,
  ...(gains && { waveform: { create: { gains } } }),
})

/** A slug somebody typed is taken or refused; one made from the title gets a number when it is taken. */
async function withFreeSlug<T>(slug: string, typed: boolean, write: (slug: string) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await write(numberedSlug(slug, attempt))
    } catch (error) {
      if (!isDuplicate(error) || attempt === MAX_NUMBER) throw error
      if (typed) throw episodeSlugTaken(slug)
    }
  }
}

/** Before anything is kept: what is refused leaves nothing. */
async function refuseTakenSlug({ db }: Services, showId: string, slug: string) {
  if (await isEpisodeSlugTaken(db, showId, slug)) throw episodeSlugTaken(slug)
}
