import { z } from 'zod'
import { isDay, momentOf } from '../lib/calendar.ts'
import { line, listOf, parts, yesOrNo } from '../lib/input.ts'
import { readRecurrence } from '../lib/recurrence.ts'
import { name } from './credits-input.ts'

const MAX_SEASONS = 500
/** As high as an episode's season may be. */
const MAX_NUMBER = 100_000

export type Season = z.output<typeof season>
export type UpdateFrequency = z.output<typeof updateFrequency>

const NUMBER_HINT = `Write a whole number from 1 to ${MAX_NUMBER.toLocaleString('en')}.`

const season = parts({
  number: z.int(NUMBER_HINT).min(1, NUMBER_HINT).max(MAX_NUMBER, NUMBER_HINT),
  name: name('Write the name of the season in 1 to 128 characters.'),
})

/** What seasons are called (podcast:season): a list of `{number, name}`, each number once. */
export const seasons = listOf(season, 'seasons', MAX_SEASONS).refine(
  (named) => new Set(named.map(({ number }) => number)).size === named.length,
  'Name each season once.',
)

const START_HINT = 'Write a day or a time with its offset, such as 2026-10-25 or 2026-10-25T06:00:00+01:00.'
const RULE_HINT = 'Write a rule as RFC 5545 does, such as FREQ=WEEKLY;INTERVAL=2 or FREQ=MONTHLY;BYDAY=1TU.'

/** When new episodes come (podcast:updateFrequency): `{text, complete?, dtstart?, rrule?}`. */
export const updateFrequency = parts({
  text: name('Say in 1 to 128 characters how often episodes appear.'),
  complete: yesOrNo().optional(),
  dtstart: line(START_HINT)
    .refine((text) => isDay(text) || momentOf(text) !== null, START_HINT)
    .optional(),
  rrule: line(RULE_HINT)
    .transform((text) => text.toUpperCase())
    .refine((text) => readRecurrence(text) !== null, RULE_HINT)
    .optional(),
}).superRefine(({ dtstart, rrule }, issues) => {
  const rule = readRecurrence(rrule ?? '')
  const until = rule?.get('UNTIL')
  const refuse = (message: string) => issues.addIssue({ code: 'custom', path: ['dtstart'], message })
  if (rule?.has('COUNT') && dtstart === undefined) refuse('Say when it starts, because the rule has a COUNT.')
  if (until && dtstart !== undefined && until.includes('T') === isDay(dtstart))
    refuse("Write start and the rule's UNTIL alike: both as days or both as times.")
})
