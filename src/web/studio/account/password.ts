import type { Response } from 'express'
import { passwordFault } from '../../../accounts/password.ts'
import { html } from '../../../lib/html.ts'
import type { Handler } from '../../handler.ts'
import { pathIn } from '../../languages.ts'
import { readForm } from '../../request-body.ts'
import { carriedBy } from '../../signed-in.ts'
import { studioWordsFor } from '../../words/studio/words-for.ts'
import { type FieldErrors, field, submit } from '../form.ts'
import { ACCOUNT } from '../paths.ts'
import { withPassword } from './confirmation.ts'
import { type AccountView, backToAccount, openAccount, sendAccountPage } from './open-account.ts'

const PATH = `${ACCOUNT}/password` as const

/** GET /studio/account/password */
export const showPassword: Handler = async (host, req, res) => sendPage(await openAccount(host, req, res), res)

/** POST /studio/account/password — another password, and this session in place of all others. */
export const postPassword: Handler = async (host, req, res) => {
  const view = await openAccount(host, req, res)
  const form = await readForm(req, res)
  const errors = faultsOf(view, form)
  if (Object.keys(errors).length > 0) return sendPage(view, res, errors)

  const fresh = form.get('newPassword')!
  const outcome = await withPassword(view, req, res, form, (confirmation) =>
    host.ownAccount.changePassword(carriedBy(req), confirmation, fresh),
  )
  if ('errors' in outcome) return sendPage(view, res, outcome.errors, outcome.status)
  res.append('Set-Cookie', outcome.done)
  backToAccount(res, view.language, 'password')
}

/** Before the present one is looked at: that costs time, and an attempt. */
function faultsOf({ person, language }: AccountView, form: URLSearchParams): FieldErrors {
  const { account, invitation } = studioWordsFor(language)
  const [present, fresh] = [form.get('password') ?? '', form.get('newPassword') ?? '']
  const fault = passwordFault(fresh, person)
  return {
    ...(present === '' && { password: account.noPresent }),
    ...(fault
      ? { newPassword: invitation.passwordFaults[fault] }
      : fresh === present && { newPassword: account.password.same }),
  }
}

function sendPage(view: AccountView, res: Response, errors: FieldErrors = {}, status?: number) {
  const { person, language } = view
  const { account, invitation } = studioWordsFor(language)
  const words = account.password
  const content = person.hasPassword
    ? html`<p>${words.ends}</p>
<form class="fields" method="post" action="${pathIn(language, PATH)}" novalidate>
<input type="hidden" name="username" autocomplete="username" value="${person.email}">
${field(language, {
  ...{ name: 'password', type: 'password', label: words.present, autocomplete: 'current-password' },
  ...{ error: errors.password },
})}
${field(language, {
  ...{ name: 'newPassword', type: 'password', label: words.fresh, hint: invitation.passwordHint },
  ...{ autocomplete: 'new-password', error: errors.newPassword },
})}
${submit(words.submit)}
</form>`
    : html`<p>${words.none}</p>`
  sendAccountPage(view, res, { title: words.link, path: PATH, content, errors, status })
}
