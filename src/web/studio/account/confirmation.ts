import type { Request, Response } from 'express'
import type { Confirmation } from '../../../accounts/own-account.ts'
import type { Html } from '../../../lib/html.ts'
import { studioWordsFor } from '../../words/studio/words-for.ts'
import { attempt, type FieldErrors, field, UNPROCESSABLE } from '../form.ts'
import { sayWait } from '../wait.ts'
import type { AccountView } from './open-account.ts'

/** The field for the present password, before what a thief of the session must not do; nothing for who has none. */
export function passwordField({ person, language }: AccountView, error?: string): Html | null {
  const words = studioWordsFor(language).account
  if (!person.hasPassword) return null
  return field(language, {
    ...{ name: 'password', type: 'password', label: words.present, hint: words.presentHint },
    ...{ autocomplete: 'current-password', error },
  })
}

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
  const { id: personId, email, hasPassword } = person
  const wrong = (sentence: string, status = UNPROCESSABLE) => ({ errors: { password: sentence }, status })
  if (hasPassword && password === '') return wrong(words.noPresent)
  const attempted = await attempt(() => work({ personId, email, hasPassword, password, from: req.ip ?? '' }))
  if ('refused' in attempted) return wrong(sayWait(res, language, attempted.refused), attempted.refused.status)
  return attempted.done === null ? wrong(words.wrongPresent) : { done: attempted.done }
}
