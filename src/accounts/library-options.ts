import { prismaAdapter } from 'better-auth/adapters/prisma'
import { APIError } from 'better-auth/api'
import type { Services } from '../services.ts'

/** A session ends after so long without a request; each request within it begins the time anew. */
const SESSION_SECONDS = 12 * 3600
/** How often that is written down. */
const RENEW_SECONDS = 10 * 60

/** What the library answers for us: its own pages are not reachable. */
export const SIGN_IN_PATH = '/studio/auth'

/** What every way of signing in has: our rows, our cookies, and what a new session means. */
export function libraryOptions(services: Services, secret: string) {
  const { config, db, log } = services
  const isSecure = config.publicUrl.startsWith('https:')
  return {
    appName: 'Sendeplatz',
    baseURL: config.publicUrl,
    basePath: SIGN_IN_PATH,
    secret,
    database: prismaAdapter(db, { provider: 'postgresql' }),
    databaseHooks: { session: { create: sessionHooks(services) } },
    telemetry: { enabled: false },
    // Its messages may name addresses.
    logger: { level: 'error' as const, log: () => log.warn('the sign-in library reported an error') },
    user: { modelName: 'person' },
    session: {
      modelName: 'session',
      fields: { userId: 'personId' },
      expiresIn: SESSION_SECONDS,
      updateAge: RENEW_SECONDS,
    },
    account: { modelName: 'login', fields: { userId: 'personId' } },
    verification: { modelName: 'verification' },
    advanced: {
      database: { generateId: false as const },
      ipAddress: { disableIpTracking: true },
      // The same in tests as in production; the door refuses what other sites send before it comes here.
      disableOriginCheck: false,
      // `__Host-` keeps other hosts of the domain from setting it; the library knows `__Secure-` only.
      useSecureCookies: false,
      cookiePrefix: isSecure ? '__Host-sendeplatz' : 'sendeplatz',
      defaultCookieAttributes: { secure: isSecure, httpOnly: true, sameSite: 'lax' as const, path: '/' },
    },
  }
}

/** Whoever is deactivated gets no session, whichever way she comes; everybody else's newest is noted. */
function sessionHooks({ db, now }: Services) {
  return {
    async before({ userId }: { userId: string }) {
      const person = await db.person.findUnique({ where: { id: userId }, select: { deactivatedAt: true } })
      if (person?.deactivatedAt) throw new APIError('UNAUTHORIZED', { code: 'DEACTIVATED' })
    },
    async after({ userId }: { userId: string }, context: { path?: string } | null) {
      // With a second factor the password begins a session that ends before it is told to anybody.
      const isHalfway = context?.path === '/sign-in/email'
      const where = { id: userId, ...(isHalfway && { twoFactorEnabled: false }) }
      await db.person.updateMany({ where, data: { lastSignInAt: now() } })
    },
  }
}
