import type { Request, Response } from 'express'
import { requireAccess } from '../../../accounts/access.ts'
import { actingAs } from '../../../accounts/logbook.ts'
import type { Person } from '../../../accounts/person.ts'
import { html } from '../../../lib/html.ts'
import { createShow } from '../../../shows/show.ts'
import { readNewShow } from '../../../shows/show-input.ts'
import type { Handler } from '../../handler.ts'
import { languageOf, pathIn } from '../../languages.ts'
import { readForm } from '../../request-body.ts'
import { requirePerson } from '../../signed-in.ts'
import { studioWordsFor } from '../../words/studio/words-for.ts'
import { leadBack } from '../done.ts'
import { fieldErrors } from '../field-errors.ts'
import { attempt, type FieldErrors, submit, UNPROCESSABLE } from '../form.ts'
import { heldForm, heldFormScript } from '../held-form.ts'
import { studioPage } from '../page.ts'
import { wayTo } from './open-show.ts'
import { fieldsOf, newShowFields } from './show-fields.ts'

const NEW_SHOW = '/studio/shows/new'
/** What most shows of administrations are. */
const PROPOSED = { language: 'de', explicit: 'false', type: 'episodic' }

/** GET /studio/shows/new */
export const showNewShow: Handler = async (host, req, res) => {
  const person = await requirePerson(host, req, res)
  requireAccess(person, 'create show')
  sendPage(req, res, person, new URLSearchParams(PROPOSED))
}

/** POST /studio/shows/new — creates a show by the verb that programs use, and leads to its page, which says what comes next. */
export const postNewShow: Handler = async (host, req, res) => {
  const person = await requirePerson(host, req, res)
  requireAccess(person, 'create show')
  const language = languageOf(req.path)
  const typed = await readForm(req, res)
  const outcome = await attempt(() => createShow(actingAs(host, person), readNewShow(fieldsOf(typed, null))))
  if ('refused' in outcome) return sendPage(req, res, person, typed, fieldErrors(language, outcome.refused))
  leadBack(res, wayTo({ show: outcome.done, language }), 'created')
}

function sendPage(req: Request, res: Response, person: Person, values: URLSearchParams, errors: FieldErrors = {}) {
  const language = languageOf(req.path)
  const words = studioWordsFor(language).settings.newShow
  const hasErrors = Object.keys(errors).length > 0
  const content = html`<h1>${words.title}</h1>
<p>${words.hint}</p>
${heldForm(
  language,
  html`<form class="fields" method="post" action="${pathIn(language, NEW_SHOW)}" novalidate>
${newShowFields({ language, values, errors })}
${submit(words.create)}
</form>`,
)}`
  res
    .status(hasErrors ? UNPROCESSABLE : 200)
    .type('html')
    .send(studioPage({ language, title: words.title, content, path: NEW_SHOW, person, errors, head: heldFormScript }))
}
