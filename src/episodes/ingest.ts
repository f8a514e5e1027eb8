import { v7 as uuidV7 } from 'uuid'
import { type Agent, requireAccess } from '../accounts/access.ts'
import { AnsweredMeanwhile } from '../accounts/answer.ts'
import { lookAgain } from '../accounts/look-again.ts'
import { type Prisma, type Tx, twice } from '../db.ts'
import { notFound, Refusal } from '../lib/errors.ts'
import { numberedSlugs } from '../lib/slug.ts'
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
import { episodeSlugTaken, firstFreeSlug, holdSlugs } from './former-slugs.ts'
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

interface Ingesting {
  by: Agent
  /** Happens in the transaction that writes the episode. */
  also?: (tx: Tx, ingested: Ingested) => Promise<void>
  former?: Former
}

/**
 * A staged file becomes a draft episode: probed, kept under a key with its hash, then written down. What a person
 * typed wins over the file's tags; of a former episode's tags only the chapters count, since its feed said the rest. The
 * staged file is gone afterwards, also when it is refused: as everywhere, whoever may not upload to the show any more.
 */
export async function ingestEpisode(
  services: Services,
  show: Show,
  file: StagedFile,
  typed: NewEpisode,
  { by, also, former }: Ingesting,
): Promise<Ingested> {
  try {
    const probed = await inspectAudio(services, file)
    const tags: AudioTags = former ? { chapters: probed.tags.chapters } : probed.tags
    refuseOutside(probed.facts.seconds, typed.soundbites ?? [])
    const id = former?.id ?? uuidV7()
    const fields = fillFields(typed, tags, file.name)
    const chosen = former?.slug ?? typed.slug
    // A slug somebody typed is taken or refused; any other gets a number when it is taken.
    const slugs = typed.slug === undefined ? numberedSlugs(chosen ?? fields.slug) : [typed.slug]
    // Before anything is kept: what is refused leaves nothing.
    await freeSlug(services.db, show.id, slugs, id)
    const { picture, notices } = await keepPicture(services, show.id, tags)
    const key = await keepAudio(services, show.id, id, file, probed)

    const write = async (tx: Tx) => {
      const showSlug = await holdSlugs(tx, show.id)
      const slug = await freeSlug(tx, show.id, slugs, id)
      const name = `${showSlug}/${slug}`
      const named = { ...fields, slug, slugStays: chosen !== undefined, chapters: chaptersJson(tags.chapters ?? []) }
      const guid = former?.guid ?? uuidV7()
      await tx.episode.create({ data: { id, guid, showId: show.id, ...named } })
      const enclosure = await tx.enclosure.create({ data: enclosureRow(name, id, key, file, probed) })
      const artwork = picture && (await linkArtwork(tx, picture, { name, showId: show.id, episodeId: id }))
      const parts = { enclosureId: enclosure.id, artworkId: artwork?.id ?? null }
      const episode = await tx.episode.update({ where: { id }, data: parts, include: withParts })
      await also?.(tx, { episode, notices })
      return { episode, notices }
    }
    return await orForget(services, key, async () => {
      await lookAgain(by)
      requireAccess(by, 'upload', show.id)
      return twice(() => services.db.$transaction(write))
    })
  } finally {
    await dropStaged(file)
  }
}

/** How long the audio of a staged file is; undefined where it would be refused. */
export async function findStagedSeconds(services: Services, file: StagedFile): Promise<number | undefined> {
  try {
    return (await inspectAudio(services, file)).facts.seconds
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
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
    const found = await services.db.episode.findUnique({ where: { id }, select: { showId: true } })
    if (!found) throw notFound('episode')
    const probed = await inspectAudio(services, file)
    const key = await keepAudio(services, found.showId, id, file, probed)

    return await orForget(services, key, () =>
      editEpisode(services, id, { ...change, part: 'audio' }, async (tx, { chaptersTyped, show, slug }) => {
        const same = await tx.enclosure.findFirst({ where: { episodeId: id, sha256: file.sha256 } })
        const enclosure = same
          ? await tx.enclosure.update({ where: { id: same.id }, data: { key } })
          : await tx.enclosure.create({ data: enclosureRow(`${show.slug}/${slug}`, id, key, file, probed) })
        const chapters = chaptersTyped ? undefined : probed.tags.chapters
        return makeCurrent(services, tx, id, enclosure.id, chapters && { chapters: chaptersJson(chapters) })
      }),
    )
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

/**
 * Writes down audio that is kept, under a key nobody else has. Refused in there, the transaction is undone for sure, and
 * the audio goes; after any other failure nobody knows whether a row names it, and the sweep decides.
 */
async function orForget<T>({ storage, log }: Services, key: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (error instanceof Refusal || error instanceof AnsweredMeanwhile)
      await storage
        .remove(key)
        .catch((cause) => log.warn({ key, cause: String(cause) }, 'refused audio is swept later'))
    throw error
  }
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
  name: string,
  episodeId: string,
  key: string,
  file: StagedFile,
  { format, facts, gains }: Probed,
) => ({
  episodeId,
  path: hashedName(name, file.sha256, format.extension),
  key,
  type: format.type,
  bytes: file.bytes,
  sha256: file.sha256,
  ...facts,
  ...(gains && { waveform: { create: { gains } } }),
})

/** Refuses (409) where others have, or had, all of the slugs. */
async function freeSlug(tx: Tx, showId: string, slugs: string[], episodeId: string): Promise<string> {
  const free = await firstFreeSlug(tx, showId, slugs, episodeId)
  if (free === undefined) throw episodeSlugTaken(slugs[0]!)
  return free
}
