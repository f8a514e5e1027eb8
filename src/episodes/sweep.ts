import type { Services } from '../services.ts'
import { REPLACED_HOURS } from './published-media.ts'

/** Rows looked up at once. */
const PAGE = 500

/**
 * Removes audio that was replaced long enough ago, and audio no row knows of: an upload whose row could not be
 * written. An object is removed only when it is older than any upload that may still be under way.
 */
export async function sweepAudio({ db, storage, log, now }: Services) {
  const before = new Date(now().getTime() - REPLACED_HOURS * 3_600_000)
  await db.enclosure.deleteMany({ where: { replacedAt: { lt: before }, currentOf: null } })

  let keys: string[] = []
  const removeUnknown = async () => {
    const known = new Set((await db.enclosure.findMany({ where: { key: { in: keys } }, select: { key: true } })).map(({ key }) => key))
    for (const key of keys.filter((key) => !known.has(key))) {
      await storage.remove(key)
      log.info({ key }, 'audio that no episode has was removed')
    }
    keys = []
  }
  for await (const { key, keptAt } of storage.list('audio/')) {
    if (keptAt < before) keys.push(key)
    if (keys.length === PAGE) await removeUnknown()
  }
  await removeUnknown()
}
