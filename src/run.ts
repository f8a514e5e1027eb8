import type { Config } from './config.ts'
import type { Log } from './log.ts'
import { type Serving, serve } from './serve.ts'

/** A start that waits, for another host's migration or a server that keeps silent, goes on for so long when it is to stop. */
const START_SECONDS = 30

/**
 * Runs a host as this process: prints what `prepare` returns once it answers, and stops in order on SIGTERM or SIGINT.
 * What keeps it from starting is one sentence and exit code 1.
 */
export async function runUntilStopped(config: Config, log: Log, prepare: (serving: Serving) => Promise<string[]>) {
  let serving: Serving | null = null
  let stopping: Promise<void> | null = null
  let asked = false
  const stop = () => {
    if (!serving && !asked) setTimeout(() => process.exit(1), START_SECONDS * 1000).unref()
    asked = true
    if (!serving || stopping) return
    stopping = serving.stop().then(
      () => process.exit(0),
      (error) => {
        log.error({ stack: error.stack }, 'the host did not stop in order')
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)

  try {
    serving = await serve(config, log)
    if (asked) return stop()
    // In one write: who waits for the first line has read the others too.
    console.log([...(await prepare(serving)), ...storageTrouble(config, serving.host)].join('\n'))
  } catch (error) {
    if (stopping) return
    console.error((error as Error).message)
    log.debug({ stack: (error as Error).stack }, 'the host did not start')
    await serving?.stop()
    process.exit(1)
  }
}

function storageTrouble({ storage }: Config, { storageAnswers }: Serving['host']): string[] {
  if (storageAnswers) return []
  const look = storage.kind === 's3' ? 'S3_ENDPOINT, S3_BUCKET and the keys' : 'DATA_DIR'
  return [`The storage does not answer: until it does, nothing can be uploaded. Look at ${look}.`]
}
