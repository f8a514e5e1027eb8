import type { Response } from 'express'
import { readName } from '../../../accounts/person-input.ts'
import type { Codes } from '../../../accounts/second-factor.ts'
import { notFound } from '../../../lib/errors.ts'
import { type Html, html } from '../../../lib/html.ts'
import { type Handler, idOf } from '../../handler.ts'
import { pathIn } from '../../languages.ts'
import { dayIn } from '../../moment.ts'
import { readForm } from '../../request-body.ts'
import { carriedBy } from '../../signed-in.ts'
import { studioWordsFor } from '../../words/studio/words-for.ts'
import { attempt, type FieldErrors, field, submit } from '../form.ts'
import { passkeyMaker, passkeyScript, readPasskeyResponse } from '../passkey-button.ts'
import { ACCOUNT } from '../paths.ts'
import { passwordField, sendConfirmation, withPassword } from './confirmation.ts'
import { type AccountView, backToAccount, openAccount, openSettingUp, sendAccountPage } from './open-account.ts'
import { recoveryBeside } from './recovery-codes.ts'

const PATH = `${ACCOUNT}/passkeys` as const
const NEW = `${PATH}/new` as const

/** GET /studio/account/passkeys/new — its name, and the password. */
export const showNewPasskey: Handler = async (host, req, res) => sendNew(await openSettingUp(host, req, res), res)

/** POST /studio/account/passkeys/new — leads to the button that makes it: only now the device is asked. */
export const postNewPasskey: Handler = async (host, req, res) => {
  const view = await openSettingUp(host, req, res)
  const form = await readForm(req, res)
  const words = studioWordsFor(view.language).account.passkeys
  const name = form.get('name') ?? ''
  const read = await attempt(() => readName(name))
  if ('refused' in read) return sendNew(view, res, { name, errors: { name: words.badName } })
  const outcome = await withPassword(view, req, res, form, (confirmation) =>
    host.passkeys.beginAdding(carriedBy(req), confirmation),
  )
  if ('errors' in outcome) return sendNew(view, res, { name, ...outcome })
  const { options, cookies } = outcome.done
  res.append('Set-Cookie', cookies)
  sendMaker(view, res, read.done, options)
}

/** POST /studio/account/passkeys — keeps what the device made. */
export const postPasskey: Handler = async (host, req, res) => {
  const view = await openSettingUp(host, req, res)
  const form = await readForm(req, res)
  const words = studioWordsFor(view.language).account.passkeys
  const [typed, response] = [form.get('name') ?? '', readPasskeyResponse(form)]
  const name = await attempt(() => readName(typed))
  if ('refused' in name) return sendNew(view, res, { name: typed, errors: { name: words.badName } })
  const made = { name: name.done, response }
  if (!response || !(await host.passkeys.add(carriedBy(req), view.person, made)))
    return sendNew(view, res, { name: typed, errors: { name: words.refused } })
  backToAccount(res, view.language, 'passkey')
}

/** GET /studio/account/passkeys/:id/removal */
export const showPasskeyRemoval: Handler = async (host, req, res) => {
  const view = await openAccount(host, req, res)
  const passkey = await findPasskey(view, idOf(req, 'passkey'))
  if (passkey) return sendRemoval(view, res, passkey)
  backToAccount(res, view.language, 'passkey-removed')
}

/** POST /studio/account/passkeys/:id/removal — from then on it signs nobody in. */
export const postPasskeyRemoval: Handler = async (host, req, res) => {
  const view = await openAccount(host, req, res)
  const passkey = await findPasskey(view, idOf(req, 'passkey'))
  if (!passkey) return backToAccount(res, view.language, 'passkey-removed')
  const form = await readForm(req, res)
  const outcome = await withPassword(view, req, res, form, (confirmation) =>
    host.passkeys.remove(carriedBy(req), passkey.id, confirmation),
  )
  if ('errors' in outcome) return sendRemoval(view, res, passkey, outcome.errors, outcome.status)
  backToAccount(res, view.language, 'passkey-removed')
}

type Passkey = Awaited<ReturnType<AccountView['host']['passkeys']['list']>>[number]

/** Null where it is gone already. Refuses somebody else's. */
async function findPasskey({ host, person }: AccountView, id: string): Promise<Passkey | null> {
  const passkey = (await host.passkeys.list(person.id)).find((each) => each.id === id)
  if (!passkey && (await host.passkeys.isKnown(id))) throw notFound('passkey')
  return passkey ?? null
}

/** What the page of the account says of them; where they open nothing they can only be removed. */
export function passkeyList(view: AccountView, passkeys: Passkey[], codes: Codes): Html {
  const { person, language, takesPasswords } = view
  const words = studioWordsFor(language).account.passkeys
  const isAlone =
    takesPasswords && person.hasPassword && passkeys.length === 1 && codes.state !== 'on' && !codes.recoveryCodesLeft
  return html`<h3>${words.heading}</h3>
${takesPasswords && html`<p>${words.about}</p>`}
${passkeys.length === 0 && html`<p class="quiet">${words.none}</p>`}
${isAlone && html`<p>${words.alone}</p>`}
${
  passkeys.length > 0 &&
  html`<ul class="keys">${passkeys.map(
    ({ id, name, createdAt }) => html`<li class="card"><h4 id="passkey-${id}">${name ?? words.unnamed}</h4>
${createdAt && html`<p class="quiet">${words.since} ${dayIn(language, createdAt)}</p>`}
<p><a href="${pathIn(language, `${PATH}/${id}/removal`)}" aria-describedby="passkey-${id}">${words.remove}</a></p></li>`,
  )}</ul>`
}
${
  takesPasswords &&
  html`<p><a href="${pathIn(language, NEW)}">${words.add}</a></p>
${passkeys.length > 0 && recoveryBeside(view, codes)}`
}`
}

interface Sent {
  name?: string
  errors?: FieldErrors
  status?: number
}

function sendNew(view: AccountView, res: Response, { name, errors = {}, status }: Sent = {}) {
  const words = studioWordsFor(view.language).account.passkeys
  const content = html`<p>${words.about}</p>
<form class="fields" method="post" action="${pathIn(view.language, NEW)}" novalidate>
${field(view.language, { name: 'name', label: words.name, hint: words.nameHint, value: name, error: errors.name, autocomplete: 'off' })}
${passwordField(view, errors.password)}
${submit(words.next)}
</form>`
  sendAccountPage(view, res, { title: words.add, path: NEW, content, errors, status })
}

function sendMaker(view: AccountView, res: Response, name: string, options: object) {
  const words = studioWordsFor(view.language).account.passkeys
  const content = html`<p>${words.make}</p>
<form method="post" action="${pathIn(view.language, PATH)}"><input type="hidden" name="name" value="${name}">
${passkeyMaker(view.language, options)}
</form>`
  sendAccountPage(view, res, { title: words.add, path: NEW, content, head: passkeyScript })
}

function sendRemoval(view: AccountView, res: Response, passkey: Passkey, errors: FieldErrors = {}, status?: number) {
  const words = studioWordsFor(view.language).account.passkeys
  const path = `${PATH}/${passkey.id}/removal` as const
  const title = words.removeTitle(passkey.name ?? words.unnamed)
  sendConfirmation(view, res, { title, path, hint: words.removeHint, button: words.removeSubmit }, errors, status)
}
