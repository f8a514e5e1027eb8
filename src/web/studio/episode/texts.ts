import { Html, html, paragraphs } from '../../../lib/html.ts'
import { readForm } from '../../request-body.ts'
import { studioWordsFor } from '../../words/studio/words-for.ts'
import { field, submit } from '../form.ts'
import { namedFields, saveFields } from './save-fields.ts'
import { type EpisodeView, type Section, sectionPath, typedIn } from './section.ts'

const FIELDS = ['title', 'shortTitle', 'description', 'notes'] as const

/** What people read of an episode. */
export const textsSection: Section = {
  name: 'texts',
  title: (language) => studioWordsFor(language).episode.texts.heading,
  content: (view) => (view.mayEdit ? form(view) : textAlone(view)),
  receive: async (view, req, res) => saveFields(view, await readForm(req, res), namedFields(FIELDS)),
}

function form(view: EpisodeView): Html {
  const { episode, language, again } = view
  const words = studioWordsFor(language).episode.texts
  const typed = typedIn(view, 'texts')
  const errors = typed ? (again?.errors ?? {}) : {}
  const about = (name: (typeof FIELDS)[number]) => ({
    ...{ name, label: words[name], hint: words.hints[name] },
    ...{ value: typed ? typed.get(name) : episode[name], error: errors[name], required: name === 'title' },
  })
  return html`<form class="fields" method="post" action="${sectionPath(view, 'texts')}" novalidate>
${field(language, about('title'))}
${field(language, about('shortTitle'))}
${field(language, { ...about('description'), rows: 5 })}
${field(language, { ...about('notes'), rows: 12 })}
${submit(words.save)}
</form>`
}

function textAlone({ episode, language }: EpisodeView): Html {
  const words = studioWordsFor(language).episode.texts
  return html`${paragraphs(episode.description)}
${episode.notes !== '' && html`<h3>${words.notes}</h3>\n<div>${new Html(episode.notes)}</div>`}`
}
