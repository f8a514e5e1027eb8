import { createHmac } from 'node:crypto'
import { isIPv6 } from 'node:net'
import type { Tx } from '../db.ts'
import { Refusal } from '../lib/errors.ts'
import type { Services } from '../services.ts'
import { emailOf } from './person.ts'

/**
 * Whose failures are counted: those of one account, and those from one network address, whatever the account. And how
 * many sign-ins with a passkey were begun from an address, which has no failure but leaves a row.
 */
interface Limit {
  /** Whoever mistypes so often waits for nothing. */
  free: number
  /** From so many on it is closed for a while; in between each wait is twice the one before. */
  lock: number
  /** After so long without an attempt all is forgotten. */
  keptSeconds: number
}
/** After so long nothing of it is in the database any more. */
const KEPT_HOURS = 24
const LIMITS = {
  account: { free: 4, lock: 10, keptSeconds: KEPT_HOURS * 3600 },
  // A whole house may stand behind one address.
  address: { free: 30, lock: 50, keptSeconds: KEPT_HOURS * 3600 },
  // No guess at all: people break off. As many as are open at once, for the five minutes in which each is open.
  passkey: { free: 200, lock: 210, keptSeconds: 5 * 60 },
} as const satisfies Record<string, Limit>

const FIRST_WAIT_SECONDS = 5
const LOCK_SECONDS = 15 * 60

/** An attempt to sign in: the e-mail address typed, and the network address it came from. */
export interface Attempt {
  email: string
  from: string
}

/**
 * Slows down whoever tries passwords, the same for accounts that exist and others. All instances count together, in the
 * database; which addresses it were can't be read from it without the host's secret.
 */
export interface Brake {
  /**
   * Counts an attempt as failed before it is made, so that many at once are no way around. Refuses one that has to
   * wait: 429. Answers what it is if it does fail: the last one before the account is closed for a while, or not.
   */
  begin(attempt: Attempt): Promise<'failed' | 'locked'>
  /** It did not fail after all, but it alone lets nobody in: it is forgotten, those before it are not. */
  takeBack(attempt: Attempt): Promise<void>
  /** She is in: what failed before is forgotten. */
  release(attempt: Attempt): Promise<void>
  /** Forgets the failures of an account: an administrator knows who it was. */
  lift(email: string): Promise<void>
  /** The failures of an account are those of its other address from now on, and what was tried with that one before are none. */
  move(from: string, to: string): Promise<void>
  /** Counts the try of a secret link as failed, of its network address alone. Refuses one that has to wait: 429. */
  beginLink(from: string): Promise<void>
  /** It was a link. */
  endLink(from: string): Promise<void>
  /** Counts a sign-in with a passkey that begins at a network address. Refuses when too many did not end: 429. */
  beginPasskey(from: string): Promise<void>
  /** It ended, and she is in. */
  endPasskey(from: string): Promise<void>
}

export function makeBrake({ db, now, log }: Pick<Services, 'now' | 'log'> & { db: Tx }, secret: string): Brake {
  const subject = (kind: keyof typeof LIMITS, text: string) =>
    `${kind}:${createHmac('sha256', secret).update(`sign-in ${kind} ${text}`).digest('hex')}`
  const accountOf = ({ email }: Pick<Attempt, 'email'>) => subject('account', emailOf(email))
  const addressOf = ({ from }: Pick<Attempt, 'from'>) => subject('address', networkOf(from))
  const passkeysOf = (from: string) => subject('passkey', networkOf(from))

  /** One statement, so that of several attempts at once each gets a number of its own. No row: it has to wait. */
  async function count(subject: string, { free, lock, keptSeconds }: Limit): Promise<{ wait: number; locks: boolean }> {
    const at = now()
    const forgotten = new Date(at.getTime() - keptSeconds * 1000)
    const [counted] = await db.$queryRaw<{ count: number }[]>`
      INSERT INTO "SignInFailure" AS f ("subject", "count", "lastAt", "nextAt") VALUES (${subject}, 1, ${at}, ${atOnce(at)})
      ON CONFLICT ("subject") DO UPDATE SET
        "count" = CASE WHEN f."lastAt" < ${forgotten} THEN 1 ELSE f."count" + 1 END,
        "lastAt" = ${at},
        "nextAt" = CASE
          WHEN f."lastAt" < ${forgotten} OR f."count" + 1 <= ${free}::int THEN ${atOnce(at)}::timestamptz
          WHEN f."count" + 1 >= ${lock}::int THEN ${at}::timestamptz + make_interval(secs => ${LOCK_SECONDS}::int)
          ELSE ${at}::timestamptz + make_interval(secs =>
            LEAST(${FIRST_WAIT_SECONDS}::int * power(2, f."count" - ${free}::int), ${LOCK_SECONDS}::int)) END
      WHERE f."nextAt" <= ${at}
      RETURNING "count"`
    if (counted) return { wait: 0, locks: counted.count >= lock }
    const row = await db.signInFailure.findUnique({ where: { subject } })
    return { wait: row ? Math.max(1, Math.ceil((row.nextAt.getTime() - at.getTime()) / 1000)) : 0, locks: false }
  }

  /** Takes one failure back, and the wait that came with it. */
  const takeOneBack = (subject: string) =>
    db.$executeRaw`UPDATE "SignInFailure" SET "count" = GREATEST("count" - 1, 0), "nextAt" = ${atOnce(now())} WHERE "subject" = ${subject}`

  function refused(retryAfterSeconds: number) {
    log.warn({ retryAfterSeconds }, 'signing in was refused after too many failures')
    return tooOften(retryAfterSeconds)
  }

  async function countBoth(attempt: Attempt) {
    const here = await count(addressOf(attempt), LIMITS.address)
    if (here.wait > 0) return here
    const counted = await count(accountOf(attempt), LIMITS.account)
    // What had to wait for the account was no guess.
    if (counted.wait > 0) await takeOneBack(addressOf(attempt))
    return counted
  }

  return {
    async begin(attempt) {
      const { wait: retryAfterSeconds, locks } = await countBoth(attempt)
      if (retryAfterSeconds === 0) return locks ? 'locked' : 'failed'
      throw refused(retryAfterSeconds)
    },
    async takeBack(attempt) {
      await takeOneBack(accountOf(attempt))
      await takeOneBack(addressOf(attempt))
    },
    async release(attempt) {
      await db.signInFailure.deleteMany({ where: { subject: accountOf(attempt) } })
      await takeOneBack(addressOf(attempt))
    },
    async lift(email) {
      await db.signInFailure.deleteMany({ where: { subject: accountOf({ email }) } })
    },
    async move(from, to) {
      const [before, subject] = [accountOf({ email: from }), accountOf({ email: to })]
      await db.signInFailure.deleteMany({ where: { subject } })
      await db.signInFailure.updateMany({ where: { subject: before }, data: { subject } })
    },
    async beginLink(from) {
      const { wait: retryAfterSeconds } = await count(addressOf({ from }), LIMITS.address)
      if (retryAfterSeconds > 0) throw refused(retryAfterSeconds)
    },
    async endLink(from) {
      await takeOneBack(addressOf({ from }))
    },
    async beginPasskey(from) {
      const { wait: retryAfterSeconds } = await count(passkeysOf(from), LIMITS.passkey)
      if (retryAfterSeconds === 0) return
      log.warn({ retryAfterSeconds }, 'a sign-in with a passkey was refused after too many that did not end')
      throw tooManyBegun(retryAfterSeconds)
    },
    async endPasskey(from) {
      await takeOneBack(passkeysOf(from))
    },
  }
}

/** Without a wait: one that came at the same moment, and was a moment slower, need not wait either. */
const atOnce = (at: Date) => new Date(at.getTime() - 60_000)

const tooOften = (retryAfterSeconds: number) =>
  new Refusal(429, 'too-many-attempts', 'Too many attempts failed. Wait a while before the next one.', {
    retryAfterSeconds,
  })

const tooManyBegun = (retryAfterSeconds: number) =>
  new Refusal(
    429,
    'too-many-attempts',
    'Too many sign-ins with a passkey were begun from your network and not ended. Wait a few minutes, then try again.',
    { retryAfterSeconds },
  )

/** Forgets failures nobody has added to for a day. */
export async function sweepFailures({ db, now }: Services) {
  await db.signInFailure.deleteMany({ where: { lastAt: { lt: new Date(now().getTime() - KEPT_HOURS * 3_600_000) } } })
}

/** One household or machine has a whole network of IPv6 addresses (RFC 6177): its first 64 bits count. */
function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:/i, '')
  if (!isIPv6(plain)) return plain
  const [head = '', tail] = plain.split('::')
  const groups = head.split(':').filter(Boolean)
  const rest = tail?.split(':').filter(Boolean) ?? []
  const zeros = tail === undefined ? 0 : 8 - groups.length - rest.length
  return [...groups, ...Array<string>(zeros).fill('0'), ...rest].slice(0, 4).join(':')
}
