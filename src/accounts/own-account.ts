import type { Services } from '../services.ts'
import { aboutPerson, type Kind, logNow } from './logbook.ts'
import type { AccountParts } from './open-accounts.ts'
import type { Person } from './person.ts'
import { codeOf } from './sign-in-library.ts'

/** Somebody who is signed in and gives her password once more, before something that a thief of her session must not do. */
export interface Confirmation {
  person: Person
  /** Means nothing where she has none: who signs in by a provider. */
  password: string
  /** The network address it came from. */
  from: string
}

/** What a person does to her own password. All of it refuses after many wrong ones, as signing in does: 429. */
export interface OwnAccount {
  /** Runs what needs the present password. Null when it is another one. */
  confirmed<T>(confirmation: Confirmation, work: () => Promise<T>): Promise<T | null>
  /** Whether that is the password; true for somebody who has none. */
  isConfirmed(carried: Headers, confirmation: Confirmation): Promise<boolean>
  /** Changes the password, ends all sessions but a new one, and a link for another password. Its cookies, or null when the present one is another. */
  changePassword(carried: Headers, confirmation: Confirmation, newPassword: string): Promise<string[] | null>
}

/** Writes down what a person did to her own account. */
export const noteOwn = (services: Services, { id, name }: Person, kind: Kind, result?: 'failed' | 'locked') =>
  logNow(services, { kind, result, by: { kind: 'person', id, name }, about: aboutPerson({ id, name }) })

export function makeOwnAccount({ services, library: { api }, brake }: AccountParts): OwnAccount {
  async function confirmed<T>({ person, from }: Confirmation, work: () => Promise<T>): Promise<T | null> {
    const { email } = person
    const ifNot = await brake.begin({ email, from })
    try {
      const done = await work()
      await brake.release({ email, from })
      return done
    } catch (error) {
      if (!['INVALID_PASSWORD', 'PASSWORD_TOO_LONG'].includes(codeOf(error))) throw error
      await noteOwn(services, person, 'password-asked', ifNot)
      return null
    }
  }

  return {
    confirmed,

    async isConfirmed(carried, confirmation) {
      if (!confirmation.person.hasPassword) return true
      const { password } = confirmation
      const answer = await confirmed(confirmation, () => api.verifyPassword({ body: { password }, headers: carried }))
      return answer !== null
    },

    changePassword(carried, confirmation, newPassword) {
      return confirmed(confirmation, async () => {
        const { headers } = await api.changePassword({
          body: { currentPassword: confirmation.password, newPassword, revokeOtherSessions: true },
          headers: carried,
          returnHeaders: true,
        })
        await services.db.passwordLink.deleteMany({ where: { personId: confirmation.person.id } })
        await noteOwn(services, confirmation.person, 'password-changed')
        return headers.getSetCookie()
      })
    },
  }
}
