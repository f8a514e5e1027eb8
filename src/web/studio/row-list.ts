/** A list that is typed in rows: each part of each row is a field of its own, such as `person-1-name`. */
export interface RowList<Part extends string = string> {
  /** What the fields of its rows begin with. */
  prefix: string
  parts: readonly Part[]
  /** A part that is chosen and never empty: it alone makes no row. */
  chosen?: readonly Part[]
}

export type Row<Part extends string = string> = Record<Part, string>

/** More rows than any list takes. */
const MAX_ROWS = 600

/** The name of a part's field, in the row of this number, from 1. */
export const rowField = ({ prefix }: Pick<RowList, 'prefix'>, number: number, part: string) =>
  `${prefix}-${number}-${part}`

/** The rows of a form, in its order. */
export function rowsIn<Part extends string>(list: RowList<Part>, typed: URLSearchParams): Row<Part>[] {
  const first = list.parts[0]!
  const names = new RegExp(`^${list.prefix}-(\\d{1,3})-${first}$`)
  const numbers = [...typed.keys()].flatMap((name) => names.exec(name)?.[1] ?? [])
  return numbers.slice(0, MAX_ROWS).map((number) => {
    const parts = list.parts.map((part) => [part, typed.get(rowField(list, Number(number), part)) ?? ''])
    return Object.fromEntries(parts) as Row<Part>
  })
}

/** Whether anything was typed in a row. */
export const isFilled = <Part extends string>({ parts, chosen = [] }: RowList<Part>, row: Row<Part>): boolean =>
  parts.some((part) => !chosen.includes(part) && row[part].trim() !== '')

/** A row in which nothing was typed. */
export const emptyRow = <Part extends string>({ parts }: RowList<Part>): Row<Part> =>
  Object.fromEntries(parts.map((part) => [part, ''])) as Row<Part>

/** What was typed, with these rows of the list in place of those that were. */
export function withRows<Part extends string>(
  list: RowList<Part>,
  typed: URLSearchParams,
  rows: Row<Part>[],
): URLSearchParams {
  const names = new RegExp(`^${list.prefix}-\\d+-`)
  const others = [...typed].filter(([name]) => !names.test(name))
  return new URLSearchParams([...others, ...Object.entries(fieldsOfRows(list, rows))])
}

/** What stands in the fields of rows; of none, in those of the empty one that is shown then. */
export const shownRows = <Part extends string>(list: RowList<Part>, rows: Row<Part>[]) =>
  fieldsOfRows(list, rows.length > 0 ? rows : [emptyRow(list)])

const fieldsOfRows = <Part extends string>(list: RowList<Part>, rows: Row<Part>[]): Record<string, string> =>
  Object.fromEntries(
    rows.flatMap((row, at) => list.parts.map((part) => [rowField(list, at + 1, part), row[part]] as const)),
  )

/**
 * What was typed after what its button asked for: one row more (`add-person`) or one less (`remove-person-2`). Null
 * where the button is that of the whole form.
 */
export function changedRows(lists: readonly RowList[], typed: URLSearchParams): URLSearchParams | null {
  const asked = /^(add|remove)-([a-z]+)(?:-(\d{1,3}))?$/.exec(typed.get('do') ?? '')
  const list = asked && lists.find(({ prefix }) => prefix === asked[2])
  if (!list) return null
  const rows = rowsIn(list, typed)
  const kept = asked[1] === 'add' ? [...rows, emptyRow(list)] : rows.filter((_, at) => at !== Number(asked[3]) - 1)
  return withRows(list, typed, kept)
}

/** Where one goes on once a row is added to so many: its first field. */
export const placeOfNewRow = (list: RowList, count: number) => rowField(list, count + 1, list.parts[0]!)

/** The same once a row is taken out of so many: the row that moves up, else the list itself, by its id. */
export const placeOfRemovedRow = (list: RowList, number: number, count: number, id: string) =>
  number < count ? rowField(list, number, list.parts[0]!) : id

/** What the fields of each row are called: as the row is, and as the part. */
export const rowLabels = <Part extends string>(
  list: RowList<Part>,
  typed: URLSearchParams,
  nameOf: (number: number) => string,
  labels: Readonly<Record<Part, string>>,
) =>
  Object.fromEntries(
    rowsIn(list, typed).flatMap((_, at) =>
      list.parts.map((part) => [rowField(list, at + 1, part), `${nameOf(at + 1)}, ${labels[part]}`] as const),
    ),
  )

/** A refusal about an entry as one about its row: rows in which nothing was typed are no entries. */
export function aboutRow(list: RowList, typed: URLSearchParams, sentence: string): string {
  const numbers = rowsIn(list, typed).flatMap((row, at) => (isFilled(list, row) ? [at + 1] : []))
  return sentence.replace(/^Entry (\d+)/, (_, entry) => `Entry ${numbers[Number(entry) - 1] ?? entry}`)
}

/** Which field of a row a refusal of a list is about: "Entry 2, role: …"; null where it is about the list. */
export function rowFieldOf(list: RowList, sentence: string): string | null {
  const [, entry, part] = /^Entry (\d+)(?:, (\w+))?/.exec(sentence) ?? []
  if (!entry) return null
  return rowField(list, Number(entry), part && list.parts.includes(part) ? part : list.parts[0]!)
}
