import { closeSync, openSync, readFileSync, writeSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { Refusal } from '../../lib/errors.ts'
import type { ParseAnswer, ParseTask } from './parse-in-thread.ts'
import { parseSource, type SourceItem } from './parse-source.ts'

/** Characters written at once. */
const BATCH_CHARACTERS = 1_000_000

// A thread of its own: waiting for the disk holds nobody up.
const { path, type, target } = workerData as ParseTask
parentPort!.postMessage(answer())

function answer(): ParseAnswer {
  try {
    const { channel, items, next } = parseSource(readFileSync(path), type)
    write(items)
    return { channel, count: items.length, next }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { refusal: { code: error.code, message: error.message } }
  }
}

function write(items: SourceItem[]) {
  const file = openSync(target, 'a')
  let batch = ''
  for (const item of items) {
    batch += `${JSON.stringify(item)}\n`
    if (batch.length < BATCH_CHARACTERS) continue
    writeSync(file, batch)
    batch = ''
  }
  writeSync(file, batch)
  closeSync(file)
}
