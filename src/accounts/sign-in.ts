import type { Services } from '../services.ts'
import type { Attempt, Brake } from './brake.ts'
import { noteFailedSignIn, noteSignIn } from './note-sign-in.ts'
import type { AccountParts } from './open-accounts.ts'
import { hashPassword, isOutOfDate, type PasswordCost } from './password-hash.ts'
import { OWN_HOST } from './person.ts'
import { makeSecondStep, type SecondStep } from './second-step.ts'
import { codeOf, nothingOrAway } from './sign-in-library.ts'
import { requirePasswords } from './takes-passwords.ts'

/** Who is signed in, and the cookies that answer the request where the session was renewed. */
export interface Session {
  id: string
  personId: string
  cookies: string[]
}

/** What a right password leads to: a session, or the question for the second factor. In both cases cookies to set. */
export interface Entry {
  cookies: string[]
  needsSecondFactor: boolean
}

/** Sign-in with everything behind it. `carried` are the headers of a request: its cookies and its browser's name. */
export interface SignIn extends SecondStep {
  /**
   * Begins a session, always a new one, and ends the one the browser had; for somebody with a second factor it begins
   * none yet. Null: then nobody has this address or it is another password, and both took the same time. After many of
   * those it refuses to try: 429.
   */
  withPassword(carried: Headers, attempt: Attempt & { password: string }): Promise<Entry | null>
  /** Lets somebody try again at once after too many failures. */
  unlock: Brake['lift']
  /** The session a request belongs to, or null. */
  find(carried: Headers): Promise<Session | null>
  /** Ends the session of a request. The cookies that clear it. */
  end(carried: Headers): Promise<string[]>
}

export function makeSignIn(parts: AccountParts): SignIn {
  const { services, library, brake, cost } = parts
  const { api } = library

  async function end(carried: Headers) {
    const { headers } = await api.signOut({ headers: carried, returnHeaders: true })
    return headers.getSetCookie()
  }

  return {
    ...makeSecondStep(parts),

    async withPassword(carried, { password, ...attempt }) {
      await requirePasswords(services)
      const ifNot = await brake.begin(attempt)
      const body = { email: attempt.email, password }
      try {
        const { headers, response } = await api.signInEmail({ body, headers: carried, returnHeaders: true })
        await end(carried)
        await renewHash(services, body, cost)
        const needsSecondFactor = 'twoFactorRedirect' in response
        // Forgetting all failures here would let whoever knows the password try codes without end.
        await (needsSecondFactor ? brake.takeBack(attempt) : brake.release(attempt))
        if (!needsSecondFactor) await noteSignIn(services, response.user, 'password')
        return { cookies: headers.getSetCookie(), needsSecondFactor }
      } catch (error) {
        // Its word for an unknown person, another password, no address at all and a text too long for a password.
        codeOf(error)
        const person = await services.db.person.findUnique({ where: { email: body.email } })
        await noteFailedSignIn(services, person, 'password', ifNot)
        return null
      }
    },

    unlock: brake.lift,

    async find(carried) {
      // It may end while it is renewed.
      const answer = await api.getSession({ headers: carried, returnHeaders: true }).catch(nothingOrAway)
      const session = answer?.response?.session
      if (!answer || !session || session.expiresAt <= services.now()) return null
      return { id: session.id, personId: session.userId, cookies: answer.headers.getSetCookie() }
    },

    end,
  }
}

/** Keeps a password at the cost of today: only who signs in with it knows it. */
async function renewHash(
  { db }: Services,
  { email, password }: { email: string; password: string },
  cost?: PasswordCost,
) {
  const login = await db.login.findFirst({ where: { providerId: OWN_HOST, person: { email } } })
  if (!login?.password || !isOutOfDate(login.password, cost)) return
  // Not where it was changed meanwhile.
  await db.login.updateMany({
    where: { id: login.id, password: login.password },
    data: { password: await hashPassword(password, cost) },
  })
}
