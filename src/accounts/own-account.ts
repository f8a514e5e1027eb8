import type { Attempt } from './brake.ts'
import type { AccountParts } from './open-accounts.ts'
import { codeOf } from './sign-in-library.ts'

/** Somebody who is signed in and gives her password once more, before something that a thief of her session must not do. */
export interface Confirmation extends Attempt {
  personId: string
  /** Whether she has one: who signs in by a provider has not. */
  hasPassword: boolean
  password: string
}

/** What a person does to her own password. All of it refuses after many wrong ones, as signing in does: 429. */
export interface OwnAccount {
  /** Runs what needs the present password. Null when it is another one. */
  confirmed<T>(confirmation: Confirmation, work: () => Promise<T>): Promise<T | null>
  /** Whether that is the password; true for somebody who has none. */
  isConfirmed(carried: Headers, confirmation: Confirmation): Promise<boolean>
  /** Changes the password and ends all sessions but a new one. Its cookies, or null when the present one is another. */
  changePassword(carried: Headers, confirmation: Confirmation, newPassword: string): Promise<string[] | null>
}

export function makeOwnAccount({ services: { log }, library: { api }, brake }: AccountParts): OwnAccount {
  async function confirmed<T>({ email, from }: Confirmation, work: () => Promise<T>): Promise<T | null> {
    await brake.begin({ email, from })
    try {
      const done = await work()
      await brake.release({ email, from })
      return done
    } catch (error) {
      if (!['INVALID_PASSWORD', 'PASSWORD_TOO_LONG'].includes(codeOf(error))) throw error
      log.info('a password was wrong')
      return null
    }
  }

  return {
    confirmed,

    async isConfirmed(carried, confirmation) {
      if (!confirmation.hasPassword) return true
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
        log.info({ person: confirmation.personId }, 'a password was changed')
        return headers.getSetCookie()
      })
    },
  }
}
