import { localeOf } from './language.ts'

/** A day, a month or a year as it is kept (2026-10-25, 2026-10, 2026), as people write it in a language. */
export function partialDay(language: string, text: string): string {
  const [year, month, day] = text.split('-')
  if (!month) return text
  const style = { year: 'numeric', month: 'long', day: day ? 'numeric' : undefined, timeZone: 'UTC' } as const
  return new Date(`${year}-${month}-${day ?? '01'}T00:00:00Z`).toLocaleDateString(localeOf(language), style)
}
