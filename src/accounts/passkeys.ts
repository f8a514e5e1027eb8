import { validate as isUuid } from 'uuid'
import { noteFailedSignIn, noteSignIn } from './note-sign-in.ts'
import type { AccountParts } from './open-accounts.ts'
import { type Confirmation, noteOwn, type OwnAccount } from './own-account.ts'
import type { Person } from './person.ts'
import { noteFactors } from './second-factor.ts'
import { sweepVerifications } from './sessions.ts'
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
  add(carried: Headers, person: Person, made: { name: string; response: unknown }): Promise<boolean>
  /** Whether there is one with this id, whosever it is. */
  isKnown(id: string): Promise<boolean>
  /** Null when the password is another one; false when she has none with this id. */
  remove(carried: Headers, id: string, confirmation: Confirmation): Promise<boolean | null>
  /**
   * What to sign to sign in, for five minutes; `from` is the network address that asks. It leaves a row, and nobody has
   * to have an account for it: so it refuses an address with too many that did not end (429), and drops what is over.
   */
  beginSignIn(from: string): Promise<Ceremony>
  /**
   * Begins a session, always a new one, and ends the one the browser had. The cookies to set, or null. Refuses where
   * passwords are switched off: there everybody comes by the provider.
   */
  signIn(carried: Headers, response: unknown, from: string): Promise<string[] | null>
}

export function makePasskeys(
  { services, library: { api }, brake }: AccountParts,
  { isConfirmed }: OwnAccount,
): Passkeys {
  const { db } = services

  /**
   * Of a passkey that is there, and of an unknown one that answers a question of this host: those are counted. Anything
   * else anybody can send as often as he likes.
   */
  async function noteFailure(response: unknown, code: string) {
    const { id } = (response ?? {}) as { id?: unknown }
    const where = { credentialID: typeof id === 'string' ? id : '' }
    const found = await db.passkey.findUnique({ where, include: { person: true } })
    if (!found && code !== 'PASSKEY_NOT_FOUND') return
    await noteFailedSignIn(services, found?.person ?? null, 'passkey', 'failed')
  }

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

    async add(carried, person, { name, response }) {
      try {
        await api.verifyPasskeyRegistration({ body: { name, response }, headers: carried })
      } catch (error) {
        declined(error)
        return false
      }
      await noteFactors(db, person.id)
      await noteOwn(services, person, 'passkey-added')
      return true
    },

    isKnown: async (id) => (await db.passkey.count({ where: { id } })) > 0,

    async remove(carried, id, confirmation) {
      if (!(await isConfirmed(carried, confirmation))) return null
      const { person } = confirmation
      const { count } = isUuid(id) ? await db.passkey.deleteMany({ where: { id, personId: person.id } }) : { count: 0 }
      // Recovery codes without anything to recover would open the account beside its password.
      const isLast = (await db.passkey.count({ where: { personId: person.id } })) === 0
      if (isLast) await db.twoFactor.deleteMany({ where: { personId: person.id, verified: false } })
      await noteFactors(db, person.id)
      if (count > 0) await noteOwn(services, person, 'passkey-removed')
      return count > 0
    },

    async beginSignIn(from) {
      await brake.beginPasskey(from)
      await sweepVerifications(services)
      const headers = new Headers()
      const { options, cookies } = ceremonyOf(
        await api.generatePasskeyAuthenticationOptions({ headers, returnHeaders: true }),
      )
      return { options: { ...options, userVerification: 'required' }, cookies }
    },

    async signIn(carried, response, from) {
      await requirePasswords(services)
      try {
        const answer = await api.verifyPasskeyAuthentication({
          body: { response: response as Signed },
          headers: carried,
          returnHeaders: true,
        })
        await api.signOut({ headers: carried })
        await brake.endPasskey(from)
        await noteSignIn(services, answer.response.user, 'passkey')
        return answer.headers.getSetCookie()
      } catch (error) {
        await noteFailure(response, declined(error))
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

/** The code of what was declined. What was made for another challenge, or was no answer at all, has one of its own. */
function declined(error: unknown): string {
  const code = (error as { body?: { code?: unknown } }).body?.code
  return code === 'FAILED_TO_VERIFY_REGISTRATION' ? code : codeOf(error)
}
