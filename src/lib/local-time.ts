import { isDay } from './calendar.ts'

/** Times that exist at all on a clock with minutes. */
const CLOCK = /^(?:[01]\d|2[0-3]):[0-5]\d$/
const DAY_MILLISECONDS = 86_400_000

/** A day and a time as clocks of a place show them: 2026-12-01 and 06:00. */
export interface LocalTime {
  day: string
  time: string
}

/** Whether this runtime knows a time zone by this name (IANA), such as Europe/Berlin. */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '' && name.includes('/')
  } catch {
    return false
  }
}

/**
 * A time zone's name in the capitals of its list, whatever was typed: Europe/Berlin. One of its other names, such as
 * Europe/Kyiv beside Europe/Kiev, stays what it is.
 */
export function spelledTimeZone(name: string): string {
  const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions()
  return timeZone.toLowerCase() === name.toLowerCase() ? timeZone : name
}

/**
 * Every moment at which clocks of a zone show this day and time, the earlier first: one on most days, none where the
 * clock is put forward, two where it is put back. Null where there is no such day or time on any calendar and clock.
 */
export function momentsOf({ day, time }: LocalTime, timeZone: string): Date[] | null {
  if (!isDay(day) || !CLOCK.test(time)) return null
  const asUtc = Date.parse(`${day}T${time}:00Z`)
  // No zone changes its clock twice within two days, so the offset is the one of the day before or of the day behind.
  const offsets = [-DAY_MILLISECONDS, DAY_MILLISECONDS].map((away) => offsetAt(asUtc + away, timeZone))
  return [...new Set(offsets)]
    .map((offset) => new Date(asUtc - offset))
    .filter((moment) => {
      const shown = localTimeOf(moment, timeZone)
      return shown.day === day && shown.time === time
    })
    .sort((a, b) => Number(a) - Number(b))
}

/** What clocks of a zone show at a moment, its seconds left out. */
export function localTimeOf(moment: Date, timeZone: string): LocalTime {
  const { year, month, day, hour, minute } = partsAt(moment, timeZone)
  return { day: `${year!.padStart(4, '0')}-${month}-${day}`, time: `${hour}:${minute}` }
}

/** How far a zone's clocks are ahead of UTC at a moment, in milliseconds. */
function offsetAt(milliseconds: number, timeZone: string): number {
  const { year, month, day, hour, minute, second } = partsAt(new Date(milliseconds), timeZone)
  // Not from a text: the day behind 9999-12-31 has a year of five digits.
  const shown = new Date(0)
  shown.setUTCFullYear(Number(year), Number(month) - 1, Number(day))
  shown.setUTCHours(Number(hour), Number(minute), Number(second))
  return Number(shown) - Math.floor(milliseconds / 1000) * 1000
}

function partsAt(moment: Date, timeZone: string): Record<string, string> {
  const two = '2-digit'
  const format = new Intl.DateTimeFormat('en-u-ca-iso8601-nu-latn', {
    ...{ timeZone, hourCycle: 'h23', year: 'numeric', month: two, day: two, hour: two, minute: two, second: two },
  } as const)
  return Object.fromEntries(format.formatToParts(moment).map(({ type, value }) => [type, value]))
}
