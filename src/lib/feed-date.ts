export interface FeedDate {
  at: Date
  /** What was wrong with the way it was written, as the end of a sentence; null when nothing was. */
  doubt: string | null
}

/** Podcast apps keep dates as seconds since 1970. */
const YEARS = { first: 1970, last: 2100 }

/**
 * Reads a date as feeds write them: RFC 822 and 2822 (English or German names, years of two digits, zones by name),
 * or ISO 8601. What can be read in one way only is read, with the doubt it leaves; anything else, and a date outside
 * 1970 to 2100, is null.
 */
export function readFeedDate(text: string): FeedDate | null {
  const written = text.trim().replace(/\s+/g, ' ')
  const parts = RFC_2822.exec(written)?.groups ?? ISO_8601.exec(written)?.groups
  if (!parts) return null

  const [day, hour, minute, second] = [parts.day, parts.hour ?? 0, parts.minute ?? 0, parts.second ?? 0].map(Number)
  const month = parts.name ? MONTHS[parts.name.slice(0, 3).toLowerCase()] : Number(parts.month)
  const year = wholeYear(parts.year!)
  const offset = offsetOf(parts.zone)
  if (!month || year < YEARS.first || year > YEARS.last || offset === null) return null
  if (hour! > 23 || minute! > 59 || second! > 60 || !isOnCalendar(year, month, day!)) return null

  const at = new Date(Date.UTC(year, month - 1, day!, hour!, minute!, second!) - offset * 60_000)
  const weekday = new Date(Date.UTC(year, month - 1, day!)).getUTCDay()
  if (parts.weekday && weekday !== WEEKDAYS[parts.weekday.slice(0, 2).toLowerCase()])
    return { at, doubt: 'the day of the week is another one' }
  return { at, doubt: parts.zone ? null : 'it names no time zone, so UTC was taken' }
}

const TIME = String.raw`(?<hour>\d{1,2}):(?<minute>\d\d)(?::(?<second>\d\d)(?:[.,]\d+)?)?`

const RFC_2822 = new RegExp(
  String.raw`^(?:(?<weekday>\p{L}{2,})\.?,? )?(?<day>\d{1,2})[. -]+(?<name>\p{L}{3,})\.?[ -]+(?<year>\d{4}|\d\d)` +
    String.raw`(?:,? ${TIME})?(?: ?(?<zone>[+-]\d\d:?\d\d|[A-Za-z]{1,5}))?(?: ?\([^)]*\))?$`,
  'u',
)

const ISO_8601 = new RegExp(
  String.raw`^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)(?:[Tt ]${TIME} ?(?<zone>[Zz]|UTC|GMT|[+-]\d\d:?(?:\d\d)?)?)?$`,
)

const MONTHS: Record<string, number> = {
  ...{ jan: 1, feb: 2, mar: 3, apr: 4, may: 5, jun: 6, jul: 7, aug: 8, sep: 9, oct: 10, nov: 11, dec: 12 },
  ...{ mär: 3, mae: 3, mai: 5, okt: 10, dez: 12 },
}

/** By two letters, which suffices in both languages. */
const WEEKDAYS: Record<string, number> = {
  ...{ su: 0, mo: 1, tu: 2, we: 3, th: 4, fr: 5, sa: 6 },
  ...{ so: 0, di: 2, mi: 3, do: 4 },
}

/** Hours from UTC of the names RFC 822 and feeds from Europe use. */
const ZONES: Record<string, number> = {
  ...{ UT: 0, UTC: 0, GMT: 0, Z: 0, WET: 0 },
  ...{ EST: -5, EDT: -4, CST: -6, CDT: -5, MST: -7, MDT: -6, PST: -8, PDT: -7 },
  ...{ BST: 1, CET: 1, MEZ: 1, CEST: 2, MESZ: 2, EET: 2, EEST: 3 },
}

/** Minutes; a name nobody knows counts as UTC (RFC 2822 §4.3), and null is an offset that cannot be. */
function offsetOf(zone = 'Z'): number | null {
  const digits = /^([+-])(\d\d):?(\d\d)?$/.exec(zone)
  if (!digits) return (ZONES[zone.toUpperCase()] ?? 0) * 60
  const [hours, minutes] = [Number(digits[2]), Number(digits[3] ?? 0)]
  if (hours > 14 || minutes > 59) return null
  return (digits[1] === '-' ? -1 : 1) * (hours * 60 + minutes)
}

/** RFC 2822 §4.3: two digits up to 49 are of this century. */
function wholeYear(text: string): number {
  const year = Number(text)
  return text.length === 4 ? year : year + (year < 50 ? 2000 : 1900)
}

function isOnCalendar(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}
