import { validate as isUuid } from 'uuid'
import type { Prisma } from '../db.ts'
import { hashOf, newSecret } from '../lib/secret.ts'
import type { Services } from '../services.ts'
import type { Program } from './access.ts'
import { type Acting, aboutKey, type Logging, logged } from './logbook.ts'
import { findPerson } from './person.ts'

/** Makes a program's key recognisable, for people and for scanners that look for leaked secrets. */
const PREFIX = 'sendeplatz_'
/** How exactly its last use is kept: not every request writes. */
const USE_MILLISECONDS = 60_000

/** What a key is for: see `Program`. */
export type Scope = Pick<Program, 'verbs' | 'showIds'>

export interface NewApiKey extends Scope {
  name: string
  /** Whoever makes it; the operator unless given. */
  personId?: string
  /** Until it is revoked unless given. */
  expiresAt?: Date
}

/** Makes a key. `secret` is shown this once: only its hash is kept. */
export async function createApiKey(services: Logging, { verbs, showIds, ...about }: NewApiKey) {
  const secret = `${PREFIX}${newSecret()}`
  const scope: Prisma.InputJsonObject = {
    ...(verbs && { verbs: [...new Set(verbs)] }),
    ...(showIds && { showIds: [...new Set(showIds)] }),
  }
  return logged(services, async (tx, note) => {
    const { id, name } = await tx.apiKey.create({ data: { ...about, scope, hash: hashOf(secret) } })
    const until = about.expiresAt && { until: about.expiresAt.toISOString() }
    note({ kind: 'key-made', about: aboutKey({ id, name }), facts: { ...scope, ...until } })
    return { id, name, secret }
  })
}

/** The program whose key this is, and the use is noted; null for one that is unknown, revoked or out of date. */
export async function findProgram(services: Services, secret: string): Promise<Program | null> {
  const { db, now } = services
  const key = await db.apiKey.findFirst({ where: { hash: hashOf(secret), ...usableAt(now()) } })
  if (!key) return null
  const person = key.personId === null ? undefined : await findPerson(services, key.personId)
  if (person === null) return null
  await noteUse(services, key)
  return { kind: 'program', id: key.id, name: key.name, ...scopeOf(key), person }
}

/** All keys, or those somebody made, oldest first, without what could open anything. */
export function listApiKeys({ db }: Services, { personId }: { personId?: string } = {}) {
  return db.apiKey.findMany({
    where: { personId },
    orderBy: { createdAt: 'asc' },
    omit: { hash: true },
    include: { person: { select: { name: true } } },
  })
}
export type ApiKey = Awaited<ReturnType<typeof listApiKeys>>[number]

/** Whether a key lets in at that moment. */
export const isUsable = ({ revokedAt, expiresAt }: Pick<ApiKey, 'revokedAt' | 'expiresAt'>, now: Date) =>
  revokedAt === null && (expiresAt === null || expiresAt > now)

export const scopeOf = ({ scope }: Pick<ApiKey, 'scope'>) => scope as Scope

/** Revokes a key from the next request on: any, or one that somebody made. False when there is none with this id. */
export async function revokeApiKey(services: Acting, id: string, { personId }: { personId?: string } = {}) {
  if (!isUuid(id)) return false
  return logged(services, async (tx, note) => {
    const where = { id, personId, revokedAt: null }
    const [key] = await tx.apiKey.updateManyAndReturn({ where, data: { revokedAt: services.now() } })
    if (key) note({ kind: 'key-revoked', about: aboutKey(key) })
    return key !== undefined
  })
}

const usableAt = (now: Date) => ({ revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] })

async function noteUse({ db, now }: Services, { id, lastUsedAt }: { id: string; lastUsedAt: Date | null }) {
  if (lastUsedAt && now().getTime() - lastUsedAt.getTime() < USE_MILLISECONDS) return
  await db.apiKey.updateMany({ where: { id }, data: { lastUsedAt: now() } })
}
