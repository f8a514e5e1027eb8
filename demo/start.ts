import { createReadStream, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { readConfigOrExit } from '../src/config.ts'
import { readNewEpisode, readPublication } from '../src/episodes/episode-input.ts'
import { ingestEpisode } from '../src/episodes/ingest.ts'
import { setTranscript } from '../src/episodes/transcript.ts'
import { publishThroughGate } from '../src/feed/publish-gate.ts'
import type { OpenHost } from '../src/host.ts'
import { openLog } from '../src/log.ts'
import { runUntilStopped } from '../src/run.ts'
import { feedUrl, showUrl } from '../src/shows/addresses.ts'
import { setShowArtwork } from '../src/shows/keep-artwork.ts'
import { createShow } from '../src/shows/show.ts'
import { readNewShow } from '../src/shows/show-input.ts'
import { stageStream } from '../src/storage/staging.ts'

/** The demo has data of its own, so that `npm start` begins with nothing. */
const FOLDERS = { DATA_DIR: './data/demo', UPLOADS_DIR: './data/demo/uploads', FEEDS_DIR: './data/demo/feeds' }

const fileOf = (name: string) => join(import.meta.dirname, name)
const { show, coverAlt, episodes } = JSON.parse(readFileSync(fileOf('show.json'), 'utf8'))

const config = readConfigOrExit({ LOG_LEVEL: 'warn', ...FOLDERS, ...process.env })
await runUntilStopped(config, openLog(config.logLevel), async ({ host }) => {
  if (!(await host.db.show.findUnique({ where: { slug: show.slug } }))) await makeShow(host)
  await feedShows(host, episodes.length)
  return [
    'Sendeplatz is ready, with its demo show:',
    `  Page   ${showUrl(config, show.slug)}`,
    `  Feed   ${feedUrl(config, show.slug)}`,
    `  API    ${config.publicUrl}/api/v1/shows/${show.slug}/episodes`,
    'To upload, make a token in a second terminal:',
    `  DATA_DIR=${process.env.DATA_DIR ?? FOLDERS.DATA_DIR} npm run sendeplatz -- token create "My name"`,
  ]
})

/** The feed follows a publication within a moment; the demo waits for it, so that what it prints is true. */
async function feedShows(host: OpenHost, count: number) {
  for (let waited = 0; waited < 5000; waited += 10) {
    const feed = await host.feeds.find(show.slug)
    if (feed && feed.plain.toString().split('<item>').length > count) return
    await sleep(10)
  }
}

/** Everything by the same verbs a producer's request would call. */
async function makeShow(host: OpenHost) {
  const created = await createShow(host, readNewShow(show))
  await setShowArtwork(host, show.slug, { bytes: readFileSync(fileOf('cover.jpg')), alt: coverAlt })
  for (const { file, transcript, publishAt, ...typed } of episodes) {
    const staged = await stageStream(config.uploadsDir, createReadStream(fileOf(file)), {
      name: file,
      maxBytes: config.maxUploadBytes,
    })
    const { episode } = await ingestEpisode(host, created, staged, readNewEpisode(typed, config.publicUrl))
    const said = { bytes: readFileSync(fileOf(transcript)), type: 'text/vtt', state: 'approved' } as const
    await setTranscript(host, episode.id, show.language, said)
    await publishThroughGate(host, episode.id, readPublication({ at: publishAt }), 'de')
  }
}
