import { setTimeout as sleep } from 'node:timers/promises'
import { readConfigOrExit } from '../src/config.ts'
import type { OpenHost } from '../src/host.ts'
import { openLog } from '../src/log.ts'
import { runUntilStopped } from '../src/run.ts'
import { feedUrl, showUrl } from '../src/shows/addresses.ts'
import { makeProducer, PRODUCER } from './make-producer.ts'
import { episodes, makeShow, show } from './make-show.ts'

/** The demo has data of its own, so that `npm start` begins with nothing. */
const SETTINGS = {
  OPERATOR_NAME: 'CIO des Freistaats Thüringen',
  DATA_DIR: './data/demo',
  UPLOADS_DIR: './data/demo/uploads',
  FEEDS_DIR: './data/demo/feeds',
  // A newcomer looks around first.
  REQUIRE_SECOND_FACTOR: 'false',
}

const config = readConfigOrExit({ LOG_LEVEL: 'warn', ...SETTINGS, ...process.env })
await runUntilStopped(config, openLog(config.logLevel), async ({ host }) => {
  if (!(await host.db.show.findUnique({ where: { slug: show.slug } }))) await makeShow(host)
  await feedShows(host, episodes.length)
  const password = await makeProducer(host)
  return [
    'Sendeplatz is ready, with its demo show:',
    `  Page   ${showUrl(config, show.slug)}`,
    `  Feed   ${feedUrl(config, show.slug)}`,
    `  API    ${config.publicUrl}/api/v1/shows/${show.slug}/episodes`,
    `  Studio ${config.publicUrl}/studio`,
    `         sign in as ${PRODUCER.email} with ${password}`,
    'To upload as a program, make a token in a second terminal:',
    `  DATA_DIR=${forShell(process.env.DATA_DIR ?? SETTINGS.DATA_DIR)} npm run sendeplatz -- token create "My name"`,
  ]
})

/** A path as a shell reads it whole, whatever is in it. */
function forShell(path: string) {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`
}

/** The feed follows a publication within a moment; the demo waits for it, so that what it prints is true. */
async function feedShows(host: OpenHost, count: number) {
  for (let waited = 0; waited < 5000; waited += 10) {
    const feed = await host.feeds.find(show.slug)
    if (feed && feed.plain.toString().split('<item>').length > count) return
    await sleep(10)
  }
}
