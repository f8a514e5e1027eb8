import { validate as isUuid } from 'uuid'
import { hashOf, newSecret } from '../lib/secret.ts'
import type { Services } from '../services.ts'

/** Makes a program's token recognisable, for people and for scanners that look for leaked secrets. */
const PREFIX = 'sendeplatz_'

/** Makes a token. `secret` is shown this once: only its hash is kept. */
export async function createToken({ db }: Services, name: string) {
  const secret = `${PREFIX}${newSecret()}`
  const token = await db.token.create({ data: { name, hash: hashOf(secret) } })
  return { id: token.id, name, secret }
}

/** The token a secret belongs to; null when it is unknown or revoked. */
export function findToken({ db }: Services, secret: string) {
  return db.token.findFirst({ where: { hash: hashOf(secret), revokedAt: null } })
}

/** All tokens, oldest first, without what could open anything. */
export function listTokens({ db }: Services) {
  return db.token.findMany({ orderBy: { createdAt: 'asc' }, omit: { hash: true } })
}

/** Revokes a token from the next request on. False when there is none with this id. */
export async function revokeToken({ db, now }: Services, id: string) {
  if (!isUuid(id)) return false
  const { count } = await db.token.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: now() } })
  return count > 0
}
