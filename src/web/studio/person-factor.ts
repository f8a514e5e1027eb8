import type { Request, Response } from 'express'
import { requireAccess } from '../../accounts/access.ts'
import { actingAs } from '../../accounts/logbook.ts'
import { getListedPerson, type ListedPerson, requireOther, takeSecondFactor } from '../../accounts/people.ts'
import { html } from '../../lib/html.ts'
import { type Handler, type Host, idOf } from '../handler.ts'
import { pathIn } from '../languages.ts'
import { readForm } from '../request-body.ts'
import { carriedBy } from '../signed-in.ts'
import { studioWordsFor } from '../words/studio/words-for.ts'
import { confirmationForm, withPassword } from './account/confirmation.ts'
import { type AccountView, openAccount } from './account/open-account.ts'
import { leadBack } from './done.ts'
import { errorSummary, type FieldErrors, UNPROCESSABLE } from './form.ts'
import { studioPage } from './page.ts'
import { PEOPLE } from './people.ts'

interface View extends AccountView {
  /** Whose second factor it is. */
  shown: ListedPerson
}

/** GET /studio/people/:id/second-factor — what taking somebody's second factor means, before it is done. */
export const showPersonFactor: Handler = async (host, req, res) => {
  const view = await openView(host, req, res)
  if (!view.shown.hasSecondFactor) return leadToPerson(view, res)
  sendPage(view, res)
}

/** POST /studio/people/:id/second-factor — takes it, when the administrator gives her own password once more. */
export const postPersonFactor: Handler = async (host, req, res) => {
  const view = await openView(host, req, res)
  const form = await readForm(req, res)
  if (!view.shown.hasSecondFactor) return leadToPerson(view, res)
  const outcome = await withPassword(
    view,
    req,
    res,
    form,
    async (confirmation) => (await host.ownAccount.isConfirmed(carriedBy(req), confirmation)) || null,
  )
  if ('errors' in outcome) return sendPage(view, res, outcome)
  await takeSecondFactor(actingAs(host, view.person), view.person, view.shown.id)
  leadBack(res, pathTo(view), 'factor')
}

async function openView(host: Host, req: Request, res: Response): Promise<View> {
  const view = await openAccount(host, req, res)
  requireAccess(view.person, 'manage host')
  const shown = await getListedPerson(host, idOf(req, 'person'))
  requireOther(view.person, shown.id)
  return { ...view, shown }
}

const pathTo = ({ shown, language }: View) => pathIn(language, `${PEOPLE}/${shown.id}`)
const leadToPerson = (view: View, res: Response) => res.redirect(303, pathTo(view))

function sendPage(view: View, res: Response, { errors = {}, status }: { errors?: FieldErrors; status?: number } = {}) {
  const { host, person, shown, language } = view
  const words = studioWordsFor(language).people.person.factor
  const path = `${PEOPLE}/${shown.id}/second-factor` as const
  const title = words.title(shown.name)
  const hasErrors = Object.keys(errors).length > 0
  const isAsked = host.config.requireSecondFactor && shown.isAdministrator
  const content = html`${errorSummary(language, errors)}
<p class="above"><a href="${pathTo(view)}">${shown.name}</a></p>
<h1>${title}</h1>
<p>${words.when}</p>
<h2>${words.means}</h2>
<ul>${[...words.meanings, isAsked ? words.asked : words.notAsked].map((sentence) => html`<li>${sentence}</li>`)}</ul>
${confirmationForm(view, path, words.submit, errors)}`
  res
    .status(status ?? (hasErrors ? UNPROCESSABLE : 200))
    .type('html')
    .send(studioPage({ language, title, content, path, person, hasErrors }))
}
