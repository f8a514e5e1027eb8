import { invalid, Refusal } from '../../lib/errors.ts'

/** Entries of one list that are looked at: more than any list here takes. */
const MAX_ENTRIES = 500
/** Parts of one entry that may be left out, in every combination. */
const MAX_PARTS = 7

type Fields = Record<string, unknown>
type Read<T> = (input: unknown) => T

/**
 * Reads another feed's values by the rules for what is typed here. What does not keep them is left out, the smallest
 * part possible, and each is told in a sentence. Throws the reader's own refusal when a field it needs is missing.
 */
export function takeFields<T>(read: Read<T>, input: Fields): { fields: T; warnings: string[] } {
  const warnings: string[] = []
  let kept = input
  for (;;) {
    const { fields, complaints } = attempt(read, kept)
    if (fields !== undefined) return { fields, warnings }
    const bad = Object.entries(complaints).filter(([name]) => kept[name] !== undefined)
    if (bad.length === 0) throw invalid(complaints)
    for (const [name, sentences] of bad) {
      const rest = whatIsFine(kept[name], (value) => !attempt(read, { [name]: value }).complaints[name])
      const outcome = rest === undefined ? 'left out' : 'taken in part'
      warnings.push(...sentences.split('\n').map((sentence) => `“${name}” was ${outcome}: ${sentence}`))
      kept = { ...kept, [name]: rest }
    }
  }
}

interface Attempt<T> {
  fields?: T
  /** Sentences for each field that can't be taken, or is missing. */
  complaints: Record<string, string>
}

function attempt<T>(read: Read<T>, input: Fields): Attempt<T> {
  try {
    return { fields: read(input), complaints: {} }
  } catch (error) {
    if (error instanceof Refusal && error.code === 'invalid') return { complaints: error.fields }
    throw error
  }
}

/** As much of a value as is fine: of a list its good entries, of an entry its good parts. */
function whatIsFine(value: unknown, isFine: (value: unknown) => boolean): unknown {
  if (Array.isArray(value)) {
    const good: unknown[] = []
    for (const entry of value.slice(0, MAX_ENTRIES)) {
      const found = withFewerParts(entry).find((fewer) => isFine([...good, fewer]))
      if (found !== undefined) good.push(found)
    }
    return good.length > 0 ? good : undefined
  }
  return isParted(value) ? withFewerParts(value).find(isFine) : undefined
}

const isParted = (value: unknown): value is Fields => typeof value === 'object' && value !== null

/** A value and what it is with some parts left out, never the first, which names it; the fewer the later. */
function withFewerParts(value: unknown): unknown[] {
  if (!isParted(value)) return [value]
  const [first, ...rest] = Object.entries(value).filter(([, part]) => part !== undefined)
  if (!first || rest.length > MAX_PARTS) return [value]
  const choices = Array.from({ length: 2 ** rest.length }, (_, bits) => rest.filter((_, at) => !(bits & (1 << at))))
  return choices
    .toSorted((one, other) => other.length - one.length)
    .map((parts) => Object.fromEntries([first, ...parts]))
}
