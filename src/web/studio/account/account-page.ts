import type { Request, Response } from 'express'
import { may } from '../../../accounts/access.ts'
import { actingAs } from '../../../accounts/logbook.ts'
import { renamePerson } from '../../../accounts/person.ts'
import { readName } from '../../../accounts/person-input.ts'
import { listSessions } from '../../../accounts/sessions.ts'
import { type Html, html } from '../../../lib/html.ts'
import type { Handler } from '../../handler.ts'
import { pathIn } from '../../languages.ts'
import { readForm } from '../../request-body.ts'
import { studioWordsFor } from '../../words/studio/words-for.ts'
import { saidDone } from '../done.ts'
import { attempt, type FieldErrors, field, submit } from '../form.ts'
import { ACCOUNT } from '../paths.ts'
import { codesSummary } from './codes.ts'
import { type AccountView, backToAccount, openAccount, sendAccountPage } from './open-account.ts'
import { passkeyList } from './passkeys.ts'
import { sessionList } from './sessions.ts'

/** GET /studio/account — everything that is somebody's own. */
export const showAccount: Handler = async (host, req, res) =>
  await sendPage(await openAccount(host, req, res), req, res)

/** POST /studio/account — another name. */
export const postAccount: Handler = async (host, req, res) => {
  const view = await openAccount(host, req, res)
  const typed = (await readForm(req, res)).get('name') ?? ''
  const read = await attempt(() => readName(typed))
  if ('refused' in read)
    return await sendPage(view, req, res, { typed, errors: { name: studioWordsFor(view.language).invitation.badName } })
  await renamePerson(actingAs(host, view.person), view.person.id, read.done)
  backToAccount(res, view.language, 'name')
}

interface Sent {
  typed?: string
  errors?: FieldErrors
}

async function sendPage(view: AccountView, req: Request, res: Response, { typed, errors = {} }: Sent = {}) {
  const { host, person, language } = view
  const words = studioWordsFor(language).account
  const [codes, passkeys, sessions] = await Promise.all([
    host.secondFactor.find(person),
    host.passkeys.list(person.id),
    listSessions(host, person.id),
  ])
  const isLeft = codes.state === 'on' || passkeys.length > 0
  const content = html`${saidDone(req.query.done, words.done)}
<form class="fields" method="post" action="${pathIn(language, ACCOUNT)}" novalidate>
${field(language, {
  ...{ name: 'name', label: words.name, hint: studioWordsFor(language).invitation.nameHint, autocomplete: 'name' },
  ...{ value: typed ?? person.name, error: errors.name },
})}
${submit(words.saveName)}
</form>
<p>${words.email}: <strong>${person.email}</strong><br><span class="quiet">${person.hasPassword && view.takesPasswords && html`${words.emailSignsIn} `}${whoChangesIt(view)}</span></p>
${
  view.takesPasswords
    ? waysIn(view)
    : html`<h2>${words.signingIn.heading}</h2>
<p>${words.signingIn.byProvider}${isLeft && html` ${words.signingIn.left}`}</p>`
}
${(view.takesPasswords || codes.state === 'on') && codesSummary(view, codes)}
${(view.takesPasswords || passkeys.length > 0) && passkeyList(view, passkeys, codes)}
${sessionList(view, sessions)}
<p class="quiet"><a href="${pathIn(language, '/studio/keys')}">${words.keys}</a></p>`
  sendAccountPage(view, res, { title: words.title, path: ACCOUNT, content, errors })
}

/** Who gives her another address: others, unless she looks after this host herself. */
const whoChangesIt = ({ person, language }: AccountView): Html | string => {
  const { emailByOthers, emailByHerself } = studioWordsFor(language).account
  if (!may(person, 'manage host')) return emailByOthers
  return html`<a href="${pathIn(language, `/studio/people/${person.id}`)}">${emailByHerself}</a>`
}

/** Her password, and what a second factor is; codes and passkeys follow. */
function waysIn({ person, language }: AccountView): Html {
  const words = studioWordsFor(language).account
  return html`<h2>${words.password.heading}</h2>
${
  person.hasPassword
    ? html`<p><a href="${pathIn(language, `${ACCOUNT}/password`)}">${words.password.link}</a></p>`
    : html`<p>${words.password.none}</p>`
}
<h2>${words.factor.heading}</h2>
${
  person.hasPassword
    ? html`<p>${words.factor.about}</p>
<p>${person.hasSecondFactor ? words.factor.on : words.factor.off}</p>`
    : html`<p>${words.factor.byProvider}</p>`
}`
}
