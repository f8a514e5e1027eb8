import { setImmediate as nextTurn } from 'node:timers/promises'
import { actingAs, HOST } from '../../accounts/logbook.ts'
import { databaseAway } from '../../db.ts'
import { forEachAtOnce } from '../../lib/at-once.ts'
import { conflict, Refusal } from '../../lib/errors.ts'
import type { Services } from '../../services.ts'
import { setShowArtwork } from '../../shows/keep-artwork.ts'
import { createShow, requestFeed, type Show } from '../../shows/show.ts'
import { type Fetching, fetchPart, isOfSource } from './fetch-parts.ts'
import { findShow } from './find-show.ts'
import { foreseeEpisodes } from './foresee-episodes.ts'
import { importEpisode, type Taking, type Wanted } from './import-episode.ts'
import { getImport, optionsOf, type Report } from './imports.ts'
import type { SourceChannel } from './parse-source.ts'
import { planItems } from './plan-items.ts'
import { readSource, type Source, type SourceLimits } from './read-source.ts'
import { recordItem } from './record-item.ts'
import { movingWarnings, reportDone, reportDryRun } from './report.ts'
import { type ShowFromSource, showFromSource } from './show-from-source.ts'
import { type Survey, surveySource } from './survey.ts'

const NO_COVER = 'The feed names no cover, without which no directory takes a show.'

/** Episodes fetched at the same time: kind to the old host, and quick enough for a new one. */
const EPISODES_AT_ONCE = 3

/**
 * Takes over a whole feed: reads it, finds or makes its show, then one episode after the other. A dry run ends before
 * anything is made. Refuses a locked feed unless its owner has confirmed. Returns what is to be reported.
 */
export async function takeOverFeed(
  services: Services,
  importId: string,
  fetching: Fetching,
  limits: SourceLimits,
): Promise<Report> {
  const row = await getImport(services, importId)
  const { url } = row
  const { slug: wantedSlug, dryRun, ownerConfirmed } = optionsOf(row)
  const { signal } = fetching
  const source = await readSource(services.config.uploadsDir, fetching.fetcher, url, { signal, limits })
  try {
    const locked = lockedSentence(source.channel)
    if (locked && !ownerConfirmed && !dryRun) throw conflict('feed-locked', locked)

    const survey = await surveySource(source)
    const from = showFromSource(source.channel, { asked: url, url: source.url, slug: wantedSlug, ...survey })
    const { slug } = from.fields
    const known = await findShow(services, { url, guid: from.guid, slug, wantedSlug })
    // What is here stays as it is, however odd the feed says it. An import that was interrupted goes on with its own.
    const isHere = known !== null && known.id !== row.showId
    const warnings = [...source.notices, ...movingWarnings(source.channel, url), ...(isHere ? [] : from.warnings)]
    if (!from.artwork && !known?.artworkId) warnings.push(NO_COVER)
    const reported = { config: services.config, url, survey, warnings }
    if (dryRun) {
      const isLocked = locked !== null && !ownerConfirmed
      if (isLocked) warnings.unshift(locked)
      await foreseeEpisodes(services, { importId, source, entries: survey.entries, show: known, signal })
      const report = reportDryRun(known?.slug ?? slug, { ...reported, counts: await countsNow(services, importId) })
      return { ...report, locked: isLocked }
    }
    const show = known ?? (await makeShow(services, importId, from))
    await services.db.feedImport.update({ where: { id: importId }, data: { showId: show.id } })
    const hasCover = await fetchCover(services, fetching, show, from, warnings)
    await takeOverEpisodes({ services, fetching, importId, show, source, begunAt: row.createdAt }, survey)
    await services.db.$transaction((tx) => requestFeed(tx, show.id, services.now()))
    return reportDone(show.slug, { ...reported, hasCover, counts: await countsNow(services, importId) })
  } finally {
    await source.close()
  }
}

/** podcast:locked: other hosts must refuse the import then. */
function lockedSentence({ podcast }: SourceChannel): string | null {
  if (!podcast?.locked?.value) return null
  const owner = podcast.locked.owner ? ` (${podcast.locked.owner})` : ''
  return `Its owner${owner} has locked this feed: unlock it at the old host, or confirm that you are the owner.`
}

/** The import knows its show as soon as there is one, so that it finds it again. */
function makeShow(services: Services, importId: string, { fields, guid }: ShowFromSource): Promise<Show> {
  return createShow(
    actingAs(services, HOST),
    fields,
    async (tx, { id }) => void (await tx.feedImport.update({ where: { id: importId }, data: { showId: id } })),
    guid,
  )
}

/** Whether the show has a cover then. */
async function fetchCover(
  services: Services,
  fetching: Fetching,
  show: Show,
  { artwork }: ShowFromSource,
  warnings: string[],
): Promise<boolean> {
  if (!artwork || show.artworkId) return show.artworkId !== null
  try {
    const { bytes } = await fetchPart(fetching, artwork.url)
    await setShowArtwork(actingAs(services, HOST), show.slug, { bytes, alt: artwork.alt })
    return true
  } catch (error) {
    if (!isOfSource(error)) throw error
    warnings.push(`The cover ${artwork.url} was left out: ${error.message}`)
    return false
  }
}

async function takeOverEpisodes(taking: Taking, { entries }: Survey) {
  const planned = await planItems(taking.services, taking.importId, entries)
  await forEachAtOnce(wanted(taking.source, planned), EPISODES_AT_ONCE, async (one) => {
    taking.fetching.signal.throwIfAborted()
    await importEpisode(taking, one).catch((error) => recordFailure(taking, one, error))
  })
}

async function* wanted(source: Source, planned: Awaited<ReturnType<typeof planItems>>): AsyncGenerator<Wanted> {
  for await (const { position, item } of source.items()) {
    const plan = planned.get(position)
    if (!plan) continue
    // Reading an episode's texts takes milliseconds: several that begin at once would hold the loop for all of them.
    await nextTurn()
    yield { item, ...plan }
  }
}

/** One episode's failure is a line in the report. What is this host's own trouble ends the work, to go on later. */
async function recordFailure({ services, importId, fetching }: Taking, { entry }: Wanted, error: unknown) {
  const isOurs = databaseAway(error) || (error instanceof Refusal && !isOfSource(error))
  if (fetching.signal.aborted || isOurs) throw error
  if (!isOfSource(error)) services.log.error({ stack: (error as Error).stack }, 'an episode could not be imported')
  const sentence = isOfSource(error) ? error.message : 'Something went wrong here; the log says more.'
  const { position, doubts } = entry
  await recordItem(services.db, { importId, position }, 'failed', { sentences: [sentence, ...doubts] })
}

const countsNow = async (services: Services, id: string) => (await getImport(services, id)).counts
