import { mkdirSync } from 'node:fs'
import { availableParallelism, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { measureAudio, measureListeners, measureRanges } from './audio.ts'
import { measureFeed, measureSameEtag, measureUnchangedFeed } from './feeds.ts'
import { measureImport } from './imports.ts'
import { measurePages } from './pages.ts'
import { type Bench, openBench } from './place.ts'
import { measurePublishing } from './publishing.ts'
import { measureRendering } from './rendering.ts'
import { measureReplaced } from './replaced.ts'
import { measureSearch } from './search.ts'
import { measureStart } from './start.ts'
import { measureStudio } from './studio.ts'
import { type Row, table } from './table.ts'
import { measureUpload, measureUploadMemory, measureUploadMemoryS3 } from './uploads.ts'

const MEASUREMENTS: Record<string, (bench: Bench) => Promise<Row[]>> = {
  feed: measureFeed,
  'feed-304': measureUnchangedFeed,
  etag: measureSameEtag,
  audio: measureAudio,
  ranges: measureRanges,
  listeners: measureListeners,
  upload: measureUpload,
  'upload-memory': measureUploadMemory,
  'upload-memory-s3': measureUploadMemoryS3,
  render: measureRendering,
  publish: measurePublishing,
  import: measureImport,
  replaced: measureReplaced,
  start: measureStart,
  pages: measurePages,
  search: measureSearch,
  studio: measureStudio,
}
const USAGE = `npm run bench -- [--quick] [--cpu-prof <folder>] [measurement …]

  ${Object.keys(MEASUREMENTS).join('  ')}

All of them take up to fifteen minutes, --quick up to four. With --cpu-prof each host leaves a profile in the folder.`

/** Above this load at its beginning a machine is busy with something else. */
const BUSY = 0.5
/** A bench that hangs ends here. */
const MAX_MINUTES = 20

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: 'boolean', default: false }, 'cpu-prof': { type: 'string' }, help: { type: 'boolean' } },
})
const names = positionals.length > 0 ? positionals : Object.keys(MEASUREMENTS)
if (values.help || names.some((name) => !MEASUREMENTS[name])) {
  console.error(USAGE)
  process.exit(values.help ? 0 : 1)
}
if (values['cpu-prof']) mkdirSync(values['cpu-prof'], { recursive: true })

const bench = await openBench({ quick: values.quick, profiles: values['cpu-prof'] ?? null })
const giveUp = (why?: string) => async (cause: unknown) => {
  console.error(why ?? cause)
  await bench.close()
  process.exit(1)
}
process.once('SIGINT', giveUp('Interrupted.')).once('SIGTERM', giveUp('Interrupted.'))
process.once('uncaughtException', giveUp())
setTimeout(giveUp(`Not done after ${MAX_MINUTES} minutes.`), MAX_MINUTES * 60_000, null).unref()

const [load = 0] = loadavg()

try {
  if (load > BUSY) console.error(`The load is ${load.toFixed(1)} already: times will be too long, and ratios rough.`)
  if (!bench.nginx) console.error('nginx is not installed: there is nothing to compare with, so figures stand alone.')
  if (!bench.wrk)
    console.error('wrk is not installed: the generator of the bench sends the requests for feeds and ranges.')
  const rows: Row[] = []
  for (const name of names) {
    const began = performance.now()
    rows.push(...(await measured(name)))
    console.error(`${name}: ${((performance.now() - began) / 1000).toFixed(0)} s`)
  }
  const when = new Date().toISOString().slice(0, 10)
  const machine = `${availableParallelism()} cores, load ${load.toFixed(1)} at the beginning`
  console.log(`${when}, Node ${process.version}, ${machine}${values.quick ? ', --quick' : ''}\n\n${table(rows)}`)
} finally {
  await bench.close()
}

/** One that fails says so in the table, and the others go on. */
async function measured(name: string): Promise<Row[]> {
  try {
    return await MEASUREMENTS[name]!(bench)
  } catch (error) {
    process.exitCode = 1
    console.error(error)
    return [
      {
        what: name,
        reach: 'to be measured',
        measured: `failed: ${(error as Error).message.split('\n')[0]}`,
        ok: false,
      },
    ]
  }
}
