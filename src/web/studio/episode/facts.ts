import { type Html, html } from '../../../lib/html.ts'
import { readForm } from '../../request-body.ts'
import { studioWordsFor } from '../../words/studio/words-for.ts'
import { choice, field, submit } from '../form.ts'
import { namedFields, saveFields } from './save-fields.ts'
import { type EpisodeView, type Section, sectionPath, typedIn } from './section.ts'

const FIELDS = ['number', 'season', 'type', 'author', 'language', 'explicit', 'recordedOn', 'slug'] as const
type Field = (typeof FIELDS)[number]
const TYPES = ['full', 'trailer', 'bonus'] as const

/** What apps sort and filter by, and where the episode is found. */
export const factsSection: Section = {
  name: 'facts',
  title: (language) => studioWordsFor(language).episode.facts.heading,
  content: (view) => (view.mayEdit ? form(view) : factsAlone(view)),
  receive: async (view, req, res) => saveFields(view, await readForm(req, res), namedFields(FIELDS)),
}

function form(view: EpisodeView): Html {
  const { episode, language, again } = view
  const words = studioWordsFor(language).episode.facts
  const typed = typedIn(view, 'facts')
  const errors = typed ? (again?.errors ?? {}) : {}
  const about = (name: Field) => ({
    ...{ name, label: words[name], hint: words.hints[name] },
    ...{ value: typed ? typed.get(name) : textOf(episode[name]), error: errors[name], required: name === 'slug' },
  })
  const types = TYPES.map((value) => ({ value, label: words.types[value] }))
  const answers = (['', 'false', 'true'] as const).map((value) => ({ value, label: words.explicitAnswers[value] }))
  return html`<form class="fields" method="post" action="${sectionPath(view, 'facts')}" novalidate>
${field(language, about('number'))}
${field(language, about('season'))}
${choice({ ...about('type'), options: types })}
${field(language, about('author'))}
${field(language, about('language'))}
${choice({ ...about('explicit'), options: answers })}
${field(language, about('recordedOn'))}
${field(language, about('slug'))}
${submit(words.save)}
</form>`
}

function factsAlone({ episode, language }: EpisodeView): Html {
  const words = studioWordsFor(language).episode.facts
  const shown = FIELDS.map((name) => [words[name], valueAlone(name)] as const).filter(([, value]) => value !== '')
  return html`<dl class="facts">${shown.map(([label, value]) => html`<dt>${label}</dt><dd>${value}</dd>`)}</dl>`

  function valueAlone(name: Field): string {
    if (name === 'type') return words.types[episode.type]
    if (name === 'explicit') return words.explicitAnswers[textOf(episode.explicit) as '' | 'true' | 'false']
    return textOf(episode[name])
  }
}

const textOf = (value: string | number | boolean | null) => (value === null ? '' : String(value))
