import { describe, expect, test } from 'vitest'
import {
  type Actor,
  HOST_VERBS,
  may,
  ROLES,
  requireAccess,
  SHOW_VERBS,
  type ShowVerb,
} from '../../src/accounts/access.ts'

const MINE = 'a'
const OTHER = 'b'

const person = (roles: Record<string, (typeof ROLES)[number]>, isAdministrator = false): Actor => ({
  ...{ kind: 'person', id: 'p', name: 'P', email: 'p@amt.example', hasPassword: true, hasSecondFactor: false },
  ...{ isAdministrator, roles: new Map(Object.entries(roles)) },
})

/** Reader, author, editor, owner of the show. */
const TABLE: Record<ShowVerb, string> = {
  'see show': 'yes yes yes yes',
  upload: 'no yes yes yes',
  'edit draft': 'no yes yes yes',
  'edit published episode': 'no no yes yes',
  publish: 'no no yes yes',
  'delete episode': 'no no yes yes',
  'edit show': 'no no yes yes',
  'move show': 'no no no yes',
  'delete show': 'no no no yes',
  'manage people': 'no no no yes',
}

const said = (actor: Actor, verb: ShowVerb, showId: string) => (may(actor, verb, showId) ? 'yes' : 'no')

describe.each(Object.entries(TABLE))('%s', (name, row) => {
  const verb = name as ShowVerb

  test('is allowed to members as the table says', () =>
    expect(ROLES.map((role) => said(person({ [MINE]: role }), verb, MINE)).join(' ')).toBe(row))

  test('is allowed to nobody by a role in another show, and to nobody without a role', () => {
    for (const role of ROLES) expect(said(person({ [MINE]: role }), verb, OTHER)).toBe('no')
    expect(said(person({}), verb, MINE)).toBe('no')
  })

  test('is allowed to administrators and programs', () => {
    expect(said(person({}, true), verb, MINE)).toBe('yes')
    expect(said({ kind: 'program', id: 't', name: 'T' }, verb, MINE)).toBe('yes')
  })
})

test('the table has every verb', () => expect(Object.keys(TABLE)).toEqual(SHOW_VERBS))

test.each(HOST_VERBS)('%s: administrators and programs alone', (verb) => {
  for (const role of ROLES) expect(may(person({ [MINE]: role }), verb)).toBe(false)
  expect(may(person({}, true), verb)).toBe(true)
  expect(may({ kind: 'program', id: 't', name: 'T' }, verb)).toBe(true)
})

test('what a member may not is forbidden; a show she knows nothing of is not there', () => {
  const reader = person({ [MINE]: 'reader' })
  expect(() => requireAccess(reader, 'see show', MINE)).not.toThrow()
  expect(() => requireAccess(reader, 'publish', MINE)).toThrow(
    expect.objectContaining({ status: 403, code: 'forbidden' }),
  )
  expect(() => requireAccess(reader, 'publish', OTHER)).toThrow(expect.objectContaining({ status: 404 }))
  expect(() => requireAccess(reader, 'create show')).toThrow(expect.objectContaining({ status: 403 }))
})
