import type { Request, Response } from 'express'
import type { Confirmation } from '../../../accounts/own-account.ts'
import { type Html, html } from '../../../lib/html.ts'
import { type PagePath, pathIn } from '../../languages.ts'
import { studioWordsFor } from '../../words/studio/words-for.ts'
import { attempt, type FieldErrors, field, submit, UNPROCESSABLE } from '../form.ts'
import { sayWait } from '../wait.ts'
import { type AccountView, sendAccountPage } from './open-account.ts'

/** The field for the present password, before what a thief of the session must not do; nothing for who has none. */
export function passwordField({ person, language }: AccountView, error?: string): Html | null {
  const words = studioWordsFor(language).account
  if (!person.hasPassword) return null
  return field(language, {
    ...{ name: 'password', type: 'password', label: words.present, hint: words.presentHint },
    ...{ autocomplete: 'current-password', error },
  })
}

interface Asking {
  title: string
  path: PagePath
  /** What is to be known before. */
  notice?: Html | null
  hint: string
  button: string
}

/** A page whose form asks for the password alone, before something is done. */
export function sendConfirmation(
  view: AccountView,
  res: Response,
  { title, path, notice, hint, button }: Asking,
  errors: FieldErrors = {},
  status?: number,
) {
  const content = html`${notice}
<p>${hint}</p>
${confirmationForm(view, path, button, errors)}`
  sendAccountPage(view, res, { title, path, content, errors, status })
}

/** Its form alone. */
export const confirmationForm = (view: AccountView, path: PagePath, button: string, errors: FieldErrors): Html =>
  html`<form class="fields" method="post" action="${pathIn(view.language, path)}" novalidate>
${passwordField(view, errors.password)}
${submit(button)}
</form>`

/** Does what the password is asked for, or says what is wrong with it. */
export async function withPassword<T>(
  { person, language }: AccountView,
  req: Request,
  res: Response,
  form: URLSearchParams,
  work: (confirmation: Confirmation) => Promise<T | null>,
): Promise<{ done: T } | { errors: FieldErrors; status: number }> {
  const words = studioWordsFor(language).account
  const password = form.get('password') ?? ''
  const wrong = (sentence: string, status = UNPROCESSABLE) => ({ errors: { password: sentence }, status })
  if (person.hasPassword && password === '') return wrong(words.noPresent)
  const attempted = await attempt(() => work({ person, password, from: req.ip ?? '' }))
  if ('refused' in attempted) return wrong(sayWait(res, language, attempted.refused), attempted.refused.status)
  return attempted.done === null ? wrong(words.wrongPresent) : { done: attempted.done }
}
