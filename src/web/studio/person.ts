import type { Request, Response } from 'express'
import { requireAccess } from '../../accounts/access.ts'
import { actingAs } from '../../accounts/logbook.ts'
import { requirePasswordOf } from '../../accounts/password-link.ts'
import {
  deactivatePerson,
  getListedPerson,
  type ListedPerson,
  reactivatePerson,
  setAdministrator,
} from '../../accounts/people.ts'
import type { Person } from '../../accounts/person.ts'
import { takesPasswords } from '../../accounts/takes-passwords.ts'
import { notFound } from '../../lib/errors.ts'
import { type Html, html } from '../../lib/html.ts'
import { type Handler, type Host, idOf } from '../handler.ts'
import { type Language, langOf, languageOf, pathIn } from '../languages.ts'
import { dayIn, momentIn } from '../moment.ts'
import { readForm } from '../request-body.ts'
import { requirePerson } from '../signed-in.ts'
import { studioWordsFor } from '../words/studio/words-for.ts'
import { leadBack, saidDone } from './done.ts'
import { fieldErrors } from './field-errors.ts'
import { attempt, type FieldErrors, UNPROCESSABLE } from './form.ts'
import { studioPage } from './page.ts'
import { LOG } from './paths.ts'
import { PEOPLE } from './people.ts'

interface View {
  host: Host
  /** Who looks. */
  person: Person
  /** Whom she looks at. */
  shown: ListedPerson
  language: Language
}

/** GET /studio/people/:id — what is known of somebody, and what an administrator can do. */
export const showPerson: Handler = async (host, req, res) => {
  const view = await openView(host, req, res)
  await sendPage(view, res, { said: saidDone(req.query.done, studioWordsFor(view.language).people.person.done) })
}

/** POST /studio/people/:id — makes her an administrator or none, deactivates or reactivates her. */
export const postPerson: Handler = async (host, req, res) => {
  const view = await openView(host, req, res)
  const { id } = view.shown
  const wish = (await readForm(req, res)).get('do') ?? ''
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

async function openView(host: Host, req: Request, res: Response): Promise<View> {
  const person = await requirePerson(host, req, res)
  requireAccess(person, 'manage host')
  return { host, person, shown: await getListedPerson(host, idOf(req, 'person')), language: languageOf(req.path) }
}

async function sendPage(
  view: View,
  res: Response,
  { said, errors = {} }: { said?: Html | null; errors?: FieldErrors },
) {
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
${await passwordOf(view)}
${factorOf(view)}
<p class="quiet"><a href="${pathIn(language, LOG)}?person=${encodeURIComponent(shown.name)}">${studioWordsFor(language).log.link}</a></p>`
  res
    .status(hasErrors ? UNPROCESSABLE : 200)
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
