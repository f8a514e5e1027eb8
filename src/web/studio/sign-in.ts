import type { Request, Response } from 'express'
import { emailOf } from '../../accounts/person.ts'
import { takesPasswords } from '../../accounts/takes-passwords.ts'
import { html } from '../../lib/html.ts'
import { isBlank } from '../../lib/input.ts'
import type { Handler, Host } from '../handler.ts'
import { languageOf, pathIn } from '../languages.ts'
import { readForm } from '../request-body.ts'
import { carriedBy, findSignedIn } from '../signed-in.ts'
import { studioWordsFor } from '../words/studio/words-for.ts'
import { saidDone } from './done.ts'
import { attempt, type FieldErrors, field, submit, UNPROCESSABLE } from './form.ts'
import { studioPage } from './page.ts'
import { passkeyScript, passkeySignIn, readPasskeyResponse } from './passkey-button.ts'
import { STUDIO, signInPath, signInStepPath, wayOn } from './paths.ts'
import { providerButton } from './provider-sign-in.ts'
import { sayWait } from './wait.ts'

/** GET /studio/sign-in?to= — whoever is signed in goes on at once. */
export const showSignIn: Handler = async (host, req, res) => {
  if (await findSignedIn(host, req, res)) return res.redirect(303, wayOn(req))
  await sendPage(host, req, res)
}

/** POST /studio/sign-in?to= — with another session than before; says the same of an unknown person and a wrong password. */
export const postSignIn: Handler = async (host, req, res) => {
  const form = await readForm(req, res)
  const [email, password] = [form.get('email') ?? '', form.get('password') ?? '']
  const language = languageOf(req.path)
  const words = studioWordsFor(language).signIn
  const missing = {
    ...(isBlank(email) && { email: words.noEmail }),
    ...(password === '' && { password: words.noPassword }),
  }
  if (Object.keys(missing).length > 0) return sendPage(host, req, res, { email, errors: missing })

  const attempted = await attempt(() =>
    host.signIn.withPassword(carriedBy(req), { email: emailOf(email), password, from: req.ip ?? '' }),
  )
  if ('refused' in attempted) {
    const { refused } = attempted
    return sendPage(host, req, res, {
      email,
      errors: { email: sayWait(res, language, refused) },
      status: refused.status,
    })
  }
  const entry = attempted.done
  if (!entry) return sendPage(host, req, res, { email, errors: { email: words.refused } })
  res
    .append('Set-Cookie', entry.cookies)
    .redirect(303, entry.needsSecondFactor ? signInStepPath(language, 'code', wayOn(req)) : wayOn(req))
}

/** POST /studio/sign-in/passkey/challenge — what the browser is to sign. For the script of the button. */
export const postPasskeyChallenge: Handler = async (host, req, res) => {
  const { options, cookies } = await host.passkeys.beginSignIn(req.ip ?? '')
  res.append('Set-Cookie', cookies).json(options)
}

/** POST /studio/sign-in/passkey?to= — takes what was signed. */
export const postPasskeySignIn: Handler = async (host, req, res) => {
  const response = readPasskeyResponse(await readForm(req, res))
  const cookies = response && (await host.passkeys.signIn(carriedBy(req), response, req.ip ?? ''))
  if (!cookies)
    return sendPage(host, req, res, { errors: { passkey: studioWordsFor(languageOf(req.path)).passkeyButton.refused } })
  res.append('Set-Cookie', cookies).redirect(303, wayOn(req))
}

/** POST /studio/sign-out?to= — ends the session, not only in this browser; then to the sign-in page, if nowhere else. */
export const postSignOut: Handler = async (host, req, res) => {
  const cookies = await host.signIn.end(carriedBy(req))
  const to = req.query.to === undefined ? pathIn(languageOf(req.path), `${STUDIO}/sign-in`) : wayOn(req)
  res.append('Set-Cookie', cookies).redirect(303, to)
}

interface Sent {
  email?: string
  errors?: FieldErrors
  status?: number
}

async function sendPage(
  host: Host,
  req: Request,
  res: Response,
  { email = '', errors = {}, status = UNPROCESSABLE }: Sent = {},
) {
  const language = languageOf(req.path)
  const { signIn: words, secondStep, passkeyButton } = studioWordsFor(language)
  const isOver = req.query.over !== undefined
  const shown = isOver && !errors.email ? { ...errors, email: secondStep.over } : errors
  const content = html`<h1>${words.title}</h1>
${saidDone(req.query.done, words.done)}
${providerButton(host, language, wayOn(req))}
${
  (await takesPasswords(host)) &&
  html`${host.provider && html`<h2>${words.byPassword}</h2>`}
<form class="fields" method="post" action="${signInPath(language, wayOn(req))}" novalidate>
${field(language, { name: 'email', type: 'email', label: words.email, autocomplete: 'username', value: email, error: shown.email })}
${field(language, { name: 'password', type: 'password', label: words.password, autocomplete: 'current-password', error: shown.password })}
${submit(words.submit)}
</form>
<p class="quiet">${passkeyButton.or}</p>
${shown.passkey && html`<p class="error">${shown.passkey}</p>`}
${passkeySignIn(language, wayOn(req))}
<p class="quiet">${words.forgotten} <code>npm run sendeplatz -- producer password &lt;${words.ownAddress}&gt;</code>.</p>`
}
<p class="quiet">${words.noAccount}</p>`
  res
    .status(Object.keys(errors).length > 0 ? status : 200)
    .type('html')
    .send(
      studioPage({
        ...{ language, title: words.title, content, path: '/studio/sign-in', person: null, errors: shown },
        head: passkeyScript,
      }),
    )
}
