import { factsOfEpisode } from '../../../episodes/episode-facts.ts'
import { type Html, html } from '../../../lib/html.ts'
import type { Person } from '../../../shows/credits-input.ts'
import { ROLES } from '../../../shows/people.ts'
import { episodeFormUrl } from '../../assets.ts'
import type { Language } from '../../languages.ts'
import { readForm } from '../../request-body.ts'
import { roleName } from '../../words/roles.ts'
import { studioWordsFor } from '../../words/studio/words-for.ts'
import { choice, field } from '../form.ts'
import { keptForm, theirs } from './fields.ts'
import { type EpisodeForm, saveFields } from './save-fields.ts'
import { type EpisodeView, type Section, typedIn } from './section.ts'

const NAME = 'people'
const PARTS = ['name', 'role', 'url', 'imageUrl'] as const
type Row = Record<(typeof PARTS)[number], string>

const EMPTY: Row = { name: '', role: '', url: '', imageUrl: '' }

/** Each part of each row is a field of its own: `person-1-name`. A row without a word in it is not there. */
export const peopleForm: EpisodeForm = {
  valuesOf: (episode) => {
    const people = factsOfEpisode(episode).persons
    return { persons: people.map(({ name, role, group }) => `${name} (${role}, ${group})`).join('\n') }
  },
  fieldsOf: (typed) =>
    typed.get('keep-persons') === 'theirs' ? {} : { persons: rowsIn(typed).filter(isFilled).map(personOf) },
  nameOf(field, sentence) {
    const [, entry, part = 'name'] = /^Entry (\d+)(?:, (\w+))?/.exec(sentence) ?? []
    if (field !== 'persons' || !entry) return field
    return `person-${entry}-${part === 'group' ? 'role' : part}`
  },
}

/** Who takes part, where it is not as in the show. */
export const peopleSection: Section = {
  name: NAME,
  scripts: [episodeFormUrl],
  title: (language) => studioWordsFor(language).episode.people.heading,
  content: (view) => (view.mayEdit ? form(view) : peopleAlone(view)),
  async receive(view, req, res) {
    const typed = await readForm(req, res)
    const rows = rowsIn(typed)
    const asked = /^(add|remove)(?:-(\d{1,3}))?$/.exec(typed.get('do') ?? '')
    // Rows nobody wrote in go, so that the entries a refusal names are the rows on the page.
    if (!asked) return saveFields(view, withRows(typed, rows.filter(isFilled)), peopleForm)
    const kept = asked[1] === 'add' ? [...rows, EMPTY] : rows.filter((_, at) => at !== Number(asked[2]) - 1)
    return { typed: withRows(typed, kept), errors: {} }
  },
}

function form(view: EpisodeView): Html {
  const { episode, language } = view
  const words = studioWordsFor(language).episode.people
  const typed = typedIn(view, NAME)
  const rows = typed ? rowsIn(typed) : factsOfEpisode(episode).persons.map(rowOf)
  return keptForm(
    view,
    NAME,
    words.save,
    html`<p class="quiet">${words.hint}</p>
<div id="persons" tabindex="-1">${(rows.length > 0 ? rows : [EMPTY]).map((row, at) => personRow(view, row, at + 1))}</div>
${theirs(view, NAME, 'persons', words.heading)}
<p><button class="button plain" type="submit" name="do" value="add">${words.add}</button></p>`,
  )
}

function personRow(view: EpisodeView, row: Row, number: number): Html {
  const { language, again } = view
  const words = studioWordsFor(language).episode.people
  const errors = typedIn(view, NAME) ? (again?.errors ?? {}) : {}
  const about = (part: keyof Row) => {
    const name = `person-${number}-${part}`
    return { name, label: words[part], value: row[part], required: false, ...(errors[name] && { error: errors[name] }) }
  }
  return html`<fieldset class="person"><legend>${words.person(number)}</legend>
${field(language, about('name'))}
${choice({ ...about('role'), options: roleOptions(language) })}
${field(language, { ...about('url'), type: 'url' })}
${field(language, { ...about('imageUrl'), type: 'url' })}
<p><button class="button plain" type="submit" name="do" value="remove-${number}">${words.remove(row.name || words.person(number))}</button></p>
</fieldset>`
}

const ALL_ROLES = Object.entries(ROLES).flatMap(([group, roles]) => roles.map((role) => ({ group, role })))

/** A role and its group in one value, since some roles are in two groups. */
const roleOptions = (language: Language) => [
  { value: '', label: studioWordsFor(language).episode.people.host },
  ...ALL_ROLES.map((one) => ({ value: `${one.group}/${one.role}`, label: roleName(one, language) })),
]

function peopleAlone({ episode, language }: EpisodeView): Html {
  const words = studioWordsFor(language).episode.people
  const { persons } = factsOfEpisode(episode)
  if (persons.length === 0) return html`<p class="quiet">${words.none}</p>`
  return html`<ul>${persons.map((person) => html`<li>${person.name}, ${roleName(person, language)}</li>`)}</ul>`
}

const rowOf = ({ name, group, role, url = '', imageUrl = '' }: Person): Row => ({
  ...{ name, url, imageUrl },
  role: `${group}/${role}`,
})

const personOf = ({ role, ...row }: Row) => {
  const [group, name] = role.split('/')
  return { ...row, ...(role && { group, role: name ?? role }) }
}

const isFilled = ({ name, url, imageUrl }: Row) => `${name}${url}${imageUrl}`.trim() !== ''

/** More rows than persons may be sent. */
const MAX_ROWS = 120

function rowsIn(typed: URLSearchParams): Row[] {
  const numbers = [...typed.keys()].flatMap((name) => /^person-(\d{1,3})-name$/.exec(name)?.[1] ?? [])
  return numbers
    .slice(0, MAX_ROWS)
    .map(
      (number) => Object.fromEntries(PARTS.map((part) => [part, typed.get(`person-${number}-${part}`) ?? ''])) as Row,
    )
}

/** What was typed, with these rows in place of those that were. */
function withRows(typed: URLSearchParams, rows: Row[]): URLSearchParams {
  const others = [...typed].filter(([name]) => !name.startsWith('person-'))
  const those = rows.flatMap((row, at) =>
    PARTS.map((part): [string, string] => [`person-${at + 1}-${part}`, row[part]]),
  )
  return new URLSearchParams([...others, ...those])
}
