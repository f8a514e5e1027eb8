import type { Request, Response } from 'express'
import { passwordFault } from '../../accounts/password.ts'
import { requirePasswords } from '../../accounts/takes-passwords.ts'
import { html } from '../../lib/html.ts'
import { type Handler, type Host, partOf } from '../handler.ts'
import { languageOf, pathIn } from '../languages.ts'
import { readForm } from '../request-body.ts'
import { studioWordsFor } from '../words/studio/words-for.ts'
import { leadBack } from './done.ts'
import { type FieldErrors, field, submit, UNPROCESSABLE } from './form.ts'
import { studioPage } from './page.ts'
import { STUDIO } from './paths.ts'

/** GET /studio/password/:secret — looking at it uses nothing up. */
export const showNewPassword: Handler = async (host, req, res) => sendPage(req, res, await findOwner(host, req))

/** POST /studio/password/:secret — sets the password, and leads to where she signs in with it. */
export const postNewPassword: Handler = async (host, req, res) => {
  const owner = await findOwner(host, req)
  const password = (await readForm(req, res)).get('password') ?? ''
  const language = languageOf(req.path)
  const fault = passwordFault(password, owner)
  if (fault) return sendPage(req, res, owner, { password: studioWordsFor(language).invitation.passwordFaults[fault] })
  await host.passwordLinks.use(partOf(req, 'secret'), password, req.ip ?? '')
  leadBack(res, pathIn(language, `${STUDIO}/sign-in`), 'password')
}

async function findOwner(host: Host, req: Request) {
  await requirePasswords(host)
  return host.passwordLinks.find(partOf(req, 'secret'), req.ip ?? '')
}

function sendPage(req: Request, res: Response, { email }: { email: string }, errors: FieldErrors = {}) {
  const language = languageOf(req.path)
  const { newPassword: words, account, invitation } = studioWordsFor(language)
  const hasErrors = Object.keys(errors).length > 0
  const content = html`<h1>${words.title}</h1>
<p>${words.about(email)}</p>
<form class="fields" method="post" novalidate>
<input type="hidden" name="username" autocomplete="username" value="${email}">
${field(language, {
  ...{ name: 'password', type: 'password', label: account.password.fresh, hint: invitation.passwordHint },
  ...{ autocomplete: 'new-password', error: errors.password },
})}
${submit(words.submit)}
</form>
<p class="quiet">${words.factorStays}</p>`
  const path = `${STUDIO}/password/${partOf(req, 'secret')}` as const
  res
    .status(hasErrors ? UNPROCESSABLE : 200)
    .type('html')
    .send(studioPage({ language, title: words.title, content, path, person: null, errors }))
}
