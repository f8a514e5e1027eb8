import { forbidden, notFound } from '../lib/errors.ts'
import type { Person } from './person.ts'

/** What a member may be to a show, from the least to the most. */
export const ROLES = ['reader', 'author', 'editor', 'owner'] as const
export type Role = (typeof ROLES)[number]

/** Who may do what with a show. An author may not change what listeners hear and read already. */
const MEMBERS_MAY = {
  'see show': ['reader', 'author', 'editor', 'owner'],
  upload: ['author', 'editor', 'owner'],
  'edit draft': ['author', 'editor', 'owner'],
  'edit published episode': ['editor', 'owner'],
  publish: ['editor', 'owner'],
  'delete episode': ['editor', 'owner'],
  'edit show': ['editor', 'owner'],
  'move show': ['owner'],
  'delete show': ['owner'],
  'manage people': ['owner'],
} as const satisfies Record<string, readonly Role[]>

/** What concerns the whole host. Only administrators may. */
export const HOST_VERBS = ['create show', 'import show', 'manage host'] as const

export type ShowVerb = keyof typeof MEMBERS_MAY
export const SHOW_VERBS = Object.keys(MEMBERS_MAY) as ShowVerb[]
type HostVerb = (typeof HOST_VERBS)[number]

/** A program that carries a token. It may do everything, as an administrator may. */
export interface Program {
  kind: 'program'
  id: string
  name: string
}

export type Actor = Person | Program

/** A verb and the show it is about, or a verb that concerns the whole host. */
type Asked = [verb: ShowVerb, showId: string] | [verb: HostVerb]

/** Whether somebody may do that, as far as was known when she was looked up: with each request. */
export function may(actor: Actor, ...[verb, showId]: Asked): boolean {
  if (actor.kind === 'program' || actor.isAdministrator) return true
  const role = showId === undefined ? undefined : actor.roles.get(showId)
  return role !== undefined && rolesFor(verb).includes(role)
}

/** Refuses what somebody may not: 403, or 404 where it is a show that she knows nothing of. */
export function requireAccess(actor: Actor, ...asked: Asked) {
  if (may(actor, ...asked)) return
  const [verb, showId] = asked
  if (showId !== undefined && !may(actor, 'see show', showId)) throw notFound('show')
  throw forbidden(`You may not do this here: ${verb}.`)
}

const rolesFor = (verb: Asked[0]): readonly Role[] => (verb in MEMBERS_MAY ? MEMBERS_MAY[verb as ShowVerb] : [])
