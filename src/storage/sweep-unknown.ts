import type { Log } from '../log.ts'
import type { Storage } from './storage.ts'

/** Keys looked up at once. */
const PAGE = 500

/**
 * Removes every object below a prefix that was kept before a moment and is not known any more. `known` says which of
 * some keys are; the moment must lie before anything that may still be on its way to its row.
 */
export async function sweepUnknown(
  storage: Storage,
  log: Log,
  { prefix, before, known }: { prefix: string; before: Date; known(keys: string[]): Promise<string[]> },
) {
  let old: string[] = []
  const removeUnknown = async () => {
    const kept = new Set(await known(old))
    for (const key of old.filter((key) => !kept.has(key))) {
      await storage.remove(key)
      log.info({ key }, 'an object that nothing names was removed')
    }
    old = []
  }
  for await (const { key, keptAt } of storage.list(prefix)) {
    if (keptAt < before) old.push(key)
    if (old.length === PAGE) await removeUnknown()
  }
  await removeUnknown()
}
