import type { Response } from 'express'
import { html } from '../../../lib/html.ts'
import { accountUrl, copyUrl, moduleScript } from '../../assets.ts'
import type { Handler } from '../../handler.ts'
import { pathIn } from '../../languages.ts'
import { readForm } from '../../request-body.ts'
import { carriedBy } from '../../signed-in.ts'
import { copyField } from '../../site/copy-field.ts'
import { studioWordsFor } from '../../words/studio/words-for.ts'
import { doneNow } from '../done.ts'
import { type FieldErrors, submit } from '../form.ts'
import { ACCOUNT, SECOND_FACTOR } from '../paths.ts'
import { passwordField, withPassword } from './confirmation.ts'
import { type AccountView, openAccount, sendAccountPage } from './open-account.ts'

const PATH = `${SECOND_FACTOR}/recovery-codes` as const

/** What copies and prints. */
export const accountScripts = html`${[copyUrl, accountUrl].map(moduleScript)}`

/** GET /studio/account/second-factor/recovery-codes — never shows those there are. */
export const showRecoveryCodes: Handler = async (host, req, res) => sendPage(await openAccount(host, req, res), res)

/** POST /studio/account/second-factor/recovery-codes — makes new ones, and shows them, this once. */
export const postRecoveryCodes: Handler = async (host, req, res) => {
  const view = await openAccount(host, req, res)
  const form = await readForm(req, res)
  if ((await host.secondFactor.find(view.person)).state !== 'on')
    return res.redirect(303, pathIn(view.language, SECOND_FACTOR))
  const outcome = await withPassword(view, req, res, form, (confirmation) =>
    host.secondFactor.renewRecoveryCodes(carriedBy(req), confirmation),
  )
  if ('errors' in outcome) return sendPage(view, res, outcome.errors, outcome.status)
  sendRecoveryCodes(view, res, outcome.done)
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

function sendPage(view: AccountView, res: Response, errors: FieldErrors = {}, status?: number) {
  const words = studioWordsFor(view.language).account.codes
  const content = html`<p>${words.renewHint}</p>
<form class="fields" method="post" action="${pathIn(view.language, PATH)}" novalidate>
${passwordField(view, errors.password)}
${submit(words.renewSubmit)}
</form>`
  sendAccountPage(view, res, { title: words.renew, path: PATH, content, errors, status })
}
