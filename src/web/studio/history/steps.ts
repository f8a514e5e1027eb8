import { changedFacts, type Fact } from '../../../episodes/version-facts.ts'
import type { Version } from '../../../episodes/versions.ts'

/** What one person saves of a draft within this time is one step of the history: drafts save what is typed by themselves. */
const STEP_MILLISECONDS = 10 * 60_000

/** What nobody takes back by the way. */
const BORDERS: readonly Fact[] = ['publishAt', 'audio']

/** What somebody saved in one go, newest first, and what it was made from. */
export interface Step {
  saves: Version[]
  before: Version
}

/**
 * The versions of an episode, newest first, as steps. A step of its own is what was saved while the episode had a date,
 * what gave it one or took it, other audio, and going back to a version.
 */
export function stepsOf(versions: Version[]): Step[] {
  const steps: Step[] = []
  for (const [at, version] of versions.entries()) {
    const before = versions[at + 1]
    if (!before) break
    const last = steps.at(-1)
    const next = { saves: [version], before }
    if (last && isSameStep(last, next)) {
      last.saves.push(version)
      last.before = before
    } else steps.push(next)
  }
  return steps
}

function isSameStep(later: Step, earlier: Step): boolean {
  const [newest, oldest] = [later.saves[0]!, earlier.saves[0]!]
  const isPerson = oldest.personId !== null && oldest.personId === newest.personId
  const isOneGo = newest.createdAt.getTime() - oldest.createdAt.getTime() < STEP_MILLISECONDS
  return isPerson && isOneGo && isOfDraft(later) && isOfDraft(earlier)
}

/** Whether a draft was edited and nothing else: of versions from before all was kept that is not known. */
function isOfDraft({ saves, before }: Step): boolean {
  const { facts, restores } = saves.at(-1)!
  const isBorder = changedFacts(facts, before.facts).some((name) => BORDERS.includes(name))
  return restores === null && facts.publishAt === null && !isBorder
}
