import { type Actor, type Agent, requireAccess } from './access.ts'

/** For so long what was found of somebody counts: what comes at once costs no further look. */
const COUNTS_MILLISECONDS = 1000

/** Keeps with somebody who was found how she is found again, since her request may outlive her rights. */
export const keepFound = <A extends Actor>(actor: A, again: () => Promise<A>): A =>
  Object.assign(actor, { found: { actor, at: performance.now(), again, required: [] } })

/**
 * From here on somebody counts as she is now, as of a second ago at most. To be asked when what she sent has come, and
 * once more before it is written down. Refuses as at the beginning of her request: who is let in no more, and who may
 * not any more what was required of her since.
 */
export async function lookAgain(agent: Agent): Promise<void> {
  const found = 'found' in agent ? agent.found : undefined
  const at = performance.now()
  if (!found || at - found.at < COUNTS_MILLISECONDS) return
  const actor = await found.again()
  for (const asked of found.required) requireAccess(actor, ...asked)
  Object.assign(found, { actor, at })
}
