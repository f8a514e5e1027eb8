import type { Request, Response } from 'express'
import { type Asked, kindOfCode } from '../../accounts/second-step.ts'
import { type Html, html } from '../../lib/html.ts'
import { isBlank } from '../../lib/input.ts'
import type { Handler, Host } from '../handler.ts'
import { languageOf, pathIn } from '../languages.ts'
import { readForm } from '../request-body.ts'
import { carriedBy } from '../signed-in.ts'
import { studioWordsFor } from '../words/studio/words-for.ts'
import { LAST_USED } from './account/recovery-codes.ts'
import { leadBack } from './done.ts'
import { attempt, type FieldErrors, field, submit, UNPROCESSABLE } from './form.ts'
import { studioPage } from './page.ts'
import { passkeyScript, passkeySignIn } from './passkey-button.ts'
import { RECOVERY_CODES, signInPath, signInStepPath, wayOn } from './paths.ts'
import { sayWait } from './wait.ts'

/** GET /studio/sign-in/code?to= — asks for the second factor; who was not asked, or too long ago, begins anew. */
export const showSecondStep: Handler = async (host, req, res) => {
  const asked = await host.signIn.findAsked(carriedBy(req))
  if (!asked) return res.redirect(303, signInPath(languageOf(req.path), wayOn(req)))
  sendPage(req, res, asked)
}

/**
 * POST /studio/sign-in/code?to= — a code of the app in `code`, or one for recovery in `recovery`; each is taken in both.
 * After the last one for recovery she is led to where she makes new ones.
 */
export const postSecondStep: Handler = async (host, req, res) => {
  const language = languageOf(req.path)
  const asked = await host.signIn.findAsked(carriedBy(req))
  if (!asked) return beginAnew(req, res)
  const form = await readForm(req, res)
  const name = form.has('recovery') ? 'recovery' : 'code'
  const text = form.get(name) ?? ''
  const words = studioWordsFor(language).secondStep
  if (isBlank(text)) return sendPage(req, res, asked, { [name]: words.noCode })

  const kind = kindOfCode(name === 'recovery' ? 'recovery code' : 'code', text, asked)
  const attempted = await attempt(() => host.signIn.withCode(carriedBy(req), asked, { kind, text, from: req.ip ?? '' }))
  if ('refused' in attempted) {
    const { refused } = attempted
    return sendPage(req, res, asked, { [name]: sayWait(res, language, refused) }, refused.status)
  }
  if (attempted.done === 'over') return beginAnew(req, res)
  if (attempted.done === 'wrong')
    return sendPage(req, res, asked, { [name]: kind === 'recovery code' ? words.wrongRecovery : words.wrong })
  res.append('Set-Cookie', attempted.done.cookies)
  if (kind === 'recovery code' && (await hasNoneLeft(host, asked))) return leadToNewCodes(req, res)
  res.redirect(303, wayOn(req))
}

const beginAnew = (req: Request, res: Response) =>
  res.redirect(303, `${signInPath(languageOf(req.path), wayOn(req))}&over`)

const hasNoneLeft = async (host: Host, { personId: id, email }: Asked) =>
  (await host.secondFactor.find({ id, email })).recoveryCodesLeft === 0

/** She is in, by the last one. */
const leadToNewCodes = (req: Request, res: Response) =>
  leadBack(res, `${pathIn(languageOf(req.path), RECOVERY_CODES)}?to=${encodeURIComponent(wayOn(req))}`, LAST_USED)

function sendPage(req: Request, res: Response, asked: Asked, errors: FieldErrors = {}, status = UNPROCESSABLE) {
  const language = languageOf(req.path)
  const words = studioWordsFor(language).secondStep
  const hasErrors = Object.keys(errors).length > 0
  const content = html`<h1>${words.title}</h1>
<p>${words.about}</p>
${asked.hasCodes && codeForm(req, errors)}
${asked.hasPasskeys && passkeySignIn(language, wayOn(req))}
${asked.hasRecoveryCodes && recoveryForm(req, errors)}
<p class="quiet">${asked.hasRecoveryCodes ? words.lost : words.lostDevice}</p>`
  res
    .status(hasErrors ? status : 200)
    .type('html')
    .send(
      studioPage({
        ...{ language, title: words.title, content, path: '/studio/sign-in/code', person: null, errors },
        head: asked.hasPasskeys ? passkeyScript : undefined,
      }),
    )
}

const addressOf = (req: Request) => signInStepPath(languageOf(req.path), 'code', wayOn(req))

function codeForm(req: Request, errors: FieldErrors): Html {
  const language = languageOf(req.path)
  const words = studioWordsFor(language).secondStep
  return html`<form class="fields" method="post" action="${addressOf(req)}" novalidate>
${field(language, {
  ...{ name: 'code', label: words.code, hint: words.codeHint, error: errors.code },
  ...{ autocomplete: 'one-time-code', isNumeric: true, hasFocus: Object.keys(errors).length === 0 },
})}
${submit(words.submit)}
</form>`
}

function recoveryForm(req: Request, errors: FieldErrors): Html {
  const language = languageOf(req.path)
  const words = studioWordsFor(language).secondStep
  return html`<details${errors.recovery && html` open`}><summary>${words.recovery}</summary>
<form class="fields" method="post" action="${addressOf(req)}" novalidate>
${field(language, {
  ...{ name: 'recovery', label: words.recoveryCode, hint: words.recoveryHint, error: errors.recovery },
  ...{ autocomplete: 'off' },
})}
${submit(words.submit)}
</form></details>`
}
