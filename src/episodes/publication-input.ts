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
 * outside 1970 to 2100, and a rule without its reason.
 */
export function readPublication(input: unknown): Publication {
  const { at, overrides } = readOrder(PublicationFields, input ?? {})
  return { at: at ?? null, overrides: overrides ?? [] }
}

const OVERRIDES_HINT = 'Name each rule to set aside with its reason: [{"rule": "…", "reason": "…"}].'
const REASON_HINT = `Say why the rule is set aside, in ${REASON.min} to ${REASON.max} characters.`
const reason = z
  .string(REASON_HINT)
  .transform(cleanLine)
  .refine((text) => !isBlank(text) && text.length >= REASON.min && text.length <= REASON.max, REASON_HINT)

const overrides = z
  .array(z.strictObject({ rule: line(OVERRIDES_HINT), reason }, OVERRIDES_HINT), OVERRIDES_HINT)
  .max(MAX_OVERRIDES, OVERRIDES_HINT)
  .refine((list) => new Set(list.map(({ rule }) => rule)).size === list.length, 'Name each rule once.')

const PublicationFields = z.strictObject({ at: moment().optional(), overrides: overrides.optional() })
