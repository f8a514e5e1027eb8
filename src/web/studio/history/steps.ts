import type { Version } from '../../../episodes/versions.ts'

/** What one person saves without a longer pause is one step of the history. */
const STEP_MILLISECONDS = 10 * 60_000

/** What somebody saved in one go, newest first, and what it was made from. */
export interface Step {
  saves: Version[]
  before: Version
}

/** The versions of an episode, newest first, as steps; going back to a version is a step of its own. */
export function stepsOf(versions: Version[]): Step[] {
  const steps: Step[] = []
  for (const [at, version] of versions.entries()) {
    const before = versions[at + 1]
    if (!before) break
    const last = steps.at(-1)
    if (last && isSameStep(last.saves.at(-1)!, version)) {
      last.saves.push(version)
      last.before = before
    } else steps.push({ saves: [version], before })
  }
  return steps
}

function isSameStep(later: Version, earlier: Version): boolean {
  const pause = later.createdAt.getTime() - earlier.createdAt.getTime()
  const isPerson = earlier.personId !== null && earlier.personId === later.personId
  return isPerson && pause < STEP_MILLISECONDS && later.restores === null && earlier.restores === null
}
