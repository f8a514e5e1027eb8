import type { Prisma } from '../db.ts'
import { type Change, type ChangeGuard, type Episode, statusOf } from '../episodes/episode.ts'
import type { Publication } from '../episodes/publication-input.ts'
import { publishEpisode } from '../episodes/publish.ts'
import { Refusal } from '../lib/errors.ts'
import type { Services } from '../services.ts'
import { EPISODE_RULES } from './episode-rules.ts'
import { blockingFindings, type Finding, isInTheWay, type Language, overridesOf, withOverrides } from './readiness.ts'
import { SHOW_RULES } from './show-rules.ts'

/**
 * Publishes an episode when nothing blocks it, or what does is set aside with a reason, which the episode keeps; the same
 * reason once more changes nothing. What holds anyway is not set aside, nor is a rule that nobody may set aside. Refuses with 422 `not-ready` and the findings,
 * and (409) an episode whose date is not the one that was seen.
 */
export async function publishThroughGate(
  services: Services,
  id: string,
  { at, overrides }: Publication,
  language: Language,
  change: Change,
): Promise<Episode> {
  let setAside: string[] = []
  const check = (episode: Episode) => {
    const blocking = blockingFindings(services, episode, language)
    const before = overridesOf(episode)
    const given = overrides
      .filter(({ rule }) => blocking.some((finding) => finding.rule === rule))
      .filter(({ rule, reason }) => !before.some((kept) => kept.rule === rule && kept.reason === reason))
      .map((override) => ({ ...override, at: services.now().toISOString() }))
    const inTheWay = withOverrides(blocking, given).filter(isInTheWay)
    if (inTheWay.length > 0) throw notReady(inTheWay)

    setAside = given.map(({ rule }) => rule)
    const kept = before.filter(({ rule }) => !setAside.includes(rule))
    return { overrides: [...kept, ...given] as unknown as Prisma.InputJsonArray }
  }
  const published = await publishEpisode(services, id, { at, check, ...change })
  if (setAside.length > 0) services.log.info({ episode: id, rules: setAside }, 'rules were set aside')
  return published
}

/**
 * The guard of what changes an episode: one that is scheduled goes on holding every rule that it was let through with,
 * since nobody is there at its date. Refuses (409 `still-scheduled`) what breaks one, with the `rules`.
 */
export const staysReady =
  (services: Pick<Services, 'config' | 'now'>): ChangeGuard =>
  (before, after) => {
    if (statusOf(after, services.now()) !== 'scheduled') return
    const inTheWay = (episode: Episode) =>
      blockingFindings(services, episode, 'en')
        .filter(isInTheWay)
        .map(({ rule }) => rule)
    const known = inTheWay(before)
    const rules = inTheWay(after).filter((rule) => !known.includes(rule))
    if (rules.length > 0) throw new Refusal(409, 'still-scheduled', STILL_SCHEDULED, { details: { rules } })
  }

const STILL_SCHEDULED =
  'This episode is scheduled, and something that publishing needs would be missing on its date, such as the transcript. Make it a draft again first; when you schedule it anew, you can give a reason.'

/** The rules that may be set aside with a reason. */
export const OVERRIDABLE: readonly string[] = [...SHOW_RULES, ...EPISODE_RULES]
  .filter((rule) => rule.severity === 'blocks' && rule.overridable)
  .map(({ id }) => id)

function notReady(findings: Finding[]) {
  const rules = findings.map(({ rule }) => rule).join(', ')
  return new Refusal(422, 'not-ready', `This episode is not ready to be published: ${rules}.`, {
    details: { findings },
  })
}
