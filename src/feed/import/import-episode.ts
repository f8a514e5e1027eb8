import { v7 as uuidV7 } from 'uuid'
import { HOST } from '../../accounts/logbook.ts'
import { isDuplicate, type Prisma, type Tx } from '../../db.ts'
import { type Episode, lockEpisode, withParts } from '../../episodes/episode.ts'
import { ingestEpisode } from '../../episodes/ingest.ts'
import { keepVersion } from '../../episodes/versions.ts'
import { conflict, Refusal } from '../../lib/errors.ts'
import type { Services } from '../../services.ts'
import { linkArtwork } from '../../shows/keep-artwork.ts'
import { requestFeed, type Show } from '../../shows/show.ts'
import type { Entry } from './entry.ts'
import { type EpisodeFromSource, episodeFromSource } from './episode-from-source.ts'
import { type Fetching, fetchAudio } from './fetch-parts.ts'
import { type MissingParts, missingParts } from './missing-parts.ts'
import type { SourceItem } from './parse-source.ts'
import type { Planned } from './plan-items.ts'
import type { Source } from './read-source.ts'
import { recordItem } from './record-item.ts'
import { takeTranscripts } from './transcripts-from-source.ts'

/** While episodes come in the feed is made anew this often, and not for each of them. */
const FEED_MILLISECONDS = 10_000

/** What all episodes of an import have in common. */
export interface Taking {
  services: Services
  fetching: Fetching
  importId: string
  show: Show
  source: Source
  /** Ids are made as if one episode came after the other, the last of the feed first, so that their order is kept. */
  begunAt: Date
}

/** One of them. */
export interface Wanted extends Planned {
  item: SourceItem
}

export const DELETED_HERE = 'It was deleted here, so it is not taken over again.'

/**
 * Takes over one episode. Its audio becomes a draft, then comes what belongs to it, last its old date: nobody meets
 * half an episode, and a process that dies goes on where it was. One that is here already gets what it lacks. Throws
 * the refusal when it can't be taken over.
 */
export async function importEpisode(taking: Taking, { entry, item, begunId }: Wanted) {
  const { services, fetching, show, source } = taking
  const known = { showId_guid: { showId: show.id, guid: entry.guid } }
  const found = await services.db.episode.findUnique({ where: known, include: withParts })
  if (found?.deletedAt) throw conflict('episode-deleted', DELETED_HERE)

  const isNew = !found || found.id === begunId
  const from = episodeFromSource(item, source.channel, source.url)
  // What is here stays as it is, however odd the feed says it.
  const warnings = isNew ? [...entry.doubts, ...from.warnings] : []
  const episode = found ?? (await ingest(taking, entry, from, warnings))
  const { url: base } = source
  const parts = await missingParts(services, fetching, episode, { item, from, base, isNew, warnings })
  const transcripts = await takeTranscripts(services, fetching, episode, item, base, warnings)
  const isFuller = transcripts > episode.transcripts.length
  const finishing = { entry, episode, parts, isNew, isFuller, hasTranscript: transcripts > 0, warnings }
  await services.db.$transaction((tx) => finish(taking, tx, finishing))
}

/** The draft, and a note that it is this import's. */
async function ingest(taking: Taking, entry: Entry, from: EpisodeFromSource, warnings: string[]): Promise<Episode> {
  const { services, fetching, importId, show } = taking
  if (!from.audio) throw new Refusal(422, 'no-audio', 'It has no audio.')
  const file = await fetchAudio(fetching, from.audio.url)
  if (from.audio.bytes !== null && from.audio.bytes !== file.bytes)
    warnings.push(
      `The feed says that its audio has ${from.audio.bytes} ${from.audio.bytes === 1 ? 'byte' : 'bytes'}; ${file.bytes} came.`,
    )

  const { soundbites, ...fields } = from.fields
  const { guid, slug, position } = entry
  const former = { id: uuidV7({ msecs: taking.begunAt.getTime() - position }), guid, slug }
  const note = (tx: Tx, { episode }: { episode: Episode }) =>
    recordItem(tx, { importId, position }, 'planned', { sentences: [], episodeId: episode.id })
  try {
    return (await ingestEpisode(services, show, file, fields, { by: HOST, also: note, former })).episode
  } catch (error) {
    // A slug that is free was taken: it is the guid that another import was faster with.
    if (isDuplicate(error)) throw conflict('guid-taken', 'Another import took it over at the same moment.')
    throw error
  }
}

interface Finishing {
  entry: Entry
  episode: Episode
  parts: MissingParts
  isNew: boolean
  /** It got a transcript it had not. */
  isFuller: boolean
  hasTranscript: boolean
  warnings: string[]
}

async function finish(
  { services, importId, show }: Taking,
  tx: Tx,
  { entry, episode, parts, isNew, isFuller, hasTranscript, warnings }: Finishing,
) {
  const { now } = services
  const { id } = episode
  await lockEpisode(tx, id)
  const before = await tx.episode.findUniqueOrThrow({ where: { id }, include: withParts })
  const name = `${before.show.slug}/${before.slug}`
  const artwork = parts.artwork && (await linkArtwork(tx, parts.artwork, { name, showId: show.id, episodeId: id }))
  const data = {
    ...parts.data,
    ...(artwork ? { artworkId: artwork.id } : {}),
    ...(isNew ? publication(entry.publishAt, hasTranscript, now()) : {}),
  }
  const isChanged = Object.keys(data).length > 0
  if (isChanged) {
    const after = await tx.episode.update({ where: { id }, data, include: withParts })
    await keepVersion(tx, before, after, { by: HOST, at: now() })
    await requestFeed(tx, show.id, now(), soon(now()))
    if (entry.publishAt && entry.publishAt > now()) await requestFeed(tx, show.id, now(), entry.publishAt)
  }
  const sentences = (isChanged || isFuller) && !isNew ? ['It got what it lacked.', ...warnings] : warnings
  await recordItem(tx, { importId, position: entry.position }, isNew ? 'imported' : 'unchanged', {
    sentences,
    episodeId: id,
  })
}

/** Its old date; and why it may have that, where nobody has written down what is said in it (AC-47). */
function publication(publishAt: Date | null, hasTranscript: boolean, now: Date): Prisma.EpisodeUncheckedUpdateInput {
  const override = { rule: 'transcript-missing', reason: 'imported', at: now.toISOString() }
  return { publishAt, overrides: hasTranscript ? [] : [override] }
}

const soon = (now: Date) => new Date(Math.ceil((now.getTime() + 1) / FEED_MILLISECONDS) * FEED_MILLISECONDS)
