import { createHmac } from 'node:crypto'
import { isIPv6 } from 'node:net'
import type { Services } from '../services.ts'
import { emailOf } from './person.ts'

/** Whose failures are counted: those of one account, and those from one network address, whatever the account. */
interface Limit {
  /** Whoever mistypes so often waits for nothing. */
  free: number
  /** From so many on it is closed for a while; in between each wait is twice the one before. */
  lock: number
}
const LIMITS = {
  account: { free: 4, lock: 10 },
  // A whole house may stand behind one address.
  address: { free: 30, lock: 50 },
} as const satisfies Record<string, Limit>

const FIRST_WAIT_SECONDS = 5
const LOCK_SECONDS = 15 * 60
/** After so long without an attempt all is forgotten. */
const KEPT_HOURS = 24

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
   * Counts an attempt as failed before it is made, so that many at once are no way around. The seconds to wait before
   * it may be made; 0 lets it pass.
   */
  begin(attempt: Attempt): Promise<number>
  /** It did not fail after all. */
  release(attempt: Attempt): Promise<void>
  /** Forgets the failures of an account: an administrator knows who it was. */
  lift(email: string): Promise<void>
}

export function makeBrake({ db, now }: Pick<Services, 'db' | 'now'>, secret: string): Brake {
  const subject = (kind: keyof typeof LIMITS, text: string) =>
    `${kind}:${createHmac('sha256', secret).update(`sign-in ${kind} ${text}`).digest('hex')}`
  const accountOf = ({ email }: Pick<Attempt, 'email'>) => subject('account', emailOf(email))
  const addressOf = ({ from }: Attempt) => subject('address', networkOf(from))

  /** One statement, so that of several attempts at once each gets a number of its own. No row: it has to wait. */
  async function count(subject: string, { free, lock }: Limit): Promise<number> {
    const at = now()
    const forgotten = new Date(at.getTime() - KEPT_HOURS * 3_600_000)
    const counted = await db.$executeRaw`
      INSERT INTO "SignInFailure" AS f ("subject", "count", "lastAt", "nextAt") VALUES (${subject}, 1, ${at}, ${at})
      ON CONFLICT ("subject") DO UPDATE SET
        "count" = CASE WHEN f."lastAt" < ${forgotten} THEN 1 ELSE f."count" + 1 END,
        "lastAt" = ${at},
        "nextAt" = ${at}::timestamptz + make_interval(secs => CASE
          WHEN f."lastAt" < ${forgotten} OR f."count" + 1 <= ${free}::int THEN 0
          WHEN f."count" + 1 >= ${lock}::int THEN ${LOCK_SECONDS}::int
          ELSE LEAST(${FIRST_WAIT_SECONDS}::int * power(2, f."count" - ${free}::int), ${LOCK_SECONDS}::int) END)
      WHERE f."nextAt" <= ${at}`
    if (counted > 0) return 0
    const row = await db.signInFailure.findUnique({ where: { subject } })
    return row ? Math.max(1, Math.ceil((row.nextAt.getTime() - at.getTime()) / 1000)) : 0
  }

  /** Takes one failure back, and the wait that came with it. */
  const takeBack = (subject: string) =>
    db.$executeRaw`UPDATE "SignInFailure" SET "count" = GREATEST("count" - 1, 0), "nextAt" = ${now()} WHERE "subject" = ${subject}`

  return {
    async begin(attempt) {
      const waitHere = await count(addressOf(attempt), LIMITS.address)
      if (waitHere > 0) return waitHere
      const wait = await count(accountOf(attempt), LIMITS.account)
      // What had to wait for the account was no guess.
      if (wait > 0) await takeBack(addressOf(attempt))
      return wait
    },
    async release(attempt) {
      await db.signInFailure.deleteMany({ where: { subject: accountOf(attempt) } })
      await takeBack(addressOf(attempt))
    },
    async lift(email) {
      await db.signInFailure.deleteMany({ where: { subject: accountOf({ email }) } })
    },
  }
}

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
