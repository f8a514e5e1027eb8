import type { Prisma } from '../db.ts'
import { type Episode, getEpisode, publishedBy, statusOf } from '../episodes/episode.ts'
import { speaksAfterEnd } from '../episodes/transcript.ts'
import type { Services } from '../services.ts'
import { movedTo } from '../shows/move.ts'
import { getShow, type Show } from '../shows/show.ts'
import { EPISODE_RULES } from './episode-rules.ts'
import type {
  EpisodeRule,
  EpisodeSubject,
  EpisodeSurroundings,
  ShowRule,
  ShowSubject,
  ShowSurroundings,
} from './rule.ts'
import { SHOW_RULES } from './show-rules.ts'

/** The languages findings are told in. */
export type Language = 'de' | 'en'

/** A rule that was set aside for an episode, as the episode keeps it. */
export interface KeptOverride {
  rule: string
  reason: string
  at: string
}

/** A rule that does not hold, and what to do about it. */
export interface Finding {
  rule: string
  subject: 'show' | 'episode'
  severity: 'blocks' | 'warns'
  standard: string
  sentence: string
  overridable: boolean
  overridden: { reason: string; at: string } | null
}

export interface Readiness {
  /** Nothing blocks, or what does was set aside. */
  ready: boolean
  /** What blocks comes first. */
  findings: Finding[]
}

/** What a show lacks to be taken by directories. */
export async function showReadiness(services: Services, slug: string, language: Language): Promise<Readiness> {
  const { config, now } = services
  const show = await getShow(services, slug)
  const subject = { ...showSubject(show, now()), ...(await surroundingsOfShow(services, show)) }
  return readinessOf(SHOW_RULES.filter((rule) => !rule.holds(config, subject)).map(asFinding('show', language)))
}

/** What an episode lacks to be published, with what blocks its whole show. */
export async function episodeReadiness(services: Services, id: string, language: Language): Promise<Readiness> {
  const { config, now } = services
  const episode = await getEpisode(services, id)
  const subject = { ...episodeSubject(episode, now()), ...(await surroundingsOfEpisode(services, episode)) }
  const warnings = EPISODE_RULES.filter((rule) => rule.severity === 'warns' && !rule.holds(config, subject))
  return readinessOf([
    ...blockingFindings(services, episode, language),
    ...warnings.map(asFinding('episode', language)),
  ])
}

/** What blocks an episode, or its show: told by its row alone, so that the gate asks the database nothing. */
export function blockingFindings(
  { config, now }: Pick<Services, 'config' | 'now'>,
  episode: Episode,
  language: Language,
): Finding[] {
  const [show, itself] = [showSubject(episode.show, now()), episodeSubject(episode, now())]
  const ofShow = SHOW_RULES.filter((rule) => rule.severity === 'blocks' && !rule.holds(config, show))
  const ofEpisode = EPISODE_RULES.filter((rule) => rule.severity === 'blocks' && !rule.holds(config, itself))
  const findings = [...ofShow.map(asFinding('show', language)), ...ofEpisode.map(asFinding('episode', language))]
  return withOverrides(findings, overridesOf(episode))
}

export const overridesOf = ({ overrides }: Pick<Episode, 'overrides'>) => overrides as unknown as KeptOverride[]

/** The findings with what was set aside. A rule that can't be set aside stays, whatever the episode keeps. */
export const withOverrides = (findings: Finding[], overrides: KeptOverride[]): Finding[] =>
  findings.map((finding) => {
    const kept = finding.overridable && overrides.find(({ rule }) => rule === finding.rule)
    return kept ? { ...finding, overridden: { reason: kept.reason, at: kept.at } } : finding
  })

export const isInTheWay = ({ severity, overridden }: Finding) => severity === 'blocks' && !overridden

function readinessOf(findings: Finding[]): Readiness {
  const of = (wanted: Finding['severity']) => findings.filter(({ severity }) => severity === wanted)
  return { ready: !findings.some(isInTheWay), findings: [...of('blocks'), ...of('warns')] }
}

const asFinding =
  (subject: Finding['subject'], language: Language) =>
  (rule: ShowRule | EpisodeRule): Finding => ({
    ...{ rule: rule.id, subject, severity: rule.severity, standard: rule.standard, sentence: rule[language] },
    ...{ overridable: rule.severity === 'blocks' && rule.overridable === true, overridden: null },
  })

const showSubject = (show: Show, now: Date): ShowSubject => ({ show, hasMoved: movedTo(show, now) !== null })

const episodeSubject = (episode: Episode, now: Date): EpisodeSubject => ({
  episode,
  isPublished: statusOf(episode, now) === 'published',
})

async function surroundingsOfShow({ db, now }: Services, show: Show): Promise<ShowSurroundings> {
  const has = async (more: Prisma.EpisodeWhereInput) => {
    const where = { showId: show.id, ...publishedBy(now()), ...more }
    return (await db.episode.findFirst({ where, select: { id: true } })) !== null
  }
  return { hasPublished: await has({}), hasTrailer: await has({ type: 'trailer' }) }
}

const surroundingsOfEpisode = async (services: Services, episode: Episode): Promise<EpisodeSurroundings> => ({
  sharesNumber: await sharesNumber(services, episode),
  speaksAfterEnd: await speaksAfterEnd(services, episode),
})

async function sharesNumber({ db }: Services, { id, showId, season, number, type }: Episode): Promise<boolean> {
  if (type !== 'full' || number === null) return false
  const where = { showId, season, number, type, deletedAt: null, id: { not: id } }
  return (await db.episode.findFirst({ where, select: { id: true } })) !== null
}
