import type { Services } from '../services.ts'
import { aboutPerson, logNow, NOBODY } from './logbook.ts'

/** In which way somebody came, or tried to. */
export type Way = 'password' | 'code' | 'recovery-code' | 'passkey' | 'provider'

interface Named {
  id: string
  name: string
}

/** Writes down that somebody is signed in. */
export const noteSignIn = (services: Services, { id, name }: Named, way: Way) =>
  logNow(services, {
    ...{ kind: 'signing-in', by: { kind: 'person', id, name }, about: aboutPerson({ id, name }), facts: { way } },
  })

/**
 * Writes down that somebody tried an account; null for one that is not there. What was typed is not kept: it may be a
 * password in the wrong field.
 */
export const noteFailedSignIn = (services: Services, person: Named | null, way: Way, result: 'failed' | 'locked') =>
  logNow(services, {
    ...{ kind: 'signing-in', result, by: NOBODY, about: person && aboutPerson(person), facts: { way } },
  })
