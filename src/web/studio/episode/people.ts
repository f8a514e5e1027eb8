import { factsOfEpisode } from '../../../episodes/episode-facts.ts'
import { type Html, html } from '../../../lib/html.ts'
import { episodeFormUrl } from '../../assets.ts'
import { readForm } from '../../request-body.ts'
import { roleName } from '../../words/roles.ts'
import { studioWordsFor } from '../../words/studio/words-for.ts'
import { errorBeside } from '../form.ts'
import { PERSON_ROWS, type PersonRow, personField, personFields, personOf, rowOfPerson } from '../person-rows.ts'
import {
  aboutRow,
  changedRows,
  emptyRow,
  isFilled,
  placeOfNewRow,
  placeOfRemovedRow,
  rowLabels,
  rowsIn,
  shownRows,
} from '../row-list.ts'
import { keptForm, theirs } from './fields.ts'
import { askedAgain, type EpisodeForm, saveFields } from './save-fields.ts'
import { type EpisodeView, type Section, sectionPath, typedIn } from './section.ts'

const NAME = 'people'

/** A row without a word in it is not there. */
const peopleForm: EpisodeForm = {
  valuesOf: () => ({}),
  readAs(episode, language) {
    const read = factsOfEpisode(episode).persons.map((person) =>
      [person.name, roleName(person, language), person.url, person.imageUrl].filter(Boolean).join(', '),
    )
    return { persons: read.join('\n') }
  },
  rowsOf: (episode) => shownRows(PERSON_ROWS, factsOfEpisode(episode).persons.map(rowOfPerson)),
  fieldsOf: (typed) => (typed.get('keep-persons') === 'theirs' ? {} : { persons: filledRows(typed).map(personOf) }),
  nameOf: (field, sentence, typed) =>
    field === 'persons' ? personField(aboutRow(PERSON_ROWS, typed, sentence)) : field,
}

/** Who takes part, where it is not as in the show. */
export const peopleSection: Section = {
  name: NAME,
  scripts: [episodeFormUrl],
  title: (language) => studioWordsFor(language).episode.people.heading,
  labels(language, typed) {
    const words = studioWordsFor(language).episode.people
    return { persons: words.heading, ...rowLabels(PERSON_ROWS, typed, words.person, words) }
  },
  content: (view) => (view.mayEdit ? form(view) : peopleAlone(view)),
  async receive(view, req, res) {
    const typed = await readForm(req, res)
    const changed = changedRows([PERSON_ROWS], typed)
    if (changed) return { ...askedAgain(view, changed, peopleForm), errors: {} }
    return saveFields(view, typed, peopleForm)
  },
}

function form(view: EpisodeView): Html {
  const { episode, language } = view
  const words = studioWordsFor(language).episode.people
  const typed = typedIn(view, NAME)
  const errors = typed ? (view.again?.errors ?? {}) : {}
  const kept = typed ? rowsIn(PERSON_ROWS, typed) : factsOfEpisode(episode).persons.map(rowOfPerson)
  const rows = kept.length > 0 ? kept : [emptyRow(PERSON_ROWS)]
  const next = `${sectionPath(view, NAME)}#${placeOfNewRow(PERSON_ROWS, rows.length)}`
  return keptForm(
    view,
    NAME,
    words.save,
    html`<p class="quiet">${words.hint}</p>
${errors.persons && errorBeside('persons', errors.persons)}
<div id="persons" tabindex="-1" data-errors-of="persons">${rows.map((row, at) => personRow(view, row, at + 1, rows.length))}</div>
<template data-rows="${PERSON_ROWS.prefix}">${personRow(view, emptyRow(PERSON_ROWS), 0, 0)}</template>
${theirs(view, NAME, 'persons', words.heading)}
<p><button class="button plain" type="submit" name="do" value="add-person" formaction="${next}">${words.add}</button></p>`,
  )
}

function personRow(view: EpisodeView, row: PersonRow, number: number, count: number): Html {
  const words = studioWordsFor(view.language).episode.people
  const errors = typedIn(view, NAME) ? (view.again?.errors ?? {}) : {}
  const next = `${sectionPath(view, NAME)}#${placeOfRemovedRow(PERSON_ROWS, number, count, 'persons')}`
  return html`<fieldset class="person"><legend>${words.person(number)}</legend>
${personFields(view.language, row, number, errors)}
<p><button class="button plain" type="submit" name="do" value="remove-person-${number}" formaction="${next}">${words.remove(row.name || words.person(number))}</button></p>
</fieldset>`
}

const filledRows = (typed: URLSearchParams) => rowsIn(PERSON_ROWS, typed).filter((row) => isFilled(PERSON_ROWS, row))

function peopleAlone({ episode, language }: EpisodeView): Html {
  const words = studioWordsFor(language).episode.people
  const { persons } = factsOfEpisode(episode)
  if (persons.length === 0) return html`<p class="quiet">${words.none}</p>`
  return html`<ul>${persons.map((person) => html`<li>${person.name}, ${roleName(person, language)}</li>`)}</ul>`
}
