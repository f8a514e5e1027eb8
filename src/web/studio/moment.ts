import type { Language } from '../languages.ts'

/** Times are those of the administration, wherever its host is. */
const TIME_ZONE = 'Europe/Berlin'

/** A moment as people read it: 24. November 2026 um 06:00. */
export const momentIn = (language: Language, moment: Date): string =>
  moment.toLocaleString(language, { dateStyle: 'long', timeStyle: 'short', timeZone: TIME_ZONE })

/** The day alone, short enough for a table: 24.11.2026. */
export const dayIn = (language: Language, moment: Date): string =>
  moment.toLocaleDateString(language, { dateStyle: 'medium', timeZone: TIME_ZONE })
