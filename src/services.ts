import type { Config } from './config.ts'
import type { Db } from './db.ts'
import type { Log } from './log.ts'
import type { Storage } from './storage/storage.ts'

/** What a verb may touch. Passed, never imported: a test builds one and moves the clock. */
export interface Services {
  config: Config
  db: Db
  storage: Storage
  log: Log
  now: () => Date
}
