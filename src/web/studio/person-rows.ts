import { type Html, html } from '../../lib/html.ts'
import type { Person } from '../../shows/credits-input.ts'
import { ROLES } from '../../shows/people.ts'
import type { Language } from '../languages.ts'
import { roleName } from '../words/roles.ts'
import { studioWordsFor } from '../words/studio/words-for.ts'
import { choice, type FieldErrors, field } from './form.ts'
import { type Row, type RowList, rowField, rowFieldOf } from './row-list.ts'

type Part = 'name' | 'role' | 'url' | 'imageUrl'
export type PersonRow = Row<Part>

/** Who takes part, in a show or an episode. */
export const PERSON_ROWS: RowList<Part> = {
  ...{ prefix: 'person', parts: ['name', 'role', 'url', 'imageUrl'], chosen: ['role'] },
}

/** The fields of a person, and what is wrong in them. */
export function personFields(language: Language, row: PersonRow, number: number, errors: FieldErrors): Html {
  const words = studioWordsFor(language).episode.people
  const about = (part: Part) => {
    const name = rowField(PERSON_ROWS, number, part)
    const required = part === 'name' && ('sometimes' as const)
    return { name, label: words[part], value: row[part], required, ...(errors[name] && { error: errors[name] }) }
  }
  return html`${field(language, about('name'))}
${choice({ ...about('role'), options: roleOptions(language) })}
${field(language, { ...about('url'), type: 'url' })}
${field(language, { ...about('imageUrl'), type: 'url' })}`
}

/** A person as the row shows her. A role and its group are one value, since some roles are in two groups. */
export const rowOfPerson = ({ name, group, role, url = '', imageUrl = '' }: Person): PersonRow => ({
  ...{ name, url, imageUrl },
  role: `${group}/${role}`,
})

/** What verbs read of a row. */
export function personOf({ role, ...row }: PersonRow) {
  const [group, name] = role.split('/')
  return { ...row, ...(role && { group, role: name ?? role }) }
}

/** Which field a refusal of persons is about. */
export const personField = (sentence: string) =>
  rowFieldOf(PERSON_ROWS, sentence.replace(/^(Entry \d+), group:/, '$1, role:')) ?? 'persons'

const ALL_ROLES = Object.entries(ROLES).flatMap(([group, roles]) => roles.map((role) => ({ group, role })))

const roleOptions = (language: Language) => [
  { value: '', label: studioWordsFor(language).episode.people.host },
  ...ALL_ROLES.map((one) => ({ value: `${one.group}/${one.role}`, label: roleName(one, language) })),
]
