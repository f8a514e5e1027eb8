import type { Request, Response } from 'express'
import type { Person } from '../../accounts/person.ts'
import { readNewEpisode } from '../../episodes/episode-input.ts'
import { ingestEpisode } from '../../episodes/ingest.ts'
import { html } from '../../lib/html.ts'
import type { Show } from '../../shows/show.ts'
import { dropStaged, type StagedFile } from '../../storage/staging.ts'
import type { Handler, Host } from '../handler.ts'
import { langOf, languageOf, pathIn } from '../languages.ts'
import { receiveUpload, textParts } from '../uploads/multipart.ts'
import { studioWordsFor } from '../words/studio/words-for.ts'
import { leadBack } from './done.ts'
import { fieldErrors } from './field-errors.ts'
import { AWAY, attempt, type FieldErrors, statusOfRefused } from './form.ts'
import { studioPage } from './page.ts'
import { openShow } from './show/open-show.ts'
import { FILE_FIELD, uploadForm } from './upload-form.ts'

/** GET /studio/shows/:show/upload — where files are dropped. */
export const showUploadPage: Handler = async (host, req, res) => {
  const { person, show } = await openShow(host, req, res, 'upload')
  sendPage(host, req, res, { person, show, errors: {} })
}

/** POST /studio/shows/:show/upload — the same without script: multipart, one file, which becomes a draft. */
export const postUploadPage: Handler = async (host, req, res) => {
  const { person, show } = await openShow(host, req, res, 'upload')
  const outcome = await attempt(async () => {
    const { file, fields } = await receiveUpload(host, req, res, 'audio')
    return ingestEpisode(host, show, file, await typedOrDrop(host, file, String(fields.title ?? '')), { by: person })
  }, [AWAY])
  if ('refused' in outcome) {
    const { refused } = outcome
    const [title, status] = [textParts(req).get('title') ?? '', statusOfRefused(host, res, refused)]
    return sendPage(host, req, res, { person, show, title, errors: audioErrors(req, refused), status })
  }
  leadBack(res, pathIn(languageOf(req.path), `/studio/episodes/${outcome.done.episode.id}`), 'uploaded')
}

/** What a refusal says, where what is wrong with the file itself stands beside the file. */
export function audioErrors(req: Request, refused: Parameters<typeof fieldErrors>[1]): FieldErrors {
  const language = languageOf(req.path)
  if (refused.code === 'no-audio') return { [FILE_FIELD]: studioWordsFor(language).upload.noFile }
  return fieldErrors(language, refused, { content: FILE_FIELD, audio: FILE_FIELD })
}

async function typedOrDrop({ config }: Host, file: StagedFile, title: string) {
  try {
    return readNewEpisode(title.trim() === '' ? {} : { title }, config.publicUrl)
  } catch (error) {
    await dropStaged(file)
    throw error
  }
}

interface Shown {
  person: Person
  show: Show
  title?: string
  errors: FieldErrors
  status?: number
}

function sendPage(
  { config }: Host,
  req: Request,
  res: Response,
  { person, show, title = '', errors, status = 200 }: Shown,
) {
  const language = languageOf(req.path)
  const words = studioWordsFor(language).upload
  const path = `/studio/shows/${show.slug}/upload` as const
  const content = html`<p class="above"><a href="${pathIn(language, `/studio/shows/${show.slug}`)}"${langOf(show.language, language)}>${show.title}</a></p>
<h1>${words.heading}</h1>
<p>${words.intro}</p>
${uploadForm({ ...{ language, config, title, errors }, action: pathIn(language, path), to: { show: show.slug, person: person.id } })}`
  res
    .status(status)
    .type('html')
    .send(studioPage({ language, title: words.heading, content, path, person, errors }))
}
