import { jsonOrNull, type Prisma, type Tx } from '../db.ts'
import { isSame } from '../lib/plain-json.ts'
import type { Services } from '../services.ts'
import { refuseOtherVersion } from './changed-meanwhile.ts'
import { type Change, type Episode, editEpisode, refuseMissingNumber, withParts } from './episode.ts'
import { followTitle } from './former-slugs.ts'
import { makeCurrent } from './ingest.ts'
import { isWithin, type Soundbite } from './soundbites-input.ts'
import { keepFormer } from './transcript.ts'
import { changesOf, type Fact, type Facts, factsOf, TYPED_FIELDS } from './version-facts.ts'
import { getVersion } from './versions.ts'

/** What is not brought back. */
const STAYS: readonly Fact[] = ['publishAt', 'slug']

export interface Restored {
  episode: Episode
  /** What stays as it is: audio whose file is not kept any more, soundbites that lie behind the end of the audio. */
  left: Fact[]
  /** Whether anything is other than before. */
  isOther: boolean
}

/** What becomes other on an episode where a version is brought back. */
export const becomesOther = (facts: Facts, episode: Episode): Fact[] =>
  changesOf(facts, factsOf(episode)).filter((name) => !STAYS.includes(name))

/**
 * Makes an episode again what it was in a version; nothing of what it is now is lost, since that is a version too. The
 * address stays, for it may be another episode's by now, but for that of a draft which follows its title; and so does the
 * date of publication: nothing is published or taken back by the way. What is so already changes nothing. Refuses an unknown version, a published episode
 * without the number its show needs, (409) where the episode is another version than was seen, and what the guard does.
 */
export async function restoreVersion(
  services: Services,
  id: string,
  number: number,
  { seen, ...change }: Change,
): Promise<Restored> {
  const left = new Set<Fact>()
  let isOther = true
  const episode = await editEpisode(services, id, { ...change, restores: number }, async (tx, before) => {
    if (seen !== undefined) refuseOtherVersion(before, seen)
    const { facts } = await getVersion(tx, id, number)
    if (!(await restoreAudio(services, tx, before, facts))) left.add('audio')
    const enclosure = await tx.enclosure.findFirst({ where: { currentOf: { id } } })
    const data = columnsOf(facts)
    const soundbites = facts.soundbites as Soundbite[]
    if (enclosure && !soundbites.every((bite) => isWithin(enclosure.seconds, bite))) {
      delete data.soundbites
      left.add('soundbites')
    }
    isOther = becomesOther(facts, before).some((name) => !left.has(name))
    if (!isOther) return before
    await restoreArtwork(tx, before, facts)
    await restoreTranscripts(tx, before, facts)
    const slug = await followTitle(tx, before, String(facts.title))
    const changed = { ...data, slug, updatedAt: services.now() }
    const after = await tx.episode.update({ where: { id }, data: changed, include: withParts })
    if (after.publishAt) refuseMissingNumber(after)
    return after
  })
  return { episode, left: [...left], isOther }
}

/** False where the file of that time is gone. */
async function restoreAudio(services: Services, tx: Tx, { id, enclosure }: Episode, { audio }: Facts) {
  if (!audio || audio.sha256 === enclosure?.sha256) return true
  const kept = await tx.enclosure.findFirst({ where: { episodeId: id, sha256: audio.sha256 } })
  if (!kept) return false
  await makeCurrent(services, tx, id, kept.id)
  return true
}

async function restoreArtwork(tx: Tx, { id }: Episode, { artwork }: Facts) {
  if (artwork === undefined) return
  const kept = artwork && (await tx.artwork.findFirst({ where: { episodeId: id, sha256: artwork.sha256 } }))
  if (kept) await tx.artwork.update({ where: { id: kept.id }, data: { alt: artwork.alt } })
  await tx.episode.update({ where: { id }, data: { artworkId: kept?.id ?? null } })
}

async function restoreTranscripts(tx: Tx, { id: episodeId }: Episode, { transcripts }: Facts) {
  if (transcripts === undefined) return
  const rows = await tx.transcript.findMany({ where: { episodeId } })
  for (const row of rows) {
    const then = transcripts.find(({ language }) => language === row.language)
    await keepFormer(tx, row, then?.sha256 ?? null)
    if (!then) await tx.transcript.delete({ where: { id: row.id } })
  }
  for (const { language, state, sha256 } of transcripts) {
    const former = { episodeId_sha256: { episodeId, sha256 } }
    const said =
      rows.find((row) => row.sha256 === sha256) ?? (await tx.formerTranscript.findUniqueOrThrow({ where: former }))
    const data = { state, sha256, times: said.times, cues: said.cues as Prisma.InputJsonArray }
    const where = { episodeId_language: { episodeId, language } }
    await tx.transcript.upsert({ where, create: { episodeId, language, ...data }, update: data })
  }
}

/** Chapters somebody brought back are hers: those in other audio don't replace them. */
function columnsOf(facts: Facts): Prisma.EpisodeUncheckedUpdateInput {
  const { chapters } = facts
  const typed = Object.fromEntries(TYPED_FIELDS.map((name) => [name, facts[name]]))
  const { slug: _, license, ...columns } = typed as Prisma.EpisodeUncheckedUpdateInput
  return {
    ...columns,
    license: jsonOrNull(license as Prisma.InputJsonObject | null),
    ...(chapters !== undefined && {
      chapters: chapters as Prisma.InputJsonArray,
      chaptersTyped: !isSame(chapters, []),
    }),
  }
}
