import { forbidden, notFound } from '../lib/errors.ts'
import type { HOST, OPERATOR } from './logbook.ts'
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

/** Which of the verbs a key for single shows is never for: those that concern the whole host. */
export const hostVerbsIn = (verbs: readonly string[]) => HOST_VERBS.filter((verb) => verbs.includes(verb))

export type ShowVerb = keyof typeof MEMBERS_MAY
export const SHOW_VERBS = Object.keys(MEMBERS_MAY) as ShowVerb[]
type HostVerb = (typeof HOST_VERBS)[number]

/** A program that carries a key. It may what its key is for, and nothing that whoever made the key may not. */
export interface Program {
  kind: 'program'
  id: string
  name: string
  /** To see a show is always among them. Without any: every verb. */
  verbs?: readonly string[]
  /** Without any: all shows, and the host itself. */
  showIds?: readonly string[]
  /** Who made its key; nobody where the operator did. */
  person?: Person
  found?: Found
}

export type Actor = Person | Program

/** Whoever does something: who asked for it, or the host and whoever runs it, who may everything. */
export type Agent = Actor | typeof OPERATOR | typeof HOST

/** A verb and the show it is about, or a verb that concerns the whole host. */
export type Asked = [verb: ShowVerb, showId: string] | [verb: HostVerb]

/** How somebody was found by what her request carries, which may go on for hours. */
export interface Found {
  /** As she was when she was looked up last. */
  actor: Actor
  /** When that was, by `performance.now()`. */
  at: number
  /** Looks her up again; refuses where nobody would be let in now. */
  again: () => Promise<Actor>
  /** What was required of her since her request began. */
  required: Asked[]
}

/** Whether somebody may do that, as far as was known when she was looked up last: see `lookAgain`. */
export function may(agent: Agent, ...asked: Asked): boolean {
  if (agent.kind === 'operator' || agent.kind === 'host') return true
  const actor = agent.found?.actor ?? agent
  if (actor.kind === 'program') return isInScope(actor, asked) && (!actor.person || may(actor.person, ...asked))
  if (actor.isAdministrator) return true
  const [verb, showId] = asked
  const role = showId === undefined ? undefined : actor.roles.get(showId)
  return role !== undefined && rolesFor(verb).includes(role)
}

/** Refuses what somebody may not: 403, or 404 where it is a show that she knows nothing of. */
export function requireAccess(agent: Agent, ...asked: Asked) {
  if (may(agent, ...asked)) return void ('found' in agent && agent.found?.required.push(asked))
  const [verb, showId] = asked
  if (showId !== undefined && !may(agent, 'see show', showId)) throw notFound('show')
  throw mayNot(verb)
}

/** The refusal of what somebody may not do: 403. */
export const mayNot = (verb: Asked[0] | 'invite') => forbidden(`You may not do this here: ${verb}.`)

/** What somebody in this role may. */
export const verbsOf = (role: Role): ShowVerb[] => SHOW_VERBS.filter((verb) => rolesFor(verb).includes(role))

function isInScope({ verbs, showIds }: Program, [verb, showId]: Asked): boolean {
  const isPlace = !showIds || (showId !== undefined && showIds.includes(showId))
  return isPlace && (!verbs || verb === 'see show' || verbs.includes(verb))
}

const rolesFor = (verb: Asked[0]): readonly Role[] => (verb in MEMBERS_MAY ? MEMBERS_MAY[verb as ShowVerb] : [])
