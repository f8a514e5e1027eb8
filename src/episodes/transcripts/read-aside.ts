import { Worker } from 'node:worker_threads'
import { type Cue, TranscriptRefusal } from './cues.ts'
import { readTranscript } from './read-transcript.ts'

/** An hour of subtitles, read in the time a thread takes to start. */
const SHORT_BYTES = 128 * 1024

/** What the thread is told. */
export interface ReadTask {
  bytes: Uint8Array
  type: string
  audioSeconds: number | null
}

/** What the thread answers. */
export type ReadAnswer = { cues: Cue[] } | { faults: TranscriptRefusal['faults'] }

/** The same as `readTranscript`; a long file in a thread of its own, so that listeners are answered meanwhile. */
export async function readTranscriptAside(
  bytes: Uint8Array,
  type: string,
  audioSeconds: number | null,
): Promise<Cue[]> {
  if (bytes.length <= SHORT_BYTES) return readTranscript(bytes, type, audioSeconds)
  const workerData: ReadTask = { bytes, type, audioSeconds }
  const options = { workerData, execArgv: ['--disable-warning=ExperimentalWarning'] }
  const answer = await new Promise<ReadAnswer>((resolve, reject) => {
    const worker = new Worker(new URL('./read-thread.ts', import.meta.url), options)
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', () => reject(new Error('The thread that read a transcript ended without an answer.')))
  })
  if ('faults' in answer) throw new TranscriptRefusal(answer.faults)
  return answer.cues
}
