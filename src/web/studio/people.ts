import type { Request, Response } from 'express'
import { ROLES, requireAccess } from '../../accounts/access.ts'
import { listInvitations, revokeInvitation } from '../../accounts/invitation.ts'
import { actingAs } from '../../accounts/logbook.ts'
import { findPeople, type ListedPerson, PEOPLE_PAGE_SIZE, PEOPLE_SORTS } from '../../accounts/people.ts'
import type { Person } from '../../accounts/person.ts'
import { notFound } from '../../lib/errors.ts'
import { type Html, html } from '../../lib/html.ts'
import { listShows, type Show } from '../../shows/show.ts'
import { type Handler, type Host, isId } from '../handler.ts'
import { inviteNewcomer } from '../invite-newcomer.ts'
import { type Language, languageOf, pathIn } from '../languages.ts'
import { dayIn } from '../moment.ts'
import { readForm } from '../request-body.ts'
import { requirePerson } from '../signed-in.ts'
import { studioWordsFor } from '../words/studio/words-for.ts'
import { leadBack, saidDone } from './done.ts'
import { fieldErrors } from './field-errors.ts'
import { attempt, choice, type FieldErrors, field, submit, takeAway, UNPROCESSABLE } from './form.ts'
import { copyScript, madeInvitation, openInvitations, whatItGives } from './invited.ts'
import { listing, listScript, readWish } from './listing.ts'
import { studioPage } from './page.ts'

export const PEOPLE = '/studio/people'

interface View {
  host: Host
  person: Person
  language: Language
  query: Request['query']
}

/** GET /studio/people?q=&sort=&order=&page= — everybody who has an account, and who is invited. */
export const showPeopleOfHost: Handler = async (host, req, res) => {
  const view = await openView(host, req, res)
  await sendPage(view, res, { notice: saidDone(req.query.done, studioWordsFor(view.language).people.done) })
}

/** POST /studio/people — invites somebody, or withdraws an invitation. */
export const postPeopleOfHost: Handler = async (host, req, res) => {
  const view = await openView(host, req, res)
  const form = await readForm(req, res)
  if (form.get('do') === 'revoke') {
    const id = form.get('invitation') ?? ''
    if (!isId(id)) throw notFound('invitation')
    await takeAway(() => revokeInvitation(actingAs(host, view.person), id))
    return leadBack(res, pathIn(view.language, PEOPLE), 'revoked')
  }
  const role = form.get('role')
  // The form has its podcast chosen whatever the role.
  const show = role === 'administrator' || role === 'none' ? null : form.get('show')
  const typed = { email: form.get('email'), role, show }
  const outcome = await attempt(() => inviteNewcomer(actingAs(host, view.person), typed, view.person.id))
  if ('refused' in outcome)
    return sendPage(view, res, { form, errors: fieldErrors(view.language, outcome.refused, { content: 'email' }) })
  const { invitation, secret } = outcome.done
  const notice = madeInvitation(host.config, invitation, secret, view.language)
  await sendPage(view, res, { notice, isMade: true })
}

async function openView(host: Host, req: Request, res: Response): Promise<View> {
  const person = await requirePerson(host, req, res)
  requireAccess(person, 'manage host')
  return { host, person, language: languageOf(req.path), query: req.query }
}

interface Sent {
  notice?: Html | null
  isMade?: boolean
  form?: URLSearchParams
  errors?: FieldErrors
}

async function sendPage(view: View, res: Response, { notice, isMade, form, errors = {} }: Sent) {
  const { host, person, language, query } = view
  const words = studioWordsFor(language).people
  const wish = readWish(query, PEOPLE_SORTS, { first: 'name', downFirst: ['lastSignIn'] })
  const [{ people, total }, invitations, shows] = await Promise.all([
    findPeople(host, wish),
    listInvitations(host),
    listShows(host),
  ])
  const { title, about, search, columns, count } = words.ofHost
  const hasErrors = Object.keys(errors).length > 0
  const table = {
    ...{ path: pathIn(language, PEOPLE), language, wish, sorts: PEOPLE_SORTS, downFirst: ['lastSignIn' as const] },
    ...{ search, columns, caption: title, count: count(total), pages: Math.ceil(total / PEOPLE_PAGE_SIZE) },
  }
  const content = html`<h1>${title}</h1>
${notice}
<p>${about}</p>
${listing(
  table,
  people.map((each) => row(each, language)),
)}
<h2>${words.ofHost.invite}</h2>
${inviteForm(language, shows, form, errors)}
<h2>${words.invitations.title}</h2>
${openInvitations({
  ...{ invitations, language, action: pathIn(language, PEOPLE) },
  describe: (each) => whatItGives(each, shows, language),
})}`
  res
    .status(hasErrors ? UNPROCESSABLE : isMade ? 201 : 200)
    .type('html')
    .send(
      studioPage({
        language,
        title,
        content,
        path: PEOPLE,
        query,
        person,
        errors,
        head: html`${listScript}${copyScript}`,
      }),
    )
}

function row({ id, name, email, lastSignInAt, hasSecondFactor, ...person }: ListedPerson, language: Language): Html {
  const words = studioWordsFor(language)
  const { columns, never, yes, no } = words.people.ofHost
  return html`<tr><th scope="row"><a href="${pathIn(language, `${PEOPLE}/${id}`)}">${name}</a>${
    person.deactivatedAt && html` <span class="quiet">(${words.people.deactivated})</span>`
  }</th>
<td>${email}</td>
<td class="words">${rolesIn(person, language)}</td>
<td data-label="${columns.lastSignIn}">${lastSignInAt ? html`<time datetime="${lastSignInAt.toISOString()}">${dayIn(language, lastSignInAt)}</time>` : never}</td>
<td data-label="${columns.secondFactor}">${hasSecondFactor ? yes : no}</td></tr>
`
}

/** The administrator is that; of anybody else each show on a line. */
function rolesIn(
  { isAdministrator, memberships }: Pick<ListedPerson, 'isAdministrator' | 'memberships'>,
  language: Language,
) {
  const { administrator, roles } = studioWordsFor(language).home
  if (isAdministrator) return administrator
  return memberships.map(({ show, role }, at) => html`${at > 0 && html`<br>`}${show.title}: ${roles[role]}`)
}

function inviteForm(language: Language, shows: Show[], form: URLSearchParams | undefined, errors: FieldErrors): Html {
  const { people, home } = studioWordsFor(language)
  const words = people.ofHost
  const roles = [
    { value: 'none', label: words.none },
    ...ROLES.map((value) => ({ value, label: home.roles[value] })),
    { value: 'administrator', label: home.administrator },
  ]
  const titles = [
    { value: '', label: words.noShow },
    ...shows.map(({ slug, title, language: lang }) => ({ value: slug, label: title, lang })),
  ]
  return html`<p>${words.inviteHint}</p>
<form class="fields" method="post" action="${pathIn(language, PEOPLE)}" novalidate>
<input type="hidden" name="do" value="invite">
${field(language, {
  ...{ name: 'email', label: people.ofShow.email, type: 'email', value: form?.get('email'), error: errors.email },
  autocomplete: 'off',
})}
${choice({ name: 'role', label: words.may, value: form?.get('role') ?? (shows.length > 0 ? 'author' : 'none'), options: roles, error: errors.role })}
${choice({
  ...{
    name: 'show',
    label: words.show,
    hint: words.showHint,
    value: form?.get('show') ?? (shows.length === 1 ? shows[0]!.slug : ''),
    options: titles,
  },
  error: errors.show,
})}
${submit(people.ofShow.submit)}
</form>`
}
