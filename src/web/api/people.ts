import type { Request } from 'express'
import { requireAccess } from '../../accounts/access.ts'
import {
  type Invitation,
  invitationUrl,
  listInvitations,
  revokeInvitation,
  rolesOf,
} from '../../accounts/invitation.ts'
import { actingAs } from '../../accounts/logbook.ts'
import { makePasswordLink, passwordLinkUrl } from '../../accounts/password-link.ts'
import {
  changePerson,
  findPeople,
  getListedPerson,
  type ListedPerson,
  PEOPLE_PAGE_SIZE,
  takeSecondFactor,
} from '../../accounts/people.ts'
import { readPersonChanges } from '../../accounts/person-input.ts'
import { invalid } from '../../lib/errors.ts'
import { listShows } from '../../shows/show.ts'
import { type Handler, type Host, idOf } from '../handler.ts'
import { inviteNewcomer } from '../invite-newcomer.ts'
import { readJson } from '../request-body.ts'
import { requireProgram } from '../signed-in.ts'

/** GET /api/v1/people?q=&page= — by name. */
export const getPeople: Handler = async (host, req, res) => {
  await managerOf(host, req)
  const { q = '', page = '1' } = req.query
  if (typeof q !== 'string' || !/^[1-9]\d{0,5}$/.test(String(page)))
    throw invalid({ page: 'Write the number of a page, from 1 on.' })
  const wish = { words: q, sort: 'name', isDescending: false, page: Number(page) } as const
  const { people, total } = await findPeople(host, wish)
  res.json({ people: people.map(personJson), total, pages: Math.ceil(total / PEOPLE_PAGE_SIZE) })
}

/** GET /api/v1/people/:id */
export const getOnePerson: Handler = async (host, req, res) => {
  await managerOf(host, req)
  res.json(personJson(await getListedPerson(host, idOf(req, 'person'))))
}

/** PATCH /api/v1/people/:id — {"email": "…", "administrator": true, "deactivated": false}, each alone or some. */
export const patchPerson: Handler = async (host, req, res) => {
  const acting = actingAs(host, await managerOf(host, req))
  const changes = readPersonChanges((await readJson(req, res)) ?? {})
  res.json(personJson(await changePerson(acting, idOf(req, 'person'), changes)))
}

/** DELETE /api/v1/people/:id/second-factor — she lost it; she is signed out at once. */
export const deleteSecondFactor: Handler = async (host, req, res) => {
  const program = await managerOf(host, req)
  await takeSecondFactor(actingAs(host, program), program, idOf(req, 'person'))
  res.status(204).end()
}

/** POST /api/v1/people/:id/password-link — she forgot her password. The link is in this answer alone. */
export const postPasswordLink: Handler = async (host, req, res) => {
  const program = await managerOf(host, req)
  const { secret, expiresAt } = await makePasswordLink(actingAs(host, program), program, idOf(req, 'person'))
  res.status(201).json({ url: passwordLinkUrl(host.config, secret), expiresAt })
}

/** GET /api/v1/invitations — those that can still be used, without their links. */
export const getInvitations: Handler = async (host, req, res) => {
  await managerOf(host, req)
  const slugs = await slugsOf(host)
  res.json({ invitations: (await listInvitations(host)).map((each) => invitationJson(each, slugs)) })
}

/** POST /api/v1/invitations — {"email": "…", "role": "editor", "show": "amtsfunk"}. The link is in this answer alone. */
export const postInvitation: Handler = async (host, req, res) => {
  const program = await managerOf(host, req)
  const made = await inviteNewcomer(actingAs(host, program), (await readJson(req, res)) ?? {}, program.person?.id)
  const url = invitationUrl(host.config, made.secret)
  res.status(201).json({ invitation: invitationJson(made.invitation, await slugsOf(host)), url })
}

/** DELETE /api/v1/invitations/:id — its link opens nothing from now on. */
export const deleteInvitation: Handler = async (host, req, res) => {
  const program = await managerOf(host, req)
  await revokeInvitation(actingAs(host, program), idOf(req, 'invitation'))
  res.status(204).end()
}

async function managerOf(host: Host, req: Request) {
  const program = await requireProgram(host, req)
  requireAccess(program, 'manage host')
  return program
}

const slugsOf = async (host: Host) => new Map((await listShows(host)).map(({ id, slug }) => [id, slug]))

const personJson = ({ id, name, email, createdAt, lastSignInAt, deactivatedAt, ...person }: ListedPerson) => ({
  ...{ id, name, email, administrator: person.isAdministrator, deactivated: deactivatedAt !== null },
  roles: person.memberships.map(({ show, role }) => ({ show: show.slug, role })),
  ...{ secondFactor: person.hasSecondFactor, lastSignInAt, createdAt },
})

const invitationJson = (invitation: Invitation, slugs: Map<string, string>) => {
  const { id, email, isAdministrator, createdAt, expiresAt, invitedBy } = invitation
  const roles = rolesOf(invitation).map(({ showId, role }) => ({ show: slugs.get(showId) ?? null, role }))
  return {
    ...{ id, email, administrator: isAdministrator, roles, invitedBy: invitedBy?.name ?? null },
    ...{ createdAt, expiresAt },
  }
}
