/** Hours may be many, where only minutes are written they may be more than 59. */
const PLAY_TIME = /^(?:(?:(\d{1,4}):)?(\d{1,4}):)?(\d{1,7})(?:[.,](\d{1,9}))?$/

/**
 * Seconds of a time as `[[HH:]MM:]SS[.mmm]` (Normal Play Time, RFC 2326 §3.6, and what people make of it), to the
 * millisecond; null for anything else, such as 61 seconds behind a minute.
 */
export function readPlayTime(text: string): number | null {
  const [found, hours, minutes, seconds, fraction = '0'] = PLAY_TIME.exec(text.trim()) ?? []
  if (!found) return null
  if (minutes !== undefined && (seconds!.length !== 2 || Number(seconds) > 59)) return null
  if (hours !== undefined && Number(minutes) > 59) return null
  const whole = Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds)
  return toMilliseconds(whole + Number(`0.${fraction}`))
}

/** As links to videos have it. */
const UNITS = /^(?=\d)(?:(\d{1,4})h)?(?:(\d{1,4})m)?(?:(\d{1,7})s)?$/i

/** Seconds of a time as it stands in addresses: also `83s`, `1m23s` and `1h2m3s`; null for anything else. */
export function readAddressTime(text: string): number | null {
  const [found, hours = 0, minutes = 0, seconds = 0] = UNITS.exec(text) ?? []
  return found ? Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds) : readPlayTime(text)
}

/** Seconds in the one form that every reader takes: 01:02:03.500. */
export function playTime(seconds: number): string {
  const milliseconds = Math.round(seconds * 1000)
  const padded = (value: number, digits = 2) => String(value).padStart(digits, '0')
  const [hours, minutes] = [Math.floor(milliseconds / 3_600_000), Math.floor(milliseconds / 60_000) % 60]
  return `${padded(hours)}:${padded(minutes)}:${padded(Math.floor(milliseconds / 1000) % 60)}.${padded(milliseconds % 1000, 3)}`
}

/** Seconds without what is finer than a millisecond. */
export const toMilliseconds = (seconds: number) => Math.round(seconds * 1000) / 1000

/** The same for a field in which people type: without the milliseconds where there are none. */
export const typedPlayTime = (seconds: number) => playTime(seconds).replace(/\.000$/, '')
