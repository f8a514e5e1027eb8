import { validate as isUuid } from 'uuid'
import type { AccountParts } from './open-accounts.ts'
import type { Confirmation, OwnAccount } from './own-account.ts'
import { noteFactors } from './second-factor.ts'
import { codeOf, type Library } from './sign-in-library.ts'
import { requirePasswords } from './takes-passwords.ts'

/** What a browser is to do with a passkey, as WebAuthn writes it in JSON, and the cookies that belong to it. */
export interface Ceremony {
  options: object
  cookies: string[]
}

/** Keys in devices that sign in by themselves (WebAuthn): they prove the device, and it proves the person. */
export interface Passkeys {
  list(personId: string): Promise<{ id: string; name: string | null; createdAt: Date | null }[]>
  /** What to make one with, for five minutes. Null when the password is another one; 429 after many. */
  beginAdding(carried: Headers, confirmation: Confirmation): Promise<Ceremony | null>
  /** Keeps what the device made. False when it is not what was asked for, or is too late. */
  add(carried: Headers, personId: string, made: { name: string; response: unknown }): Promise<boolean>
  /** Null when the password is another one; false when she has none with this id. */
  remove(carried: Headers, id: string, confirmation: Confirmation): Promise<boolean | null>
  /** What to sign to sign in, for five minutes. */
  beginSignIn(): Promise<Ceremony>
  /**
   * Begins a session, always a new one, and ends the one the browser had. The cookies to set, or null. Refuses where
   * passwords are switched off: there everybody comes by the provider.
   */
  signIn(carried: Headers, response: unknown): Promise<string[] | null>
}

export function makePasskeys({ services, library: { api } }: AccountParts, { isConfirmed }: OwnAccount): Passkeys {
  const { db, log } = services
  return {
    list: (personId) =>
      db.passkey.findMany({
        where: { personId },
        select: { id: true, name: true, createdAt: true },
        orderBy: { createdAt: 'asc' },
      }),

    async beginAdding(carried, confirmation) {
      if (!(await isConfirmed(carried, confirmation))) return null
      return ceremonyOf(await api.generatePasskeyRegistrationOptions({ headers: carried, returnHeaders: true }))
    },

    async add(carried, personId, { name, response }) {
      try {
        await api.verifyPasskeyRegistration({ body: { name, response }, headers: carried })
      } catch (error) {
        declined(error)
        return false
      }
      await noteFactors(db, personId)
      log.info({ person: personId }, 'a passkey was added')
      return true
    },

    async remove(carried, id, confirmation) {
      if (!(await isConfirmed(carried, confirmation))) return null
      const { personId } = confirmation
      const { count } = isUuid(id) ? await db.passkey.deleteMany({ where: { id, personId } }) : { count: 0 }
      await noteFactors(db, personId)
      log.info({ person: personId }, 'a passkey was removed')
      return count > 0
    },

    async beginSignIn() {
      const headers = new Headers()
      const { options, cookies } = ceremonyOf(
        await api.generatePasskeyAuthenticationOptions({ headers, returnHeaders: true }),
      )
      return { options: { ...options, userVerification: 'required' }, cookies }
    },

    async signIn(carried, response) {
      await requirePasswords(services)
      try {
        const answer = await api.verifyPasskeyAuthentication({
          body: { response: response as Signed },
          headers: carried,
          returnHeaders: true,
        })
        await api.signOut({ headers: carried })
        log.info({ person: answer.response.user.id }, 'somebody signed in with a passkey')
        return answer.headers.getSetCookie()
      } catch (error) {
        declined(error)
        log.info('signing in with a passkey failed')
        return null
      }
    },
  }
}

type Signed = NonNullable<Parameters<Library['api']['verifyPasskeyAuthentication']>[0]>['body']['response']

const ceremonyOf = ({ headers, response }: { headers: Headers; response: object }): Ceremony => ({
  options: response,
  cookies: headers.getSetCookie(),
})

/** What was made for another challenge, or was no answer at all, the library calls an error of its own. */
function declined(error: unknown) {
  const code = (error as { body?: { code?: unknown } }).body?.code
  if (code !== 'FAILED_TO_VERIFY_REGISTRATION') codeOf(error)
}
