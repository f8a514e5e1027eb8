import type { Response } from 'express'
import type { Codes } from '../../../accounts/second-factor.ts'
import { type Html, html } from '../../../lib/html.ts'
import type { Handler } from '../../handler.ts'
import { pathIn } from '../../languages.ts'
import { readForm } from '../../request-body.ts'
import { carriedBy } from '../../signed-in.ts'
import { copyField } from '../../site/copy-field.ts'
import { qrCode } from '../../site/qr-code.ts'
import { studioWordsFor } from '../../words/studio/words-for.ts'
import { doneSentence, leadBack } from '../done.ts'
import { type FieldErrors, field, submit } from '../form.ts'
import { ACCOUNT, SECOND_FACTOR } from '../paths.ts'
import { confirmationForm, sendConfirmation, withPassword } from './confirmation.ts'
import { type AccountView, backToAccount, openSettingUp, sendAccountPage } from './open-account.ts'
import { accountScripts, sendRecoveryCodes } from './recovery-codes.ts'

/** On a phone the whole key is seen. */
const KEY_ROWS = 2
/** With so many left or fewer it says so. */
const FEW_CODES = 3
/** Says in the address that the next step is there. */
const BEGUN = 'begun'

/** GET /studio/account/second-factor — codes as they stand, and what can be done next. */
export const showCodes: Handler = async (host, req, res) =>
  await sendPage(await openSettingUp(host, req, res), res, { isDone: req.query.done === BEGUN })

/** POST /studio/account/second-factor — makes a secret to put into an app. */
export const postCodes: Handler = async (host, req, res) => {
  const view = await openSettingUp(host, req, res)
  const form = await readForm(req, res)
  const { state } = await host.secondFactor.find(view.person)
  if (!view.person.hasPassword || state === 'on') return leadToCodes(view, res)
  const outcome = await withPassword(view, req, res, form, (confirmation) =>
    host.secondFactor.begin(carriedBy(req), confirmation),
  )
  if ('errors' in outcome) return await sendPage(view, res, outcome)
  leadBack(res, pathIn(view.language, SECOND_FACTOR), BEGUN)
}

/** POST /studio/account/second-factor/confirmation — switches codes on with a first one, and shows the recovery codes. */
export const postConfirmation: Handler = async (host, req, res) => {
  const view = await openSettingUp(host, req, res)
  const code = ((await readForm(req, res)).get('code') ?? '').replace(/\s/g, '')
  if ((await host.secondFactor.find(view.person)).state !== 'begun') return leadToCodes(view, res)
  const words = studioWordsFor(view.language).account
  const own = { person: view.person, sessionId: view.sessionId }
  const confirmed = await host.secondFactor.confirm(carriedBy(req), own, code)
  if (!confirmed) return await sendPage(view, res, { errors: { code: `${words.codes.wrong} ${words.codes.clock}` } })
  res.append('Set-Cookie', confirmed.cookies)
  sendRecoveryCodes(view, res, confirmed.recoveryCodes, words.recovery.switchedOn)
}

/** GET /studio/account/second-factor/removal */
export const showCodesRemoval: Handler = async (host, req, res) => sendRemoval(await openSettingUp(host, req, res), res)

/** POST /studio/account/second-factor/removal — switches codes off. */
export const postCodesRemoval: Handler = async (host, req, res) => {
  const view = await openSettingUp(host, req, res)
  const form = await readForm(req, res)
  const outcome = await withPassword(view, req, res, form, (confirmation) =>
    host.secondFactor.end(carriedBy(req), confirmation),
  )
  if ('errors' in outcome) return sendRemoval(view, res, outcome.errors, outcome.status)
  res.append('Set-Cookie', outcome.done)
  backToAccount(res, view.language, 'codes')
}

const leadToCodes = ({ language }: AccountView, res: Response) => res.redirect(303, pathIn(language, SECOND_FACTOR))

/**
 * What the page of the account says of codes; to who has no password, that they are of no use to her. Where passwords are
 * switched off they can be nothing but switched off.
 */
export function codesSummary(view: AccountView, codes: Codes): Html {
  const { person, language } = view
  const words = studioWordsFor(language).account.codes
  if (!view.takesPasswords)
    return html`<h3>${words.heading}</h3>
<p><a href="${pathIn(language, `${SECOND_FACTOR}/removal`)}">${words.end}</a></p>`
  if (!person.hasPassword)
    return html`<h3>${words.heading}</h3>
<p>${words.withoutPassword}</p>`
  const link = { off: words.setUp, begun: words.goOn, on: words.manage }[codes.state]
  return html`<h3>${words.heading}</h3>
<p>${stateIn(view, codes)}</p>
<p><a href="${pathIn(language, SECOND_FACTOR)}">${link}</a></p>`
}

function stateIn({ language }: AccountView, codes: Codes): string {
  const words = studioWordsFor(language).account.codes
  if (codes.state !== 'on') return words[codes.state]
  const left = codes.recoveryCodesLeft ?? 0
  return [words.on, words.left(left), ...(left <= FEW_CODES ? [words.few] : [])].join(' ')
}

interface Sent {
  errors?: FieldErrors
  status?: number
  isDone?: boolean
}

async function sendPage(view: AccountView, res: Response, { errors = {}, status, isDone }: Sent) {
  const { host, person, language } = view
  const { codes: words, factor, passkeys } = studioWordsFor(language).account
  const about = { title: words.heading, path: SECOND_FACTOR, errors, status }
  if (!person.hasPassword)
    return sendAccountPage(view, res, { ...about, content: html`<p>${words.withoutPassword}</p>` })
  const codes = await host.secondFactor.find(person)
  const content = html`${view.isKept && html`<p class="saved">${factor.required}</p>`}
<p>${words.about}</p>
${codes.state !== 'off' && (isDone ? doneSentence(stateIn(view, codes)) : html`<p>${stateIn(view, codes)}</p>`)}
${codes.state === 'off' ? confirmationForm(view, SECOND_FACTOR, words.begin, errors) : codes.state === 'begun' ? confirming(view, codes.address, errors) : managing(view)}
${
  view.isKept &&
  html`<h2>${passkeys.heading}</h2>
<p>${passkeys.about}</p>
<p><a class="button" href="${pathIn(language, `${ACCOUNT}/passkeys/new`)}">${passkeys.add}</a></p>`
}`
  sendAccountPage(view, res, {
    ...{ ...about, content },
    head: codes.state === 'begun' ? accountScripts : undefined,
  })
}

function confirming({ language }: AccountView, address: string, errors: FieldErrors): Html {
  const words = studioWordsFor(language).account.codes
  const key = new URL(address).searchParams.get('secret')!
  return html`<h2>${words.scan}</h2>
<p>${words.scanHint}</p>
${qrCode(address, words.qr)}
<p><a href="${address}">${words.here}</a></p>
${copyField('key', words.key, key.replace(/.{4}(?=.)/g, '$& '), language, KEY_ROWS)}
<h2>${words.confirm}</h2>
<form class="fields" method="post" action="${pathIn(language, `${SECOND_FACTOR}/confirmation`)}" novalidate>
${field(language, {
  ...{ name: 'code', label: words.code, hint: words.codeHint, error: errors.code },
  ...{ autocomplete: 'one-time-code', isNumeric: true },
})}
${submit(words.confirmSubmit)}
</form>`
}

function managing({ language }: AccountView): Html {
  const words = studioWordsFor(language).account.codes
  const ways = { 'recovery-codes': words.renew, removal: words.end }
  return html`<ul>${Object.entries(ways).map(
    ([path, label]) => html`<li><a href="${pathIn(language, `${SECOND_FACTOR}/${path}`)}">${label}</a></li>`,
  )}</ul>`
}

function sendRemoval(view: AccountView, res: Response, errors: FieldErrors = {}, status?: number) {
  const words = studioWordsFor(view.language).account.codes
  const path = `${SECOND_FACTOR}/removal` as const
  sendConfirmation(view, res, { title: words.end, path, hint: words.endHint, button: words.endSubmit }, errors, status)
}
