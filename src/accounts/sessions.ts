import { validate as isUuid } from 'uuid'
import type { Services } from '../services.ts'

/** The browsers in which somebody is signed in, the one used last first. */
export function listSessions({ db, now }: Services, personId: string) {
  return db.session.findMany({
    where: { personId, expiresAt: { gt: now() } },
    select: { id: true, userAgent: true, createdAt: true, updatedAt: true },
    orderBy: { updatedAt: 'desc' },
  })
}
export type OwnSession = Awaited<ReturnType<typeof listSessions>>[number]

/** Whether a session goes on. */
export const isOpen = async ({ db, now }: Services, id: string) =>
  (await db.session.count({ where: { id, expiresAt: { gt: now() } } })) > 0

/** Ends one of somebody's sessions from the next request on; it may have ended before. False when it is somebody else's. */
export async function endSession({ db, log }: Services, personId: string, id: string): Promise<boolean> {
  if (!isUuid(id)) return false
  const { count } = await db.session.deleteMany({ where: { id, personId } })
  if (count === 0) return (await db.session.count({ where: { id } })) === 0
  log.info({ person: personId }, 'a session was ended')
  return true
}

/** Ends all of them but one. */
export async function endOtherSessions({ db, log }: Services, personId: string, keptId: string) {
  const { count } = await db.session.deleteMany({ where: { personId, id: { not: keptId } } })
  log.info({ person: personId, count }, 'other sessions were ended')
}

/** Forgets sessions that have ended, and what was begun and never ended. */
export async function sweepSessions(services: Services) {
  const { db, now } = services
  await db.session.deleteMany({ where: { expiresAt: { lt: now() } } })
  await sweepVerifications(services)
}

/** Forgets what the library remembered between two steps that were never taken. */
export async function sweepVerifications({ db, now }: Pick<Services, 'db' | 'now'>) {
  await db.verification.deleteMany({ where: { expiresAt: { lt: now() } } })
}
