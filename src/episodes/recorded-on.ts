import { isOnCalendar } from '../lib/calendar.ts'

/** Sound was first recorded in 1857; nothing is planned past 2100. */
const YEARS = { first: 1857, last: 2100 }

/** Whether a text is a day, a month or a year of the calendar in which something can be recorded: 2026-10-25, 2026-10, 2026. */
export function isRecordedOn(text: string): boolean {
  const parts = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(text)
  if (!parts) return false
  const [year, month, day] = [Number(parts[1]), Number(parts[2] ?? 1), Number(parts[3] ?? 1)]
  return year >= YEARS.first && year <= YEARS.last && isOnCalendar(year, month, day)
}

/**
 * A day or a month as German writing has it (26.8.2026, 26. 08. 2026, 8.2026), as the format everything else has (2026-08-26, 2026-08); any other
 * text as it is.
 */
export function fromGermanDay(text: string): string {
  const [, day, month, year] = /^\s*(?:(\d{1,2})\.\s*)?(\d{1,2})\.\s*(\d{4})\s*$/.exec(text) ?? []
  if (!year) return text
  return [year, month!.padStart(2, '0'), ...(day ? [day.padStart(2, '0')] : [])].join('-')
}
