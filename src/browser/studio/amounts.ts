import { fileSize } from '../../lib/file-size.ts'

/** Bytes and times as people read them, in the language of the page. */
export const amounts = (language: string) => ({
  size: (bytes: number) => fileSize(language, bytes),
  /** Whole units, the largest that fits: nobody plans by seconds of an hour. */
  time(seconds: number) {
    const [unit, length] =
      seconds >= 5400 ? (['hour', 3600] as const) : seconds >= 90 ? (['minute', 60] as const) : (['second', 1] as const)
    const whole = Math.max(1, Math.round(seconds / length))
    return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(whole)
  },
})

/** How fast something goes, over the last few seconds. */
export function speedometer(now: () => number = () => performance.now()) {
  const WINDOW_MILLISECONDS = 5000
  let marks: [at: number, bytes: number][] = []
  return {
    restart() {
      marks = []
    },
    /** Bytes a second; null while it is too early to say. */
    at(bytes: number): number | null {
      marks.push([now(), bytes])
      while (marks.length > 2 && now() - marks[1]![0] > WINDOW_MILLISECONDS) marks.shift()
      const [at, before] = marks[0]!
      const seconds = (now() - at) / 1000
      return seconds < 0.5 ? null : Math.max(0, bytes - before) / seconds
    },
  }
}
