import { localeOf } from '../lib/language.ts'
import { localTimeOf, momentsOf } from '../lib/local-time.ts'
import type { Language } from './languages.ts'

/** Times are those of the administration, wherever its host is. */
export const TIME_ZONE = 'Europe/Berlin'

/**
 * A moment as people read it: Dienstag, 1. Dezember 2026, 6:00 Uhr. Where clocks show that time twice, because they are
 * put back, which of both it is.
 */
export const momentIn = (language: Language, moment: Date, timeZone = TIME_ZONE): string =>
  momentAt(language, moment, timeZone, localTimeOf(moment, timeZone).time)

/** The same to the second: Dienstag, 1. Dezember 2026, 6:00:05 Uhr. */
export const exactMomentIn = (language: Language, moment: Date, timeZone = TIME_ZONE): string =>
  momentAt(language, moment, timeZone, exactClockIn(language, moment, timeZone))

function momentAt(language: Language, moment: Date, timeZone: string, time: string): string {
  const weekday = moment.toLocaleDateString(localeOf(language), { weekday: 'long', timeZone })
  const day = moment.toLocaleDateString(localeOf(language), { dateStyle: 'long', timeZone })
  const clock = `${time.replace(/^0/, '')}${language === 'de' ? ' Uhr' : ''}`
  const comesTwice = (momentsOf(localTimeOf(moment, timeZone), timeZone) ?? []).length > 1
  return `${weekday}, ${day}, ${clock}${comesTwice ? ` (${zoneNameIn(language, moment, timeZone)})` : ''}`
}

/** What the time of a zone is called at a moment: Mitteleuropäische Sommerzeit. */
export function zoneNameIn(language: Language, moment: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat(localeOf(language), { timeZone, timeZoneName: 'long' }).formatToParts(moment)
  return parts.find(({ type }) => type === 'timeZoneName')!.value
}

/** The day alone, short enough for a table: 24.11.2026. */
export const dayIn = (language: Language, moment: Date): string =>
  moment.toLocaleDateString(localeOf(language), { dateStyle: 'medium', timeZone: TIME_ZONE })

/** The time of the day alone: 10:32. */
export const clockIn = (language: Language, moment: Date): string =>
  moment.toLocaleTimeString(localeOf(language), { timeStyle: 'short', timeZone: TIME_ZONE })

/** The same to the second, as clocks of a zone show it: 10:32:05. */
export const exactClockIn = (language: Language, moment: Date, timeZone = TIME_ZONE): string =>
  moment.toLocaleTimeString(localeOf(language), { timeStyle: 'medium', timeZone })
