import { connectDatabase } from '../../src/db.ts'
import { openLog } from '../../src/log.ts'
import { startWorkers } from '../../src/queue/worker.ts'

/** A process whose worker takes a job, says so and never ends it; the server is what it is told. */
const log = openLog('silent')
const { pool } = connectDatabase(JSON.parse(process.argv[2]!), log)
startWorkers(pool, log, [
  {
    concurrency: 1,
    jobs: {
      'import-feed': async ({ importId }) => {
        console.log(importId)
        await new Promise(() => setInterval(() => undefined, 1000))
      },
    },
  },
])
