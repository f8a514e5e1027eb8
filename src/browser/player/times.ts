import { clockTime } from '../../lib/duration.ts'
import { fill, type PlayerWords } from './words.ts'

/** Seconds in the words of a language: "1 Stunde 3 Minuten 20 Sekunden". */
export function spokenTime(seconds: number, language: string): string {
  const whole = Math.max(0, Math.floor(seconds))
  const parts = [
    [Math.floor(whole / 3600), 'hour'],
    [Math.floor(whole / 60) % 60, 'minute'],
    [whole % 60, 'second'],
  ] as const
  const said = parts.filter(([count]) => count > 0)
  return (said.length > 0 ? said : parts.slice(2))
    .map(([count, unit]) => new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(count))
    .join(' ')
}

/** "3 Minuten 20 Sekunden von 45 Minuten" */
export const spokenPosition = (
  at: number,
  length: number,
  { language, words }: { language: string; words: PlayerWords },
) => fill(words.positionOf, { at: spokenTime(at, language), length: spokenTime(length, language) })

/** The address of an episode at a second. */
export function addressAt(url: string, seconds: number): string {
  const address = new URL(url)
  if (seconds >= 1) address.search = `?t=${clockTime(seconds)}`
  return address.href
}
