import { setTimeout as sleep } from 'node:timers/promises'
import type { Acting } from './accounts/logbook.ts'
import { readNewImport } from './feed/import/import-input.ts'
import {
  createImport,
  findRunningImport,
  getImport,
  type Import,
  optionsOf,
  reportOf,
  sentencesOf,
} from './feed/import/imports.ts'
import { runImport } from './feed/import/run-import.ts'
import { makeFolder } from './lib/make-folder.ts'
import type { Services } from './services.ts'
import { openStorage } from './storage/open-storage.ts'

/** How often it is looked whether there is something to tell. */
const LOOK_MILLISECONDS = 300
/** A running host leaves an import to this process for so long. */
const HEAD_START_SECONDS = 20

/**
 * Imports a feed in this process, and prints what becomes of each episode, what is to be told and what is to be done
 * next. One that is under way already is followed, and worked on where nobody does. Interrupted, it goes on in a
 * running host, or when the same command is given again. Throws the sentence of an import that failed, and at its end
 * how many episodes did.
 */
export async function importShow(services: Acting, typed: Record<string, unknown>) {
  const wanted = readNewImport(typed)
  makeFolder(services.config.uploadsDir)
  const storage = await openStorage(services.config)
  const stopping = new AbortController()
  const stop = () => stopping.abort(new Error('Interrupted. The same command goes on where it was.'))
  process.once('SIGINT', stop).once('SIGTERM', stop)
  try {
    const running = await findRunningImport(services, wanted.url)
    const { id } = running ?? (await createImport(services, wanted, { afterSeconds: HEAD_START_SECONDS }))
    const done = await workAndTell({ ...services, storage }, id, stopping.signal)
    if (done.state === 'failed') throw new Error(reportOf(done).sentences.join(' '))
    printReport(done)
    refuseFailed(done)
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop)
    await storage.close()
  }
}

/** Until it has ended, here or elsewhere. */
async function workAndTell(services: Services, id: string, signal: AbortSignal): Promise<Import> {
  let working: Promise<void> | null = null
  let failure: unknown = null
  const told = new Set<number>()
  for (;;) {
    // Nobody may be working on it, or somebody else: then this returns at once.
    working ??= runImport(services, id, { signal })
      .catch((error) => {
        failure = error
      })
      .finally(() => {
        working = null
      })
    await Promise.race([working, sleep(LOOK_MILLISECONDS)])
    const found = await getImport(services, id)
    await tellItems(services, found, told)
    if (found.state === 'done' || found.state === 'failed') return found
    if (failure) throw failure
    signal.throwIfAborted()
    if (!working) await sleep(LOOK_MILLISECONDS)
  }
}

/** Each episode once, as soon as something became of it; of a dry run those that would be imported at its end. */
async function tellItems({ db }: Services, { id, total, state }: Import, told: Set<number>) {
  // How many there are is not known yet: they are told with the next look.
  if (total === null) return
  const outcome = state === 'done' ? {} : { outcome: { not: 'planned' as const } }
  const items = await db.feedImportItem.findMany({ where: { importId: id, ...outcome }, orderBy: { position: 'asc' } })
  for (const item of items) {
    const { position, title, outcome } = item
    if (told.has(position)) continue
    told.add(position)
    console.log(
      `${told.size}/${total}  ${outcome.padEnd(9)}  ${[title, sentencesOf(item).join(' ')].filter(Boolean).join(': ')}`,
    )
  }
}

/** A dry run did what was asked of it. */
function refuseFailed(done: Import) {
  const { failed } = done.counts
  if (failed === 0 || optionsOf(done).dryRun) return
  throw new Error(failed === 1 ? 'One episode could not be imported.' : `${failed} episodes could not be imported.`)
}

function printReport(done: Import) {
  const { sentences, warnings, next } = reportOf(done)
  console.log(`\n${sentences.join('\n')}`)
  if (warnings.length > 0) console.log(`\n${warnings.map((warning) => `! ${warning}`).join('\n')}`)
  for (const [heading, steps] of [
    ['Was jetzt zu tun ist', next.de],
    ['What to do now', next.en],
  ] as const)
    if (steps.length > 0) console.log(`\n${heading}\n${steps.map((step, at) => `${at + 1}. ${step}`).join('\n')}`)
}
