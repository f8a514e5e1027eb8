import type { Request, Response } from 'express'
import { requireAccess } from '../../accounts/access.ts'
import { getListedPerson, type ListedPerson, requireOther } from '../../accounts/people.ts'
import { type Html, html } from '../../lib/html.ts'
import { type Host, idOf } from '../handler.ts'
import { pathIn } from '../languages.ts'
import { carriedBy } from '../signed-in.ts'
import { studioWordsFor } from '../words/studio/words-for.ts'
import { confirmationForm, withPassword } from './account/confirmation.ts'
import { type AccountView, openAccount } from './account/open-account.ts'
import { type FieldErrors, UNPROCESSABLE } from './form.ts'
import { studioPage } from './page.ts'
import { PEOPLE } from './people.ts'

/** What an administrator does to somebody else, and gives his own password for once more. */
export type OtherDeed = Parameters<typeof requireOther>[2]

export interface OtherView extends AccountView {
  /** To whom it is done. */
  shown: ListedPerson
  deed: OtherDeed
}

/** For a page below that of a person. Refuses one's own (409). */
export async function openOther(host: Host, req: Request, res: Response, deed: OtherDeed): Promise<OtherView> {
  const view = await openAccount(host, req, res)
  requireAccess(view.person, 'manage host')
  const shown = await getListedPerson(host, idOf(req, 'person'))
  requireOther(view.person, shown.id, deed)
  return { ...view, shown, deed }
}

/** The page of that person. */
export const pathTo = ({ shown, language }: OtherView) => pathIn(language, `${PEOPLE}/${shown.id}`)

/** Whether the administrator gave his own password, or what is wrong with what he typed. */
export const confirmed = (view: AccountView, req: Request, res: Response, form: URLSearchParams) =>
  withPassword(
    view,
    req,
    res,
    form,
    async (confirmation) => (await view.host.ownAccount.isConfirmed(carriedBy(req), confirmation)) || null,
  )

interface Warning {
  title: string
  meanings: string[]
  submit: string
}

/** That she has to be the one who asks, and what it means, before it is done. */
export function sendWarning(
  view: OtherView,
  res: Response,
  { title, meanings, submit }: Warning,
  { errors = {}, status }: { errors?: FieldErrors; status?: number } = {},
) {
  const words = studioWordsFor(view.language).people.person
  const content = html`<p>${words.makeSure}</p>
<h2>${words.means}</h2>
<ul>${meanings.map((sentence) => html`<li>${sentence}</li>`)}</ul>
${confirmationForm(view, pathOf(view), submit, errors)}`
  sendOther(view, res, { title, content, errors, status })
}

interface Sent {
  title: string
  content: Html
  errors?: FieldErrors
  status?: number
  head?: Html
}

/** The page with the way back to the person. */
export function sendOther(view: OtherView, res: Response, { title, content, errors = {}, status, head }: Sent) {
  const { person, shown, language } = view
  const hasErrors = Object.keys(errors).length > 0
  const whole = html`<p class="above"><a href="${pathTo(view)}">${shown.name}</a></p>
<h1>${title}</h1>
${content}`
  res
    .status(status ?? (hasErrors ? UNPROCESSABLE : 200))
    .type('html')
    .send(studioPage({ language, title, content: whole, path: pathOf(view), person, errors, head }))
}

const pathOf = ({ shown, deed }: OtherView) => `${PEOPLE}/${shown.id}/${deed}` as const
