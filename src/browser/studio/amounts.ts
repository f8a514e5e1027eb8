/** Bytes and times as people read them, in the language of the page. */
export function amounts(language: string) {
  const unit = (name: string, value: number) =>
    new Intl.NumberFormat(language, { style: 'unit', unit: name, maximumFractionDigits: value < 10 ? 1 : 0 }).format(
      value,
    )
  const size = (bytes: number) => {
    if (bytes >= 1e9) return unit('gigabyte', bytes / 1e9)
    return bytes >= 1e6 ? unit('megabyte', bytes / 1e6) : unit('kilobyte', bytes / 1e3)
  }
  return {
    size,
    /** Whole units, the largest that fits: nobody plans by seconds of an hour. */
    time(seconds: number) {
      const [unit, length] =
        seconds >= 5400
          ? (['hour', 3600] as const)
          : seconds >= 90
            ? (['minute', 60] as const)
            : (['second', 1] as const)
      const whole = Math.max(1, Math.round(seconds / length))
      return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(whole)
    },
  }
}

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
