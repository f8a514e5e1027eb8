import { betterAuth } from 'better-auth'
import { isAPIError } from 'better-auth/api'
import { hashPassword as hash } from 'better-auth/crypto'
import { Refusal, unavailable } from '../lib/errors.ts'
import type { Services } from '../services.ts'
import { type Attempt, type Brake, makeBrake } from './brake.ts'
import { libraryOptions } from './library-options.ts'
import { MAX_PASSWORD_CHARACTERS, MIN_PASSWORD_CHARACTERS } from './password.ts'
import { requirePasswords } from './takes-passwords.ts'

/** Who is signed in, and the cookies that answer the request where the session was renewed. */
export interface Session {
  id: string
  personId: string
  cookies: string[]
}

/** Sign-in with everything behind it. `carried` are the headers of a request: its cookies and its browser's name. */
export interface SignIn {
  /**
   * Begins a session, always a new one, and ends the one the browser had. The cookies to set, or null: then nobody has
   * this address or it is another password, and both took the same time. After many of those it refuses to try: 429.
   */
  withPassword(carried: Headers, attempt: Attempt & { password: string }): Promise<string[] | null>
  /** Lets somebody try again at once after too many failures. */
  unlock: Brake['lift']
  /** The session a request belongs to, or null. */
  find(carried: Headers): Promise<Session | null>
  /** Ends the session of a request. The cookies that clear it. */
  end(carried: Headers): Promise<string[]>
}

/** Makes it from what a host has. Does no I/O; the rest of the host knows nothing of the library. */
export function makeSignIn(services: Services, secret: string): SignIn {
  const { api } = openLibrary(services, secret)
  const { log } = services
  const brake = makeBrake(services, secret)

  async function end(carried: Headers) {
    const { headers } = await api.signOut({ headers: carried, returnHeaders: true })
    return headers.getSetCookie()
  }

  return {
    async withPassword(carried, { password, ...attempt }) {
      await requirePasswords(services)
      const retryAfterSeconds = await brake.begin(attempt)
      if (retryAfterSeconds > 0) {
        log.warn({ retryAfterSeconds }, 'signing in was refused after too many failures')
        throw tooOften(retryAfterSeconds)
      }
      const body = { email: attempt.email, password }
      try {
        const { headers, response } = await api.signInEmail({ body, headers: carried, returnHeaders: true })
        await brake.release(attempt)
        await end(carried)
        log.info({ person: response.user.id }, 'somebody signed in')
        return headers.getSetCookie()
      } catch (error) {
        if (!isAPIError(error) || error.statusCode >= 500) throw error
        // Its word for an unknown person, another password, no address at all and a text too long for a password.
        log.info('signing in failed')
        return null
      }
    },

    unlock: brake.lift,

    async find(carried) {
      const { headers, response } = await api
        .getSession({ headers: carried, returnHeaders: true })
        .catch(notFoundOrAway)
      if (!response || response.session.expiresAt <= services.now()) return null
      const { id, userId } = response.session
      return { id, personId: userId, cookies: headers.getSetCookie() }
    },

    end,
  }
}

const tooOften = (retryAfterSeconds: number) =>
  new Refusal(429, 'too-many-attempts', 'Too many attempts failed. Wait a while before the next one.', {
    retryAfterSeconds,
  })

/** A session ended while it was renewed; or the library could not look, and doesn't tell why. */
function notFoundOrAway(error: unknown) {
  if (!isAPIError(error)) throw error
  if (error.statusCode < 500) return { headers: new Headers(), response: null }
  throw unavailable('sign-in-away', 'It can’t be looked up who is signed in. Please try again in a moment.', error)
}

/** What is kept of a password: scrypt with a salt of its own. */
export const hashPassword = (password: string): Promise<string> => hash(password)

function openLibrary(services: Services, secret: string) {
  return betterAuth({
    ...libraryOptions(services, secret),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: MIN_PASSWORD_CHARACTERS,
      maxPasswordLength: MAX_PASSWORD_CHARACTERS,
    },
  })
}
