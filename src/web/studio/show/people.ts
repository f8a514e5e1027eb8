import type { Response } from 'express'
import { may, ROLES, type Role } from '../../../accounts/access.ts'
import { type Invitation, listInvitations, revokeInvitation, rolesOf } from '../../../accounts/invitation.ts'
import { type Invited, inviteMember } from '../../../accounts/invite-member.ts'
import { actingAs } from '../../../accounts/logbook.ts'
import { listMembers, type Member, removeMember, setMember } from '../../../accounts/member.ts'
import { findPerson } from '../../../accounts/person.ts'
import { readNewMember, readRole } from '../../../accounts/person-input.ts'
import { notFound, type Refusal } from '../../../lib/errors.ts'
import { type Html, html } from '../../../lib/html.ts'
import { type Handler, isId } from '../../handler.ts'
import { pathIn } from '../../languages.ts'
import { dayIn } from '../../moment.ts'
import { readForm } from '../../request-body.ts'
import { studioWordsFor } from '../../words/studio/words-for.ts'
import { doneNow, leadBack, saidDone } from '../done.ts'
import { fieldErrors } from '../field-errors.ts'
import { attempt, choice, type FieldErrors, field, submit, takeAway, UNPROCESSABLE } from '../form.ts'
import { copyScript, madeInvitation, openInvitations } from '../invited.ts'
import { studioPage } from '../page.ts'
import { LOG } from '../paths.ts'
import { openShow, type ShowView, showPath, wayTo } from './open-show.ts'
import { showHeading } from './show-heading.ts'

/** GET /studio/shows/:show/people — who may do what with a show, and who is invited to it. */
export const showPeople: Handler = async (host, req, res) => {
  const view = await openShow(host, req, res, 'manage people')
  await sendPage(view, res, { notice: saidDone(req.query.done, studioWordsFor(view.language).people.done) })
}

/** POST /studio/shows/:show/people — invites, changes a role, removes somebody or withdraws an invitation. */
export const postPeople: Handler = async (host, req, res) => {
  const view = await openShow(host, req, res, 'manage people')
  const form = await readForm(req, res)
  const wish = form.get('do') ?? 'invite'
  if (wish === 'invite') return invite(view, res, form)

  const { id: showId } = view.show
  const acting = actingAs(host, view.person)
  const [person, invitation] = ['person', 'invitation'].map((name) => form.get(name) ?? '') as [string, string]
  if (!isId(wish === 'revoke' ? invitation : person)) throw notFound('person')
  const [done, work] = {
    role: ['role', () => setMember(acting, showId, person, readRole({ role: form.get('role') }))],
    remove: ['removed', () => takeAway(() => removeMember(acting, showId, person))],
    revoke: ['revoked', () => takeAway(() => revokeInvitation(acting, invitation, { showId }))],
  }[wish] ?? [null, null]
  if (!work) throw notFound('page')
  const outcome = await attempt<unknown>(work as () => Promise<unknown>)
  if ('refused' in outcome) return sendPage(view, res, { errors: refusedRole(view, outcome.refused, person) })
  await leadOn(view, res, done as string)
}

/** Who has just made herself less may not be led to a page she may not see. */
async function leadOn(view: ShowView, res: Response, done: string) {
  const now = await findPerson(view.host, view.person.id)
  if (now && may(now, 'manage people', view.show.id)) return leadBack(res, wayTo(view, 'people'), done)
  res.redirect(303, now && may(now, 'see show', view.show.id) ? wayTo(view) : pathIn(view.language, '/studio'))
}

async function invite(view: ShowView, res: Response, form: URLSearchParams) {
  const { host, person, show, language } = view
  const outcome = await attempt(() => {
    const { email, role } = readNewMember({ email: form.get('email'), role: form.get('role') })
    return inviteMember(actingAs(host, person), { showId: show.id, email, role, invitedById: person.id })
  })
  if ('done' in outcome) {
    return sendPage(view, res, { notice: invitedNotice(view, outcome.done), isMade: true })
  }
  await sendPage(view, res, { form, errors: fieldErrors(language, outcome.refused, { content: 'email' }) })
}

function invitedNotice({ host, language }: ShowView, invited: Invited): Html {
  if ('secret' in invited) return madeInvitation(host.config, invited.invitation, invited.secret, language)
  const { added } = studioWordsFor(language).people.ofShow
  return doneNow(html`<p>${added(invited.member.person.name)}</p>`)
}

function refusedRole({ language }: ShowView, refusal: Refusal, person: string): FieldErrors {
  return fieldErrors(language, refusal, { role: `role-${person}`, content: `role-${person}` })
}

interface Sent {
  notice?: Html | null
  isMade?: boolean
  form?: URLSearchParams
  errors?: FieldErrors
}

async function sendPage(view: ShowView, res: Response, { notice, isMade, form, errors = {} }: Sent) {
  const { host, person, show, language } = view
  const words = studioWordsFor(language).people
  const [members, invitations] = await Promise.all([
    listMembers(host, show.id),
    listInvitations(host, { showId: show.id }),
  ])
  const hasErrors = Object.keys(errors).length > 0
  const content = html`${showHeading(view, 'people')}
${notice}
<p>${words.ofShow.about}</p>
<h2>${words.ofShow.members}</h2>
${
  members.length === 0
    ? html`<p class="quiet">${words.ofShow.none}</p>`
    : html`<ul class="keys">${members.map((member) => memberItem(view, member, errors))}</ul>`
}
<h2>${words.ofShow.invite}</h2>
${inviteForm(view, form, errors)}
<h2>${words.invitations.title}</h2>
${openInvitations({ ...{ invitations, language }, action: wayTo(view, 'people'), describe: (each) => roleIn(view, each) })}
<p class="quiet"><a href="${pathIn(language, LOG)}?show=${show.slug}">${studioWordsFor(language).log.link}</a></p>`
  res
    .status(hasErrors ? UNPROCESSABLE : isMade ? 201 : 200)
    .type('html')
    .send(
      studioPage({
        ...{ language, content, path: showPath(show, 'people'), person, errors, head: copyScript },
        title: `${show.title} – ${studioWordsFor(language).settings.pages.people}`,
      }),
    )
}

const roleNames = ({ language }: Pick<ShowView, 'language'>) => studioWordsFor(language).home.roles

const options = (view: ShowView) => ROLES.map((value) => ({ value, label: roleNames(view)[value] }))

function roleIn(view: ShowView, invitation: Invitation): string {
  const role = rolesOf(invitation).find(({ showId }) => showId === view.show.id)?.role
  return role ? roleNames(view)[role] : ''
}

function memberItem(view: ShowView, { person, role, createdAt }: Member, errors: FieldErrors): Html {
  const { language } = view
  const words = studioWordsFor(language).people
  const { id, name, email, deactivatedAt } = person
  const [action, isSelf] = [wayTo(view, 'people'), id === view.person.id]
  const about = (wish: string) =>
    html`<input type="hidden" name="do" value="${wish}"><input type="hidden" name="person" value="${id}">`
  return html`<li class="card"><h3>${name}${isSelf && html` <span class="quiet">(${words.ofShow.you})</span>`}${
    deactivatedAt && html` <span class="quiet">(${words.deactivated})</span>`
  }</h3>
<p class="quiet">${email}, ${words.ofShow.since} ${dayIn(language, createdAt)}</p>
<form method="post" action="${action}" novalidate>${about('role')}
${choice({
  ...{ name: `role-${id}`, field: 'role', label: words.ofShow.roleOf(name), value: role, options: options(view) },
  error: errors[`role-${id}`],
})}
<p><button class="button plain" type="submit">${words.ofShow.change}<span class="unseen">: ${name}</span></button></p></form>
<details><summary>${words.ofShow.remove}<span class="unseen"> ${name}</span></summary>
<p>${isSelf ? words.ofShow.leaveMeans : words.ofShow.removeMeans(name)}</p>
<form method="post" action="${action}">${about('remove')}
<p><button class="button plain" type="submit">${words.ofShow.removeNow(name)}</button></p></form></details></li>
`
}

function inviteForm(view: ShowView, form: URLSearchParams | undefined, errors: FieldErrors): Html {
  const { language } = view
  const words = studioWordsFor(language).people.ofShow
  return html`<p>${words.inviteHint}</p>
<form class="fields" method="post" action="${wayTo(view, 'people')}" novalidate>
<input type="hidden" name="do" value="invite">
${field(language, {
  ...{ name: 'email', label: words.email, type: 'email', value: form?.get('email'), error: errors.email },
  autocomplete: 'off',
})}
${choice({
  ...{ name: 'role', label: words.role, value: form?.get('role') ?? ('author' satisfies Role), options: options(view) },
  error: errors.role,
})}
<details class="field"><summary>${words.rolesMean}</summary>
<dl class="facts">${ROLES.map((role) => html`<dt>${roleNames(view)[role]}</dt><dd>${words.meanings[role]}</dd>`)}</dl></details>
${submit(words.submit)}
</form>`
}
