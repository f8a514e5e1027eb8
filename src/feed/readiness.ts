import type { Config } from '../config.ts'
import type { Db, Prisma, Tx } from '../db.ts'
import { type Episode, getEpisode, publishedBy, statusOf } from '../episodes/episode.ts'

import type { Services } from '../services.ts'
import { movedTo } from '../shows/move.ts'
import { getShow, type Show } from '../shows/show.ts'
import { EPISODE_RULES } from './episode-rules.ts'
import type { EpisodeSubject, Rule, ShowSubject } from './rule.ts'
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
  const { config, db, now } = services
  const show = await readShow(db, await getShow(services, slug), now())
  return readinessOf(findingsOf('show', SHOW_RULES, config, show, language))
}

/** What an episode lacks to be published, with what blocks its whole show. */
export async function episodeReadiness(services: Services, id: string, language: Language): Promise<Readiness> {
  return readinessWithin(services, services.db, await getEpisode(services, id), language)
}

/** The same within a transaction, of an episode as it was just read. */
export async function readinessWithin(
  { config, now }: Pick<Services, 'config' | 'now'>,
  db: Db | Tx,
  episode: Episode,
  language: Language,
): Promise<Readiness> {
  const ofShow = findingsOf('show', SHOW_RULES, config, await readShow(db, episode.show, now()), language)
  const ofEpisode = findingsOf('episode', EPISODE_RULES, config, await readEpisode(db, episode, now()), language)
  const blocking = ofShow.filter(({ severity }) => severity === 'blocks')
  return readinessOf(withOverrides([...blocking, ...ofEpisode], overridesOf(episode)))
}

export const overridesOf = ({ overrides }: Pick<Episode, 'overrides'>) => overrides as unknown as KeptOverride[]

export const isBlocking = ({ severity, overridden }: Finding) => severity === 'blocks' && !overridden

function readinessOf(findings: Finding[]): Readiness {
  const [blocking, warning] = [
    findings.filter(({ severity }) => severity === 'blocks'),
    findings.filter(({ severity }) => severity === 'warns'),
  ]
  return { ready: !findings.some(isBlocking), findings: [...blocking, ...warning] }
}

/** The findings with what was set aside. A rule that can't be set aside stays, whatever the episode keeps. */
export const withOverrides = (findings: Finding[], overrides: KeptOverride[]): Finding[] =>
  findings.map((finding) => {
    const kept = finding.overridable && overrides.find(({ rule }) => rule === finding.rule)
    return kept ? { ...finding, overridden: { reason: kept.reason, at: kept.at } } : finding
  })

function findingsOf<Subject>(
  kind: Finding['subject'],
  rules: readonly Rule<Subject>[],
  config: Config,
  subject: Subject,
  language: Language,
): Finding[] {
  return rules
    .filter(({ holds }) => !holds(config, subject))
    .map(({ id, severity, standard, overridable = false, ...sentences }) => ({
      ...{ rule: id, subject: kind, severity, standard },
      ...{ sentence: sentences[language], overridable, overridden: null },
    }))
}

async function readShow(db: Db | Tx, show: Show, now: Date): Promise<ShowSubject> {
  const has = async (more: Prisma.EpisodeWhereInput) => {
    const where = { showId: show.id, ...publishedBy(now), ...more }
    return (await db.episode.findFirst({ where, select: { id: true } })) !== null
  }
  const hasMoved = movedTo(show, now) !== null
  return { show, hasMoved, hasPublished: await has({}), hasTrailer: await has({ type: 'trailer' }) }
}

async function readEpisode(db: Db | Tx, episode: Episode, now: Date): Promise<EpisodeSubject> {
  const { id, showId, season, number, type } = episode
  const same = { showId, season, number, type, deletedAt: null, id: { not: id } }
  const isNumbered = type === 'full' && number !== null
  const other = isNumbered ? await db.episode.findFirst({ where: same, select: { id: true } }) : null
  return { episode, isPublished: statusOf(episode, now) === 'published', sharesNumber: other !== null }
}
