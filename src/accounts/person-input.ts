import { z } from 'zod'
import { invalid } from '../lib/errors.ts'
import { line, readChanges, readNew, yesOrNo } from '../lib/input.ts'
import { ROLES } from './access.ts'
import { emailOf } from './person.ts'

/** Reads the name and address of a person; the address comes back in small letters. Throws `invalid` with each bad field. */
export function readNewPerson(input: unknown) {
  return readNew(NewPerson, input)
}

/** Reads a name alone. */
export function readName(name: string): string {
  return readNew(NewPerson.pick({ name: true }), { name }).name
}

/** Reads an address alone. */
export function readEmail(email: string): string {
  return readNew(NewPerson.pick({ email: true }), { email }).email
}

/** Reads what a member is to be. */
export function readRole(input: unknown) {
  return readNew(z.strictObject({ role }), input).role
}

/** Reads who is invited to a show, and as what. */
export function readNewMember(input: unknown) {
  return readNew(z.strictObject({ email, role }), input)
}

/**
 * Reads who is invited to the host: as an administrator, to a show by its address, or without either; then a show is
 * refused as the field that it is.
 */
export function readNewcomer(input: unknown) {
  const typed = readNew(z.strictObject({ email, role: anyRole, show: line(NO_SHOW).optional() }), input)
  const about = { email: typed.email, isAdministrator: typed.role === 'administrator' }
  if (typed.role === 'administrator' || typed.role === 'none') {
    if (typed.show !== undefined) throw invalid({ show: OF_NO_SHOW })
    return { ...about, membership: null }
  }
  if (typed.show === undefined) throw invalid({ show: NO_SHOW })
  return { ...about, membership: { role: typed.role, show: typed.show } }
}

/** Reads what an administrator changes of somebody. */
export function readPersonChanges(input: unknown) {
  const fields = z.strictObject({
    ...{ administrator: yesOrNo().optional(), deactivated: yesOrNo().optional(), email: email.optional() },
  })
  return readChanges(fields, input)
}

const NO_SHOW = 'Choose the podcast in which she has this role.'

const OF_NO_SHOW = 'Leave the podcast out: administrator and none are for no single one.'

const EMAIL_HINT = 'Write an e-mail address, such as first.last@office.example.'

const email = line(EMAIL_HINT).transform(emailOf).pipe(z.email(EMAIL_HINT))
const role = z.enum(ROLES, 'Choose reader, author, editor or owner.')

const anyRole = z.enum(
  [...ROLES, 'administrator', 'none'],
  'Choose administrator, none, reader, author, editor or owner.',
)

const NewPerson = z.strictObject({
  name: line('Write a name of at most 255 characters.'),
  email,
})
