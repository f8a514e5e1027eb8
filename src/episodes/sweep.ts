import type { Services } from '../services.ts'
import { originOfImage } from '../storage/object-keys.ts'
import { sweepUnknown } from '../storage/sweep-unknown.ts'
import { replacedKeptMilliseconds } from './replaced-audio.ts'

/** A row may be on its way so long. */
const DAY_MILLISECONDS = 86_400_000

/**
 * Removes audio that was replaced long enough ago, and what no row names: an upload or a picture whose row could not
 * be written. Objects younger than a day stay, since their row may be on its way.
 */
export async function sweepMedia({ config, db, storage, log, now }: Services) {
  const replacedBefore = new Date(now().getTime() - replacedKeptMilliseconds(config))
  await db.enclosure.deleteMany({ where: { replacedAt: { lt: replacedBefore }, currentOf: null } })
  const before = new Date(now().getTime() - DAY_MILLISECONDS)

  const keyOf = ({ key }: { key: string }) => key
  const select = { key: true }
  await sweepUnknown(storage, log, {
    prefix: 'audio/',
    before,
    known: async (keys) => (await db.enclosure.findMany({ where: { key: { in: keys } }, select })).map(keyOf),
  })
  await sweepUnknown(storage, log, {
    prefix: 'artwork/',
    before,
    known: async (keys) => (await db.artwork.findMany({ where: { key: { in: keys } }, select })).map(keyOf),
  })
  await sweepUnknown(storage, log, { prefix: 'images/', before, known: (keys) => imagesOfKnown(db, keys) })
}

/** Images go with the picture they were made from. */
async function imagesOfKnown(db: Services['db'], keys: string[]): Promise<string[]> {
  const hashes = keys.map((key) => originOfImage(key).split('/')[1]!)
  const pictures = await db.artwork.findMany({
    where: { sha256: { in: hashes } },
    select: { showId: true, sha256: true },
  })
  const origins = new Set(pictures.map(({ showId, sha256 }) => `${showId}/${sha256}`))
  return keys.filter((key) => origins.has(originOfImage(key)))
}
