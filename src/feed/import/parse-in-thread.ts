import { Worker } from 'node:worker_threads'
import { Refusal } from '../../lib/errors.ts'
import type { SourceChannel } from './parse-source.ts'

/** What the thread is told. */
export interface ParseTask {
  /** The file with the feed as it came, and the Content-Type it came with. */
  path: string
  type: string
  /** The file to which its episodes are added, each as JSON on a line. */
  target: string
}

export interface ParsedPage {
  channel: SourceChannel
  count: number
  next: string | null
}

/** What the thread answers. */
export type ParseAnswer = ParsedPage | { refusal: { code: string; message: string } }

/** Ten times what a feed of 100 MB takes. */
const MAX_MILLISECONDS = 60_000
/** As much as such a feed takes in memory, three times over. */
const MAX_MEGABYTES = 1024

/**
 * Parses a feed in a thread of its own, so that requests are answered meanwhile, and so that a feed made to use up
 * time or memory ends the thread and nothing else.
 */
export function parseInThread(task: ParseTask, signal: AbortSignal): Promise<ParsedPage> {
  return new Promise<ParsedPage>((resolve, reject) => {
    const worker = new Worker(new URL('./parse-thread.ts', import.meta.url), {
      workerData: task,
      resourceLimits: { maxOldGenerationSizeMb: MAX_MEGABYTES },
      execArgv: ['--disable-warning=ExperimentalWarning'],
    })
    const end = (settle: () => void) => {
      clearTimeout(timer)
      signal.removeEventListener('abort', stop)
      void worker.terminate()
      settle()
    }
    const timer = setTimeout(() => end(() => reject(tooMuch('time'))), MAX_MILLISECONDS)
    const stop = () => end(() => reject(signal.reason))
    signal.addEventListener('abort', stop)
    if (signal.aborted) stop()

    worker.once('message', (answer: ParseAnswer) =>
      end(() => ('refusal' in answer ? reject(refusalOf(answer)) : resolve(answer))),
    )
    worker.once('error', (error: NodeJS.ErrnoException) =>
      end(() => reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooMuch('memory') : error)),
    )
  })
}

const refusalOf = ({ refusal: { code, message } }: Extract<ParseAnswer, { refusal: unknown }>) =>
  new Refusal(422, code, message)

const tooMuch = (what: string) => new Refusal(422, 'feed-too-large', `This feed takes too much ${what} to be read.`)
