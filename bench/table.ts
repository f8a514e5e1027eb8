/** One line of the result: what was measured, what it shall reach and what it reached. */
export interface Row {
  what: string
  reach: string
  measured: string
  /** Null where there was nothing to compare with, or nothing to reach. */
  ok: boolean | null
}

/** The rows as a markdown table. */
export function table(rows: Row[]): string {
  const lines = rows.map(({ what, reach, measured, ok }) => [what, reach, measured, verdict(ok)])
  const all = [['what', 'reach', 'measured', ''], ...lines]
  const widths = all[0]!.map((_, column) => Math.max(...all.map((cells) => cells[column]!.length)))
  const line = (cells: string[]) => `| ${cells.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`
  return [line(all[0]!), rule, ...all.slice(1).map(line)].join('\n')
}

const verdict = (ok: boolean | null) => (ok === null ? '' : ok ? 'ok' : '**below**')

/** A number with three digits that matter. */
export const short = (value: number) => (value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3))

export const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`
