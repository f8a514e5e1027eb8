import type { Request, Response } from 'express'
import type { Codes } from '../../../accounts/second-factor.ts'
import { type Html, html } from '../../../lib/html.ts'
import { accountUrl, copyUrl, moduleScript } from '../../assets.ts'
import type { Handler } from '../../handler.ts'
import { pathIn } from '../../languages.ts'
import { readForm } from '../../request-body.ts'
import { carriedBy } from '../../signed-in.ts'
import { copyField } from '../../site/copy-field.ts'
import { studioWordsFor } from '../../words/studio/words-for.ts'
import { doneNow, doneSentence } from '../done.ts'
import type { FieldErrors } from '../form.ts'
import { ACCOUNT, RECOVERY_CODES, SECOND_FACTOR, wayOn } from '../paths.ts'
import { sendConfirmation, withPassword } from './confirmation.ts'
import { type AccountView, openAccount, sendAccountPage } from './open-account.ts'

/** Says in the address that she came in by her last one. */
export const LAST_USED = 'last'

/** What copies and prints. */
export const accountScripts = html`${[copyUrl, accountUrl].map(moduleScript)}`

/** GET /studio/account/second-factor/recovery-codes?to= — never shows those there are. */
export const showRecoveryCodes: Handler = async (host, req, res) => {
  const view = await openAccount(host, req, res)
  await sendPage(view, res, { notice: req.query.done === LAST_USED ? await noneLeft(view, req) : null })
}

/** POST /studio/account/second-factor/recovery-codes — makes new ones, and shows them, this once. */
export const postRecoveryCodes: Handler = async (host, req, res) => {
  const view = await openAccount(host, req, res)
  const form = await readForm(req, res)
  if (!(await mayHaveThem(view))) return res.redirect(303, pathIn(view.language, SECOND_FACTOR))
  const outcome = await withPassword(view, req, res, form, (confirmation) =>
    host.secondFactor.renewRecoveryCodes(carriedBy(req), confirmation),
  )
  if ('errors' in outcome) return await sendPage(view, res, outcome)
  sendRecoveryCodes(view, res, outcome.done)
}

/** Who has a second factor here; whom a provider vouches for is asked for none. */
async function mayHaveThem({ host, person }: AccountView): Promise<boolean> {
  if ((await host.secondFactor.find(person)).state === 'on') return true
  return person.hasPassword && (await host.passkeys.list(person.id)).length > 0
}

/** What the page of the account says of them to who has passkeys alone; the others manage them with their codes. */
export function recoveryBeside(
  { person, language }: AccountView,
  { state, recoveryCodesLeft: left }: Codes,
): Html | null {
  if (state === 'on' || !person.hasPassword) return null
  const words = studioWordsFor(language).account
  return html`<p>${left === null ? words.recovery.none : words.codes.left(left)}</p>
<p><a href="${pathIn(language, RECOVERY_CODES)}">${left === null ? words.recovery.make : words.codes.renew}</a></p>`
}

/** Shows recovery codes to keep: to copy, as a file, on paper. */
export function sendRecoveryCodes(view: AccountView, res: Response, codes: string[], before?: string) {
  const { host, person, language } = view
  const words = studioWordsFor(language).account.recovery
  const about = words.of(new URL(host.config.publicUrl).hostname, person.email)
  const text = `${about}\n\n${codes.join('\n')}\n`
  const content = html`${doneNow(html`<p>${before ?? words.renewed}</p>`)}
<p>${words.about}</p>
<div class="recovery-codes"><p>${about}</p>
<ol>${codes.map((code) => html`<li><code>${code}</code></li>`)}</ol></div>
${copyField('codes', words.all, text, language)}
<p class="keep-codes"><a class="button" download="${words.file}" href="data:text/plain;charset=utf-8,${encodeURIComponent(text)}">${words.download}</a>
<print-button label="${words.print}"></print-button></p>
<p><a href="${pathIn(language, ACCOUNT)}">${words.goOn}</a></p>`
  sendAccountPage(view, res, { title: words.heading, path: SECOND_FACTOR, content, status: 201, head: accountScripts })
}

/** For who came in by her last one, until she has new ones: what that means, and the way on to where she was going. */
async function noneLeft({ host, person, language }: AccountView, req: Request): Promise<Html | null> {
  if ((await host.secondFactor.find(person)).recoveryCodesLeft !== 0) return null
  const { lastUsed, later } = studioWordsFor(language).account.recovery
  return doneSentence(html`${lastUsed} <a href="${wayOn(req)}">${later}</a>`)
}

interface Sent {
  notice?: Html | null
  errors?: FieldErrors
  status?: number
}

async function sendPage(view: AccountView, res: Response, { notice, errors, status }: Sent) {
  const { codes, recovery } = studioWordsFor(view.language).account
  const isFirst = (await view.host.secondFactor.find(view.person)).recoveryCodesLeft === null
  const texts = isFirst
    ? { title: recovery.make, hint: recovery.about, button: recovery.make }
    : { title: codes.renew, hint: codes.renewHint, button: codes.renewSubmit }
  sendConfirmation(view, res, { ...texts, notice, path: RECOVERY_CODES }, errors, status)
}
