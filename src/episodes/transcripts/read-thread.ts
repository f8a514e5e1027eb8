import { parentPort, workerData } from 'node:worker_threads'
import { TranscriptRefusal } from './cues.ts'
import type { ReadAnswer, ReadTask } from './read-aside.ts'
import { readTranscript } from './read-transcript.ts'

parentPort!.postMessage(answer(workerData))

function answer({ bytes, type, audioSeconds }: ReadTask): ReadAnswer {
  try {
    return { cues: readTranscript(bytes, type, audioSeconds) }
  } catch (error) {
    if (!(error instanceof TranscriptRefusal)) throw error
    return { faults: error.faults }
  }
}
