import type { Request, Response } from 'express'
import { acceptInvitation, EMAIL_TAKEN, getInvitation, rolesOf } from '../../accounts/invitation.ts'
import { passwordFault } from '../../accounts/password.ts'
import { hashPassword } from '../../accounts/password-hash.ts'
import type { Person } from '../../accounts/person.ts'
import { readNewPerson } from '../../accounts/person-input.ts'
import { isUsed, joinByInvitation } from '../../accounts/take-invitation.ts'
import { requirePasswords, takesPasswords } from '../../accounts/takes-passwords.ts'
import type { Refusal } from '../../lib/errors.ts'
import { type Html, html } from '../../lib/html.ts'
import { listShows } from '../../shows/show.ts'
import { type Handler, type Host, partOf } from '../handler.ts'
import { type Language, languageOf, type PagePath, pathIn } from '../languages.ts'
import { readForm } from '../request-body.ts'
import { carriedBy, findSignedIn, requireSignedIn } from '../signed-in.ts'
import { studioWordsFor } from '../words/studio/words-for.ts'
import { doneNow, leadBack } from './done.ts'
import { attempt, type FieldErrors, field, submit, UNPROCESSABLE } from './form.ts'
import { whatItGives } from './invited.ts'
import { studioPage } from './page.ts'
import { STUDIO, signInPath, signOutPath } from './paths.ts'
import { providerButton } from './provider-sign-in.ts'
import { minutesOf } from './wait.ts'

type Invitation = Awaited<ReturnType<typeof getInvitation>>
type Typed = Record<'name' | 'email', string>

interface View {
  host: Host
  req: Request
  res: Response
  language: Language
  /** Its link, without the prefix of a language. */
  path: PagePath
  secret: string
  invitation: Invitation
  /** Who is signed in. */
  person: Person | null
  /** Whether somebody has the address it is for. */
  isKnown: boolean
  /** Whether she is not let in. */
  isDeactivated: boolean
}

/** GET /studio/invitation/:secret — looking at it uses nothing up. */
export const showInvitation: Handler = async (host, req, res) => {
  const view = await openInvitation(host, req, res)
  if (!view) return leadToStudio(req, res)
  const { person, isKnown, invitation } = view
  if (person) return sendPage(view, isFor(view, person) ? await joinForm(view, person) : otherPerson(view, person))
  if (isKnown) return sendPage(view, await signInFirst(view, invitation.email ?? ''))
  await sendAccountPage(view, { name: '', email: '' })
}

/**
 * POST /studio/invitation/:secret — makes the person, and signs her in, whatever failed with her address before. Who is signed in with its address accepts it;
 * anybody else is told on its page what to do first.
 */
export const postInvitation: Handler = async (host, req, res) => {
  const view = await openInvitation(host, req, res)
  if (!view) return leadToStudio(req, res)
  const { person, isKnown, language, path, secret, invitation } = view
  if (person && isFor(view, person)) {
    await requireSignedIn(host, req, res)
    await joinByInvitation(host, secret, person)
    return leadBack(res, pathIn(language, STUDIO), 'invitation')
  }
  if (person || isKnown) return res.redirect(303, pathIn(language, path))

  await requirePasswords(host)
  const form = await readForm(req, res)
  const password = form.get('password') ?? ''
  const typed = { name: form.get('name') ?? '', email: invitation.email ?? form.get('email') ?? '' }

  const errors = await faultsOf(req, typed, password)
  if (Object.keys(errors).length > 0) return sendAccountPage(view, typed, errors)

  const acceptance = { ...readNewPerson(typed), passwordHash: await hashPassword(password) }
  const answer = await attempt(() => acceptInvitation(host, secret, acceptance))
  if ('refused' in answer) {
    if (answer.refused.code !== EMAIL_TAKEN) throw answer.refused
    return sendAccountPage(view, typed, { email: wordsOf(req).emailTaken })
  }

  const { email } = answer.done
  await host.signIn.unlock(email)
  const entered = await attempt(() => host.signIn.withPassword(carriedBy(req), { email, password, from: req.ip ?? '' }))
  if ('refused' in entered) return sendMade(view, email, entered.refused)
  res.append('Set-Cookie', entered.done?.cookies ?? [])
  leadToStudio(req, res)
}

const leadToStudio = (req: Request, res: Response) => res.redirect(303, pathIn(languageOf(req.path), STUDIO))

/** Null where who is signed in has used it, such as by signing in at the provider: it is hers already. */
async function openInvitation(host: Host, req: Request, res: Response): Promise<View | null> {
  const secret = partOf(req, 'secret')
  const person = (await findSignedIn(host, req, res))?.person ?? null
  if (person && (await isUsed(host, secret, person))) return null
  const invitation = await getInvitation(host, secret)
  const { email } = invitation
  const hers =
    email === null ? null : await host.db.person.findUnique({ where: { email }, select: { deactivatedAt: true } })
  const [isKnown, isDeactivated] = [hers !== null, Boolean(hers?.deactivatedAt)]
  const path = `${STUDIO}/invitation/${secret}` as const
  return { host, req, res, language: languageOf(req.path), path, secret, invitation, person, isKnown, isDeactivated }
}

const isFor = ({ invitation }: View, { email }: Person) => invitation.email === email

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

/** For who has no account yet. */
async function sendAccountPage(view: View, typed: Typed, errors: FieldErrors = {}) {
  const { host, req, language, invitation } = view
  const words = wordsOf(req)
  const content = html`<h1>${words.title}</h1>
${invitation.email === null ? html`<p>${words.first}</p>` : await toWhat(view)}
${
  (await takesPasswords(host))
    ? html`${invitation.email !== null && html`<p>${words.begin}</p>`}
${accountForm(req, invitation, typed, errors)}`
    : html`<p>${words.noPasswords}</p>
${providerButton(host, language, pathIn(language, STUDIO))}`
}`
  sendPage(view, content, { title: words.title, errors })
}

/** The account is there, but too much failed from her network: she signs in later. */
function sendMade(view: View, email: string, refusal: Refusal) {
  const { req, res, language } = view
  const words = wordsOf(req)
  const minutes = minutesOf(res, refusal)
  const content = html`<h1>${words.made}</h1>
${doneNow(html`<p>${words.madeFor(email)}</p>`)}
<p>${words.signInLater(minutes)}</p>
<p><a class="button" href="${signInPath(language, pathIn(language, STUDIO))}">${studioWordsFor(language).signIn.title}</a></p>`
  sendPage(view, content, { title: words.made, status: 201 })
}

function sendPage(
  { req, res, language, path, person }: View,
  content: Html,
  { title = '', errors = {}, status = 200 }: { title?: string; errors?: FieldErrors; status?: number } = {},
) {
  const about = { language, title: title || wordsOf(req).heading, content, path, person, errors }
  res
    .status(Object.keys(errors).length > 0 ? UNPROCESSABLE : status)
    .type('html')
    .send(studioPage(about))
}

/** Who invites, where that is somebody, and to what: before she decides, and before a password is asked for. */
async function toWhat({ host, req, language, invitation }: View): Promise<Html> {
  const words = wordsOf(req)
  const { invitedBy, isAdministrator } = invitation
  const givesSomething = isAdministrator || rolesOf(invitation).length > 0
  const gives = givesSomething && whatItGives(invitation, await listShows(host), language)
  return html`<p>${invitedBy ? words.invitedBy(invitedBy.name) : words.invited}</p>
${gives && html`<p>${words.gives}: <strong>${gives}</strong></p>`}`
}

/** For who is signed in with its address. */
async function joinForm(view: View, { name, email }: Person): Promise<Html> {
  const words = wordsOf(view.req)
  return html`<h1>${words.heading}</h1>
${await toWhat(view)}
<p>${words.signedInAs(name, email)}</p>
<form method="post">${submit(words.accept)}</form>`
}

/** For who is signed in with another address: nobody becomes somebody else without knowing. */
function otherPerson({ req, language, path, invitation }: View, { name, email }: Person): Html {
  const words = wordsOf(req)
  return html`<h1>${words.heading}</h1>
<p>${words.signedInAs(name, email)}</p>
<p>${invitation.email === null ? words.forNewcomer : words.forOther(invitation.email)}</p>
<form method="post" action="${signOutPath(language, pathIn(language, path))}">${submit(studioWordsFor(language).page.signOut)}</form>`
}

/** For who has an account and is not signed in. */
async function signInFirst(view: View, email: string): Promise<Html> {
  const { req, language, path, isDeactivated } = view
  const words = wordsOf(req)
  if (isDeactivated)
    return html`<h1>${words.heading}</h1>
<p>${words.deactivated(email)}</p>`
  return html`<h1>${words.heading}</h1>
${await toWhat(view)}
<p>${words.known(email)}</p>
<p><a class="button" href="${signInPath(language, pathIn(language, path))}">${studioWordsFor(language).signIn.title}</a></p>`
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
