import type { Request, Response } from 'express'
import { acceptInvitation, getInvitation } from '../../accounts/invitation.ts'
import { passwordFault } from '../../accounts/password.ts'
import { hashPassword } from '../../accounts/password-hash.ts'
import { readNewPerson } from '../../accounts/person-input.ts'
import { requirePasswords, takesPasswords } from '../../accounts/takes-passwords.ts'
import { type Html, html } from '../../lib/html.ts'
import { type Handler, type Host, partOf } from '../handler.ts'
import { languageOf, pathIn } from '../languages.ts'
import { readForm } from '../request-body.ts'
import { carriedBy } from '../signed-in.ts'
import { studioWordsFor } from '../words/studio/words-for.ts'
import { attempt, errorSummary, type FieldErrors, field, submit, UNPROCESSABLE } from './form.ts'
import { studioPage } from './page.ts'
import { STUDIO } from './paths.ts'
import { providerButton } from './provider-sign-in.ts'

type Invitation = Awaited<ReturnType<typeof getInvitation>>
type Typed = Record<'name' | 'email', string>

/** GET /studio/invitation/:secret — looking at it uses nothing up. */
export const showInvitation: Handler = async (host, req, res) => {
  const invitation = await getInvitation(host, partOf(req, 'secret'))
  await sendPage(host, req, res, invitation, { name: '', email: '' })
}

/** POST /studio/invitation/:secret — makes the person, and signs her in. */
export const postInvitation: Handler = async (host, req, res) => {
  const secret = partOf(req, 'secret')
  const invitation = await getInvitation(host, secret)
  await requirePasswords(host)
  const form = await readForm(req, res)
  const password = form.get('password') ?? ''
  const typed = { name: form.get('name') ?? '', email: invitation.email ?? form.get('email') ?? '' }

  const errors = await faultsOf(req, typed, password)
  if (Object.keys(errors).length > 0) return sendPage(host, req, res, invitation, typed, errors)

  const acceptance = { ...readNewPerson(typed), passwordHash: await hashPassword(password) }
  const answer = await attempt(() => acceptInvitation(host, secret, acceptance))
  if ('refused' in answer) return sendPage(host, req, res, invitation, typed, { email: wordsOf(req).emailTaken })

  const entry = await host.signIn.withPassword(carriedBy(req), {
    ...{ email: answer.done.email, password, from: req.ip ?? '' },
  })
  res.append('Set-Cookie', entry?.cookies ?? []).redirect(303, pathIn(languageOf(req.path), STUDIO))
}

const wordsOf = (req: Request) => studioWordsFor(languageOf(req.path)).invitation

async function faultsOf(req: Request, typed: Typed, password: string): Promise<FieldErrors> {
  const words = wordsOf(req)
  const read = await attempt(() => readNewPerson(typed))
  const bad = 'refused' in read ? read.refused.fields : {}
  const fault = passwordFault(password, typed)
  return {
    ...(bad.name && { name: words.badName }),
    ...(bad.email && { email: words.badEmail }),
    ...(fault && { password: words.passwordFaults[fault] }),
  }
}

async function sendPage(
  host: Host,
  req: Request,
  res: Response,
  invitation: Invitation,
  typed: Typed,
  errors: FieldErrors = {},
) {
  const language = languageOf(req.path)
  const words = wordsOf(req)
  const hasErrors = Object.keys(errors).length > 0
  const isFirst = invitation.email === null
  const content = html`${errorSummary(language, errors)}
<h1>${words.title}</h1>
<p>${isFirst ? words.first : words.invited}</p>
${
  (await takesPasswords(host))
    ? accountForm(req, invitation, typed, errors)
    : html`<p>${words.noPasswords}</p>
${providerButton(host, language, pathIn(language, STUDIO))}`
}`
  res
    .status(hasErrors ? UNPROCESSABLE : 200)
    .type('html')
    .send(
      studioPage({
        language,
        title: words.title,
        content,
        path: `${STUDIO}/invitation/${partOf(req, 'secret')}`,
        person: null,
        hasErrors,
      }),
    )
}

function accountForm(req: Request, invitation: Invitation, typed: Typed, errors: FieldErrors): Html {
  const language = languageOf(req.path)
  const words = wordsOf(req)
  return html`<form class="fields" method="post" novalidate>
${field(language, { name: 'name', label: words.name, hint: words.nameHint, autocomplete: 'name', value: typed.name, error: errors.name })}
${
  invitation.email === null
    ? field(language, {
        ...{ name: 'email', type: 'email', label: words.email, hint: words.emailHint, autocomplete: 'username' },
        ...{ value: typed.email, error: errors.email },
      })
    : html`<p id="email">${words.email}: <strong>${invitation.email}</strong></p>${errors.email && html`<p class="error">${errors.email}</p>`}`
}
${field(language, {
  ...{ name: 'password', type: 'password', label: words.password, hint: words.passwordHint },
  ...{ autocomplete: 'new-password', error: errors.password },
})}
${submit(words.submit)}
</form>`
}
