import { type Row, short } from './table.ts'

export interface Comparison {
  /** Medians of all rounds. */
  ours: number
  theirs: number | null
  /** Median of the ratios of each pair of neighbouring rounds; null without the other side. */
  ratio: number | null
}

/** One round: how much was done in a second, or how long it took. */
type Round = () => Promise<number>

/**
 * Takes turns between both sides in short rounds and compares each pair, because what else a machine does
 * changes from second to second: the ratio says something, the figures alone little.
 */
export async function compare(rounds: number, ours: Round, theirs: Round | null): Promise<Comparison> {
  const figures: number[] = []
  const others: number[] = []
  for (let round = 0; round < rounds; round++) {
    figures.push(await ours())
    if (theirs) others.push(await theirs())
  }
  if (!theirs) return { ours: median(figures), theirs: null, ratio: null }
  const ratios = figures.map((figure, round) => figure / others[round]!)
  return { ours: median(figures), theirs: median(others), ratio: median(ratios) }
}

/** A row that holds when the ratio is at least (or, for times, at most) what shall be reached; without, to compare. */
export function comparedRow(
  { ours, theirs, ratio }: Comparison,
  { what, unit, versus, atLeast, atMost }: { what: string; unit: string; versus: string } & Limits,
): Row {
  const reach =
    atLeast !== undefined ? `≥ ${atLeast} × ${versus}` : atMost !== undefined ? `≤ ${atMost} × ${versus}` : 'to compare'
  if (theirs === null || ratio === null) return { what, reach, measured: `${short(ours)} ${unit}`, ok: null }
  const ok = atLeast !== undefined ? ratio >= atLeast : atMost !== undefined ? ratio <= atMost : null
  return { what, reach, measured: `${ratio.toFixed(2)} × (${short(ours)} and ${short(theirs)} ${unit})`, ok }
}

interface Limits {
  atLeast?: number
  atMost?: number
}

export const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1]!
