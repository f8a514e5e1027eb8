import type { Request, Response } from 'express'
import { requireAccess } from '../../accounts/access.ts'
import { actingAs } from '../../accounts/logbook.ts'
import { requirePasswordOf } from '../../accounts/password-link.ts'
import {
  changeEmail,
  deactivatePerson,
  getListedPerson,
  type ListedPerson,
  reactivatePerson,
  setAdministrator,
} from '../../accounts/people.ts'
import { readEmail } from '../../accounts/person-input.ts'
import { takesPasswords } from '../../accounts/takes-passwords.ts'
import { notFound } from '../../lib/errors.ts'
import { type Html, html } from '../../lib/html.ts'
import { type Handler, type Host, idOf } from '../handler.ts'
import { langOf, pathIn } from '../languages.ts'
import { dayIn, momentIn } from '../moment.ts'
import { readForm } from '../request-body.ts'
import { studioWordsFor } from '../words/studio/words-for.ts'
import { passwordField } from './account/confirmation.ts'
import { type AccountView, openAccount } from './account/open-account.ts'
import { leadBack, saidDone } from './done.ts'
import { fieldErrors } from './field-errors.ts'
import { attempt, type FieldErrors, field, submit, UNPROCESSABLE } from './form.ts'
import { confirmed } from './other-person.ts'
import { studioPage } from './page.ts'
import { LOG } from './paths.ts'
import { PEOPLE } from './people.ts'

/** Who looks, and at whom. */
interface View extends AccountView {
  shown: ListedPerson
}

/** GET /studio/people/:id — what is known of somebody, and what an administrator can do. */
export const showPerson: Handler = async (host, req, res) => {
  const view = await openView(host, req, res)
  await sendPage(view, res, { said: saidDone(req.query.done, studioWordsFor(view.language).people.person.done) })
}

/** POST /studio/people/:id — makes her an administrator or none, deactivates or reactivates her, or gives her another address. */
export const postPerson: Handler = async (host, req, res) => {
  const view = await openView(host, req, res)
  const { id } = view.shown
  const form = await readForm(req, res)
  const wish = form.get('do') ?? ''
  if (wish === 'email') return postEmail(view, req, res, form)
  const acting = actingAs(host, view.person)
  const work = {
    make: () => setAdministrator(acting, id, true),
    unmake: () => setAdministrator(acting, id, false),
    deactivate: () => deactivatePerson(acting, id),
    reactivate: () => reactivatePerson(acting, id),
  }[wish]
  if (!work || (wish === 'deactivate' && id === view.person.id)) throw notFound('page')
  const outcome = await attempt<unknown>(work)
  if ('refused' in outcome) {
    const place = wish === 'unmake' ? 'administrator' : 'access'
    return sendPage(view, res, { errors: fieldErrors(view.language, outcome.refused, { content: place }) })
  }
  const isOut = wish === 'unmake' && id === view.person.id
  if (isOut) return res.redirect(303, pathIn(view.language, '/studio'))
  leadBack(res, pathIn(view.language, `${PEOPLE}/${id}`), wish)
}

/** Asks for the administrator's password: whoever has the address at the provider comes in as this person. */
async function postEmail(view: View, req: Request, res: Response, form: URLSearchParams) {
  const { host, person, shown, language } = view
  const typed = form.get('email') ?? ''
  const read = await attempt(() => readEmail(typed))
  const given = await confirmed(view, req, res, form)
  if ('refused' in read || 'errors' in given) {
    const wrong = 'errors' in given ? given : { errors: {} }
    const errors = { ...('refused' in read && fieldErrors(language, read.refused)), ...wrong.errors }
    return sendPage(view, res, { ...wrong, typed, errors })
  }
  const outcome = await attempt(() => changeEmail(actingAs(host, person), shown.id, read.done))
  if ('refused' in outcome)
    return sendPage(view, res, { typed, errors: fieldErrors(language, outcome.refused, { content: 'email' }) })
  leadBack(res, pathIn(language, `${PEOPLE}/${shown.id}`), 'email')
}

async function openView(host: Host, req: Request, res: Response): Promise<View> {
  const view = await openAccount(host, req, res)
  requireAccess(view.person, 'manage host')
  return { ...view, shown: await getListedPerson(host, idOf(req, 'person')) }
}

interface Sent {
  said?: Html | null
  /** The address, as it came. */
  typed?: string
  errors?: FieldErrors
  status?: number
}

async function sendPage(view: View, res: Response, { said, typed, errors = {}, status }: Sent) {
  const { person, shown, language } = view
  const { people } = studioWordsFor(language)
  const words = people.person
  const hasErrors = Object.keys(errors).length > 0
  const { isAdministrator, deactivatedAt } = shown
  const content = html`<p class="above"><a href="${pathIn(language, PEOPLE)}">${people.ofHost.title}</a></p>
<h1>${shown.name}${deactivatedAt && html` <span class="quiet">(${people.deactivated})</span>`}</h1>
${said}
${factsOf(view)}
<h2 id="administrator" tabindex="-1">${words.administrator}</h2>
${errors.administrator && html`<p class="error">${errors.administrator}</p>`}
<p>${isAdministrator ? words.isAdministrator : words.isNone}</p>
${doForm(view, isAdministrator ? 'unmake' : 'make')}
<h2 id="access" tabindex="-1">${words.access}</h2>
${errors.access && html`<p class="error">${errors.access}</p>`}
${accessOf(view)}
${emailForm(view, errors, typed)}
${await passwordOf(view)}
${factorOf(view)}
<p class="quiet"><a href="${pathIn(language, LOG)}?person=${encodeURIComponent(shown.name)}">${studioWordsFor(language).log.link}</a></p>`
  res
    .status(status ?? (hasErrors ? UNPROCESSABLE : 200))
    .type('html')
    .send(studioPage({ ...{ language, content, person, errors }, title: shown.name, path: `${PEOPLE}/${shown.id}` }))
}

function factsOf({ host, shown, language }: View): Html {
  const { people, home } = studioWordsFor(language)
  const words = people.person
  const { email, createdAt, lastSignInAt, hasSecondFactor, isByProvider, memberships } = shown
  const label = isByProvider ? host.provider?.label : undefined
  const facts: [string, Html | string | undefined][] = [
    [words.email, email],
    [words.since, dayIn(language, createdAt)],
    [words.lastSignIn, lastSignInAt ? momentIn(language, lastSignInAt) : people.ofHost.never],
    [words.secondFactor, hasSecondFactor ? people.ofHost.yes : people.ofHost.no],
    [words.byProvider, label],
  ]
  return html`<section aria-labelledby="facts"><h2 id="facts" class="unseen">${words.facts}</h2>
<dl class="facts">${facts.map(([term, value]) => value && html`<dt>${term}</dt><dd>${value}</dd>`)}</dl></section>
<h2>${words.roles}</h2>
${
  memberships.length === 0
    ? html`<p class="quiet">${words.noRoles}</p>`
    : html`<ul>${memberships.map(
        ({ show, role }) =>
          html`<li><a href="${pathIn(language, `/studio/shows/${show.slug}/people`)}"${langOf(show.language, language)}>${show.title}</a>: ${home.roles[role]}</li>`,
      )}</ul>`
}
${label && html`<p class="quiet">${words.claimed(label)}</p>`}`
}

function emailForm(view: View, errors: FieldErrors, typed?: string): Html {
  const { shown, language } = view
  const words = studioWordsFor(language).people.person.address
  return html`<h2>${words.heading}</h2>
<p>${shown.hasPassword ? words.about : words.aboutByProvider}${!shown.deactivatedAt && html` ${words.staysSignedIn}`}</p>
<form class="fields" method="post" action="${pathIn(language, `${PEOPLE}/${shown.id}`)}" novalidate>
<input type="hidden" name="do" value="email">
${field(language, {
  ...{ name: 'email', label: words.label, hint: words.hint, type: 'email', autocomplete: 'off' },
  ...{ value: typed ?? shown.email, error: errors.email },
})}
${passwordField(view, errors.password)}
${submit(words.submit)}
</form>`
}

function accessOf(view: View): Html {
  const { person, shown, language } = view
  const words = studioWordsFor(language).people.person
  if (shown.id === person.id) return html`<p>${words.self}</p>`
  const { deactivatedAt } = shown
  return html`<p>${deactivatedAt ? words.isDeactivated(dayIn(language, deactivatedAt)) : words.isActive}</p>
${doForm(view, deactivatedAt ? 'reactivate' : 'deactivate')}`
}

/** Of somebody else, where passwords are taken: the way to a link for another one, or why there is none. */
async function passwordOf({ host, person, shown, language }: View): Promise<Html | null> {
  if (shown.id === person.id || !(await takesPasswords(host))) return null
  const { password } = studioWordsFor(language).people.person
  const able = await attempt(() => requirePasswordOf(host, shown))
  return html`<h2>${password.heading}</h2>
${
  'refused' in able
    ? html`<p>${fieldErrors(language, able.refused, { content: 'password' }).password}</p>`
    : html`<p>${password.about}</p>
<p><a href="${pathIn(language, `${PEOPLE}/${shown.id}/password`)}">${password.link}</a></p>`
}`
}

/** Of somebody else who has one: the way to take it. */
function factorOf({ person, shown, language }: View): Html | null {
  if (shown.id === person.id || !shown.hasSecondFactor) return null
  const { secondFactor, factor } = studioWordsFor(language).people.person
  return html`<h2>${secondFactor}</h2>
<p>${factor.about}</p>
<p><a href="${pathIn(language, `${PEOPLE}/${shown.id}/second-factor`)}">${factor.link}</a></p>`
}

function doForm({ shown, language }: View, wish: 'make' | 'unmake' | 'deactivate' | 'reactivate'): Html {
  const label = studioWordsFor(language).people.person[wish]
  return html`<form method="post" action="${pathIn(language, `${PEOPLE}/${shown.id}`)}">
<input type="hidden" name="do" value="${wish}"><p><button class="button plain" type="submit">${label}</button></p></form>`
}
