import crypto, { randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { verifyPassword as verifyScrypt } from 'better-auth/crypto'

/** What one guess costs: memory in KiB, passes over it, and lanes of it. */
export interface PasswordCost {
  memory: number
  passes: number
  parallelism: number
}

/** RFC 9106 §4, second recommended choice; it exceeds OWASP's minimum for argon2id, which BSI TR-02102-1 recommends. */
export const PASSWORD_COST: PasswordCost = { memory: 64 * 1024, passes: 3, parallelism: 4 }

const [SALT_BYTES, HASH_BYTES] = [16, 32]
/** Each takes a thread of the few that also read files for listeners, and 64 MiB. */
const AT_ONCE = 2

/** What is kept of a password: argon2id with a salt of its own, in the form of the PHC string format. */
export async function hashPassword(password: string, cost = PASSWORD_COST): Promise<string> {
  const salt = randomBytes(SALT_BYTES)
  const hash = await compute(password, salt, cost)
  const { memory, passes, parallelism } = cost
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${unpadded(salt)}$${unpadded(hash)}`
}

/**
 * Whether it is the password of a hash, also of one that an earlier release kept (scrypt, the library's). To find that
 * out takes about as long as to hash it would, so the time tells nobody which kind it is.
 */
export async function isPasswordOf(kept: string, password: string, cost = PASSWORD_COST): Promise<boolean> {
  const parts = readHash(kept)
  if (!parts) {
    const isIt = await verifyScrypt({ hash: kept, password })
    await compute(password, randomBytes(SALT_BYTES), besideScrypt(cost))
    return isIt
  }
  const hash = await compute(password, parts.salt, parts.cost)
  return hash.length === parts.hash.length && timingSafeEqual(hash, parts.hash)
}

/** What scrypt leaves of a cost, by processor time (measured: 84 of 198 ms); it comes after it, not beside it. */
const besideScrypt = (cost: PasswordCost) => ({ ...cost, memory: Math.round(cost.memory * 1.2), passes: 1 })

/** Whether a hash was made at another cost, or in another way, than one that is made now. */
export function isOutOfDate(kept: string, { memory, passes, parallelism } = PASSWORD_COST): boolean {
  const cost = readHash(kept)?.cost
  return cost?.memory !== memory || cost.passes !== passes || cost.parallelism !== parallelism
}

const FORM = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/

function readHash(kept: string) {
  const [, memory, passes, parallelism, salt, hash] = FORM.exec(kept) ?? []
  if (!hash) return null
  const cost = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) }
  return { cost, salt: Buffer.from(salt!, 'base64'), hash: Buffer.from(hash, 'base64') }
}

const unpadded = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '')

let computing = 0
const waiting: (() => void)[] = []

/** The same letters typed on another keyboard are the same password (NIST SP 800-63B: NFKC). */
async function compute(password: string, nonce: Buffer, { memory, passes, parallelism }: PasswordCost) {
  if (computing >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve))
  else computing++
  try {
    const message = password.normalize('NFKC')
    // Looked up when it is needed: a Node without it says a sentence first.
    return await promisify(crypto.argon2)('argon2id', {
      message,
      nonce,
      memory,
      passes,
      parallelism,
      tagLength: HASH_BYTES,
    })
  } finally {
    const next = waiting.shift()
    if (next) next()
    else computing--
  }
}
