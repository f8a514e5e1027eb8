import { z } from 'zod'
import { isBlank, line, moment, readOrder } from '../lib/input.ts'
import { cleanLine } from '../lib/plain-text.ts'

/** Characters: long enough to say something, short enough to be read again in a list. */
const REASON = { min: 10, max: 500 }
/** Far more than there are rules to set aside. */
const MAX_OVERRIDES = 50

/** When to publish, null being now, and which rules of the publish gate are set aside for it. */
export interface Publication {
  at: Date | null
  overrides: { rule: string; reason: string }[]
}

/**
 * Reads when to publish and what to set aside. Refuses a time that is empty, without its offset from UTC (RFC 3339) or
 * outside 1970 to 2100, a rule without its reason, and one that is none of the `overridable`.
 */
export function readPublication(input: unknown, overridable: readonly string[]): Publication {
  const { at, overrides } = readOrder(publicationFields(overridable), input ?? {})
  return { at: at ?? null, overrides: overrides ?? [] }
}

const OVERRIDES_HINT = 'Name each rule to set aside with its reason: [{"rule": "…", "reason": "…"}].'
const REASON_HINT = `Say why the rule is set aside, in ${REASON.min} to ${REASON.max} characters.`
const reason = z
  .string(REASON_HINT)
  .transform(cleanLine)
  .refine((text) => !isBlank(text) && text.length >= REASON.min && text.length <= REASON.max, REASON_HINT)

function publicationFields(overridable: readonly string[]) {
  const rule = line(OVERRIDES_HINT).refine((named) => overridable.includes(named), {
    error: ({ input }) => `"${input}" can’t be set aside; the rules that can are ${overridable.join(' and ')}.`,
  })
  const overrides = z
    .array(z.strictObject({ rule, reason }, OVERRIDES_HINT), OVERRIDES_HINT)
    .max(MAX_OVERRIDES, OVERRIDES_HINT)
    .refine((list) => new Set(list.map((override) => override.rule)).size === list.length, 'Name each rule once.')
  return z.strictObject({ at: moment().optional(), overrides: overrides.optional() })
}
