import type { Request, Response } from 'express'
import { requireAccess } from '../../../accounts/access.ts'
import { actingAs } from '../../../accounts/logbook.ts'
import type { Person } from '../../../accounts/person.ts'
import { readNewImport } from '../../../feed/import/import-input.ts'
import { createImport, findRunningImport, type Import, listImports, optionsOf } from '../../../feed/import/imports.ts'
import { invalid } from '../../../lib/errors.ts'
import { type Html, html } from '../../../lib/html.ts'
import type { Handler, Host } from '../../handler.ts'
import { type Language, languageOf, pathIn } from '../../languages.ts'
import { momentIn } from '../../moment.ts'
import { readForm } from '../../request-body.ts'
import { requirePerson } from '../../signed-in.ts'
import { studioWordsFor } from '../../words/studio/words-for.ts'
import { fieldErrors } from '../field-errors.ts'
import { attempt, type FieldErrors, UNPROCESSABLE } from '../form.ts'
import { studioPage } from '../page.ts'
import { IMPORTS, importForm, readImportForm, type TypedImport } from './import-form.ts'

const UNCONFIRMED = 'Confirm that the podcast is yours, or unlock it at the old host.'
const NOTHING_TYPED: TypedImport = { url: '', slug: '', isConfirmed: false }

/** GET /studio/import — which feed is to move here, and what moved in before. */
export const showImports: Handler = async (host, req, res) => {
  const person = await mover(host, req, res)
  await sendPage(host, req, res, { person, typed: NOTHING_TYPED, isReal: false, isLocked: false, errors: {} })
}

/**
 * POST /studio/import — starts a dry run, or the real import, by the verb that programs use, and leads to its progress.
 * A locked feed is taken only from somebody who confirms to be its owner. One that is under way is shown instead.
 */
export const postImport: Handler = async (host, req, res) => {
  const person = await mover(host, req, res)
  const language = languageOf(req.path)
  const form = await readForm(req, res)
  const typed = readImportForm(form)
  const [isReal, isLocked] = [form.get('do') === 'import', form.has('locked')]
  const outcome = await attempt(async () => {
    const { url, slug, isConfirmed } = typed
    if (isReal && isLocked && !isConfirmed) throw invalid({ ownerConfirmed: UNCONFIRMED })
    const wanted = readNewImport({ url, slug, dryRun: !isReal, ownerConfirmed: isConfirmed })
    return (await findRunningImport(host, wanted.url)) ?? createImport(actingAs(host, person), wanted)
  })
  if ('done' in outcome) return res.redirect(303, pathIn(language, `${IMPORTS}/${outcome.done.id}`))
  const errors = fieldErrors(language, outcome.refused, { content: 'url' })
  await sendPage(host, req, res, { person, typed, isReal, isLocked, errors })
}

async function mover(host: Host, req: Request, res: Response): Promise<Person> {
  const person = await requirePerson(host, req, res)
  requireAccess(person, 'import show')
  return person
}

interface Shown {
  person: Person
  typed: TypedImport
  isReal: boolean
  isLocked: boolean
  errors: FieldErrors
}

async function sendPage(host: Host, req: Request, res: Response, { person, errors, ...form }: Shown) {
  const language = languageOf(req.path)
  const words = studioWordsFor(language).imports
  const hasErrors = Object.keys(errors).length > 0
  const former = await listImports(host)
  const content = html`<h1>${words.title}</h1>
<p>${words.about}</p>
<p>${words.first}</p>
${importForm({ language, ...form, errors, label: form.isReal ? words.start : words.dryRun })}
${former.length > 0 && formerImports(former, language)}`
  res
    .status(hasErrors ? UNPROCESSABLE : 200)
    .type('html')
    .send(studioPage({ language, title: words.title, content, path: IMPORTS, person, errors }))
}

/** What was imported or tried, the newest first. */
function formerImports(former: Import[], language: Language): Html {
  const words = studioWordsFor(language).imports
  const { feed, kind, state, begun } = words.columns
  return html`<h2 id="former">${words.former}</h2>
<section class="table listed" aria-labelledby="former" tabindex="0"><table>
<thead><tr>${[feed, kind, state, begun].map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${former.map(
    (one) => html`<tr><th scope="row"><a href="${pathIn(language, `${IMPORTS}/${one.id}`)}">${one.url}</a></th>
<td>${optionsOf(one).dryRun ? words.kinds.dryRun : words.kinds.real}</td><td>${words.states[one.state]}</td>
<td>${momentIn(language, one.createdAt)}</td></tr>
`,
  )}</tbody></table></section>`
}
