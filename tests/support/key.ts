import { createApiKey } from '../../src/accounts/api-key.ts'
import { OPERATOR } from '../../src/accounts/logbook.ts'
import type { Database } from '../../src/db.ts'
import { openLog } from '../../src/log.ts'

/** The secret of a key to everything, made beside a host that runs in a process of its own. */
export async function makeKey({ db }: Pick<Database, 'db'>): Promise<string> {
  const acting = { db, log: openLog('silent'), now: () => new Date(), by: OPERATOR }
  return (await createApiKey(acting, { name: 'tests' })).secret
}
