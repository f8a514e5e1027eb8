/** Whether the day exists: 29 February 2028 does, 30 February never, nor any of a year 0. */
export function isOnCalendar(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day))
  return year > 0 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

/** RFC 3339 §5.6, less the leap second, which a JavaScript date cannot hold. */
const RFC_3339 =
  /^(\d{4})-(\d\d)-(\d\d)T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/

/** The moment an RFC 3339 text names, with its offset from UTC; null when there is none. */
export function momentOf(text: string): Date | null {
  const written = text.toUpperCase()
  const [, year, month, day] = RFC_3339.exec(written)?.map(Number) ?? []
  if (year === undefined || month === undefined || day === undefined || !isOnCalendar(year, month, day)) return null
  return new Date(written)
}

/** Whether a text is a day of the calendar, as in 2026-10-25. */
export function isDay(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text)?.map(Number) ?? []
  return year !== undefined && isOnCalendar(year, month!, day!)
}
