import { type EpisodeStatus, fill, type UploadWords } from '../../browser/studio/words.ts'
import { sizeLimit } from '../../lib/file-size.ts'
import { type Html, html } from '../../lib/html.ts'
import type { Show } from '../../shows/show.ts'
import { moduleScript, uploadFieldUrl } from '../assets.ts'
import type { Host } from '../handler.ts'
import { type Language, pathIn } from '../languages.ts'
import { studioWordsFor } from '../words/studio/words-for.ts'
import { errorBeside, type FieldErrors, field, submit } from './form.ts'
import { ACCOUNT, signInPath } from './paths.ts'

/** The id of the field with the file; on the page of an episode its section is `audio`. */
export const FILE_FIELD = 'audio-file'

interface UploadForm {
  language: Language
  config: Host['config']
  /** Where the form is sent without script. */
  action: string
  /** What the file is for, a new episode of a show or one whose audio it replaces, and who sends it. */
  to: { person: string } & ({ show: string } | { episode: string; status: EpisodeStatus })
  title?: string
  errors: FieldErrors
}

/** A form that sends one audio file, and where script runs many of them, in pieces. */
export function uploadForm({ language, config, action, to, title, errors }: UploadForm): Html {
  const words = studioWordsFor(language).upload
  const isNew = 'show' in to
  return uploadField(
    language,
    to,
    html`<form class="fields" method="post" enctype="multipart/form-data" action="${action}" novalidate>
${
  // Before the file: what follows one that is refused at once never comes.
  isNew &&
  field(language, {
    ...{ name: 'title', label: words.titleField, hint: words.titleHint, required: false },
    ...{ value: title, error: errors.title },
  })
}
${fileField(language, config, errors[FILE_FIELD])}
${submit(isNew ? words.submit : words.audio.submit)}
</form>`,
  )
}

/** A show that files may be dropped for. */
type ShowChoice = Pick<Show, 'slug' | 'title' | 'language'>

/** Where files are dropped that may be meant for several shows. Nothing of it is there without script. */
export function uploadChoice(language: Language, config: Host['config'], shows: ShowChoice[], person: string): Html {
  const options = shows.map(({ slug, title, language: lang }) => ({ value: slug, label: title, lang }))
  return uploadField(
    language,
    { shows: JSON.stringify(options), person },
    html`<div class="fields" hidden>
${fileField(language, config)}
</div>`,
  )
}

/** What sends files in pieces where script runs, around a form that does without. */
function uploadField(language: Language, attributes: Record<string, string>, form: Html): Html {
  const { upload, form: formWords } = studioWordsFor(language)
  const signIn = { label: formWords.signIn, href: signInPath(language, pathIn(language, ACCOUNT)) }
  const script: UploadWords = { ...upload.script, signIn }
  return html`<upload-field endpoint="${pathIn(language, '/studio/uploads')}"${Object.entries(attributes).map(
    ([name, value]) => html` ${name}="${value}"`,
  )} lang="${language}" words="${JSON.stringify(script)}">
${form}
</upload-field>
${moduleScript(uploadFieldUrl)}`
}

function fileField(language: Language, config: Host['config'], error?: string): Html {
  const words = studioWordsFor(language).upload
  return html`<div class="field">
<label for="${FILE_FIELD}">${words.file}</label>
<p class="quiet" id="${FILE_FIELD}-hint">${fill(words.fileHint, { size: sizeLimit(language, config.maxUploadBytes) })}</p>
${error && errorBeside(FILE_FIELD, error)}
<input id="${FILE_FIELD}" name="audio" type="file" accept="audio/mpeg,audio/mp4,audio/x-m4a,.mp3,.m4a" required aria-describedby="${FILE_FIELD}-hint${error && ` ${FILE_FIELD}-error`}"${error && html` aria-invalid="true"`}>
</div>`
}
