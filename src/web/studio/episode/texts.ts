import type { Episode } from '../../../episodes/episode.ts'
import { notesFrom } from '../../../episodes/notes-input.ts'
import { Html, html, paragraphs } from '../../../lib/html.ts'
import { richTextToMarkdown } from '../../../lib/rich-text-to-markdown.ts'
import { episodeFormUrl } from '../../assets.ts'
import { readForm } from '../../request-body.ts'
import { studioWordsFor } from '../../words/studio/words-for.ts'
import { field } from '../form.ts'
import { keptForm, labelsIn, standing, theirs } from './fields.ts'
import { askedAgain, type EpisodeForm, namedFields, saveFields } from './save-fields.ts'
import { type EpisodeView, type Section, sectionPath, typedIn } from './section.ts'

const NAME = 'texts'
const FIELDS = ['title', 'shortTitle', 'description', 'notesSource'] as const
type Field = (typeof FIELDS)[number]

const textsForm: EpisodeForm = {
  valuesOf: ({ title, shortTitle, description, ...episode }) => ({
    ...{ title, shortTitle: shortTitle ?? '', description, notesSource: sourceOf(episode) },
  }),
  fieldsOf: namedFields(FIELDS),
  nameOf: (field) => (field === 'notes' ? 'notesSource' : field),
}

/** What people read of an episode. */
export const textsSection: Section = {
  name: NAME,
  scripts: [episodeFormUrl],
  title: (language) => studioWordsFor(language).episode.texts.heading,
  labels: (language) => labelsIn(studioWordsFor(language).episode.texts, FIELDS),
  content: (view) => (view.mayEdit ? form(view) : textAlone(view)),
  async receive(view, req, res) {
    const typed = await readForm(req, res)
    if (typed.get('do') !== 'preview') return saveFields(view, typed, textsForm)
    return { ...askedAgain(view, typed, textsForm), errors: {}, preview: previewOf(view, typed) }
  },
}

function form(view: EpisodeView): Html {
  const { language, again } = view
  const words = studioWordsFor(language).episode.texts
  const preview = typedIn(view, NAME) ? again?.preview : undefined
  const one = (name: Field, rows?: number) =>
    html`${field(language, {
      ...{ name, label: words[name], hint: words.hints[name], required: name === 'title', ...(rows && { rows }) },
      ...standing(view, NAME, textsForm, name),
    })}${theirs(view, NAME, name, words[name])}`
  return keptForm(
    view,
    NAME,
    words.save,
    html`${one('title')}
${one('shortTitle')}
${one('description', 5)}
${one('notesSource', 12)}
<p><button class="button plain" type="submit" name="do" value="preview" formaction="${sectionPath(view, NAME)}#preview-of-notes">${words.preview}</button></p>
<div class="preview" id="preview-of-notes" tabindex="-1" data-preview-of="notesSource"${preview === undefined && html` hidden`}>
<p class="quiet">${words.previewOf}</p>
<div class="notes">${preview !== undefined && new Html(preview)}</div>
</div>`,
  )
}

function previewOf({ host, language }: EpisodeView, typed: URLSearchParams): string {
  const { noNotes } = studioWordsFor(language).episode.texts
  const notes = notesFrom(typed.get('notesSource') ?? '', host.config.publicUrl)
  return notes || html`<p class="quiet">${noNotes}</p>`.markup
}

function textAlone({ episode, language }: EpisodeView): Html {
  const words = studioWordsFor(language).episode.texts
  return html`${paragraphs(episode.description)}
${episode.notes !== '' && html`<h3>${words.notesSource}</h3>\n<div>${new Html(episode.notes)}</div>`}`
}

/** The notes as they are edited: as typed, or what came as HTML in Markdown. */
const sourceOf = ({ notes, notesSource }: Pick<Episode, 'notes' | 'notesSource'>) =>
  notesSource ?? richTextToMarkdown(notes)
