import { MEDIUMS, PROTOCOLS } from '../../../shows/links-input.ts'
import type { Show } from '../../../shows/show.ts'
import { factsOfShow, type ShowFacts } from '../../../shows/show-facts.ts'
import type { StudioWords } from '../../words/studio/de.ts'
import { PERSON_ROWS, personField, personOf, rowOfPerson } from '../person-rows.ts'
import { isFilled, type Row, type RowList, rowFieldOf, rowsIn, withRows } from '../row-list.ts'

type ListName = 'persons' | 'seasons' | 'locations' | 'funding' | 'socialInteract' | 'podroll' | 'txt'

/** A list of a show that is typed in rows. */
export interface ShowList {
  name: ListName
  rows: RowList
  /** What a row that is used needs; those of a person are her own. */
  needed?: readonly string[]
  /** What a part is typed in, where it is not a line of text. */
  kinds?: Record<string, 'url' | 'number' | 'area'>
  /** What a part is chosen from. */
  choices?: (words: StudioWords['more']) => Record<string, Record<string, string>>
}

const named = (names: readonly string[], labels: Record<string, string>) =>
  Object.fromEntries(names.map((name) => [name, labels[name] ?? name]))

/** In the order of the page. */
export const SHOW_LISTS: readonly ShowList[] = [
  { name: 'persons', rows: PERSON_ROWS },
  {
    name: 'seasons',
    rows: { prefix: 'season', parts: ['number', 'name'] },
    needed: ['number', 'name'],
    kinds: { number: 'number' },
  },
  {
    name: 'locations',
    rows: { prefix: 'place', parts: ['name', 'rel', 'geo', 'country', 'osm'], chosen: ['rel'] },
    needed: ['name'],
    choices: ({ rels }) => ({ rel: rels }),
  },
  {
    name: 'funding',
    rows: { prefix: 'funding', parts: ['url', 'text'] },
    needed: ['url', 'text'],
    kinds: { url: 'url' },
  },
  {
    name: 'socialInteract',
    rows: { prefix: 'post', parts: ['protocol', 'uri', 'accountId', 'accountUrl', 'priority'] },
    needed: ['uri'],
    kinds: { uri: 'url', accountUrl: 'url', priority: 'number' },
    choices: ({ protocols }) => ({ protocol: named(PROTOCOLS, protocols) }),
  },
  {
    name: 'podroll',
    rows: { prefix: 'podroll', parts: ['feedGuid', 'title', 'feedUrl', 'medium'], chosen: ['medium'] },
    needed: ['feedGuid'],
    kinds: { feedUrl: 'url' },
    choices: ({ mediums }) => ({ medium: named([...MEDIUMS, 'publisher'], mediums) }),
  },
  {
    name: 'txt',
    rows: { prefix: 'txt', parts: ['purpose', 'value'] },
    needed: ['value'],
    kinds: { value: 'area' },
  },
]

export const ROW_LISTS = SHOW_LISTS.map(({ rows }) => rows)

/** The lists of a show as a form has them. */
export function rowsOfShow(show: Show): URLSearchParams {
  const facts = factsOfShow(show)
  return SHOW_LISTS.reduce((values, list) => withRows(list.rows, values, rowsOf(list, facts)), new URLSearchParams())
}

function rowsOf({ name, rows }: ShowList, facts: ShowFacts): Row[] {
  if (name === 'persons') return facts.persons.map(rowOfPerson)
  return facts[name].map((entry) => {
    const parts: Record<string, unknown> = entry
    return Object.fromEntries(rows.parts.map((part) => [part, String(parts[part] ?? '')]))
  })
}

/** What was typed without the rows nobody wrote in, so that the entries a refusal names are the rows on the page. */
export const withoutEmptyRows = (typed: URLSearchParams): URLSearchParams =>
  ROW_LISTS.reduce((values, list) => withRows(list, values, filled(list, typed)), typed)

const filled = (list: RowList, typed: URLSearchParams) => rowsIn(list, typed).filter((row) => isFilled(list, row))

/** What verbs read of the rows. */
export const listsIn = (typed: URLSearchParams): Record<string, unknown> =>
  Object.fromEntries(SHOW_LISTS.map((list) => [list.name, filled(list.rows, typed).map((row) => entryOf(list, row))]))

function entryOf({ name, kinds = {} }: ShowList, row: Row): unknown {
  if (name === 'persons') return personOf(row as Parameters<typeof personOf>[0])
  const parts = Object.entries(row).map(([part, text]) => [part, kinds[part] === 'number' ? figure(text) : text])
  return Object.fromEntries(parts)
}

/** A number; what is none stays a text, for the verb to refuse. */
const figure = (text: string) => (/^\s*\d+\s*$/.test(text) ? Number(text) : text)

/** A list as a text, one line for each row: what somebody else saved is told so. */
export const textOf = ({ rows }: ShowList, values: URLSearchParams): string =>
  rowsIn(rows, values)
    .filter((row) => isFilled(rows, row))
    .map((row) => Object.values(row).filter(Boolean).join(', '))
    .join('\n')

/** Which field a refusal of a list is about; the list itself where it is about no row. */
export function listField({ name, rows }: ShowList, sentence: string): string {
  return name === 'persons' ? personField(sentence) : (rowFieldOf(rows, sentence) ?? name)
}
