/**
 * A time as people and subtitle programs write it, in seconds: 0:09, 75:10, 1:02:03, 00:00:01.500, 00:00:01,5.
 * Null for anything else; with hours, minutes end at 59.
 */
export function readClock(text: string): number | null {
  const parts = /^(?:(\d{1,4}):([0-5]?\d)|(\d{1,5})):([0-5]\d)(?:[.,](\d{1,3}))?$/.exec(text)
  if (!parts) return null
  const [, hours = '0', minutes, onlyMinutes, seconds = '0', fraction = ''] = parts
  const whole = Number(hours) * 3600 + Number(minutes ?? onlyMinutes) * 60 + Number(seconds)
  return whole + Number(fraction.padEnd(3, '0')) / 1000
}

/** The same as subtitles have it, 00:00:01.500, with a point (WebVTT) or a comma (SRT) before the milliseconds. */
export function writeClock(seconds: number, mark: '.' | ','): string {
  const milliseconds = Math.round(seconds * 1000)
  const [hours, minutes] = [Math.floor(milliseconds / 3_600_000), Math.floor(milliseconds / 60_000) % 60]
  const padded = (value: number, digits: number) => String(value).padStart(digits, '0')
  const rest = `${padded(Math.floor(milliseconds / 1000) % 60, 2)}${mark}${padded(milliseconds % 1000, 3)}`
  return `${padded(hours, 2)}:${padded(minutes, 2)}:${rest}`
}
