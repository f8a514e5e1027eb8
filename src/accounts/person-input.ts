import { z } from 'zod'
import { line, readNew } from '../lib/input.ts'
import { ROLES } from './access.ts'
import { emailOf } from './person.ts'

/** Reads the name and address of a person; the address comes back in small letters. Throws `invalid` with each bad field. */
export function readNewPerson(input: unknown) {
  return readNew(NewPerson, input)
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

const EMAIL_HINT = 'Write an e-mail address, such as first.last@office.example.'

const email = line(EMAIL_HINT).transform(emailOf).pipe(z.email(EMAIL_HINT))
const role = z.enum(ROLES, 'Choose reader, author, editor or owner.')

const NewPerson = z.strictObject({
  name: line('Write a name of at most 255 characters.'),
  email,
})
