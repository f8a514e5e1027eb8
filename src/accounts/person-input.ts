import { z } from 'zod'
import { line, readNew } from '../lib/input.ts'
import { emailOf } from './person.ts'

/** Reads the name and address of a person; the address comes back in small letters. Throws `invalid` with each bad field. */
export function readNewPerson(input: unknown) {
  return readNew(NewPerson, input)
}

/** Reads an address alone. */
export function readEmail(email: string): string {
  return readNew(NewPerson.pick({ email: true }), { email }).email
}

const EMAIL_HINT = 'Write an e-mail address, such as first.last@office.example.'

const NewPerson = z.strictObject({
  name: line('Write a name of at most 255 characters.'),
  email: line(EMAIL_HINT).transform(emailOf).pipe(z.email(EMAIL_HINT)),
})
