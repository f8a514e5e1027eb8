import { createHash } from 'node:crypto'
import { chmodSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { v7 as uuidV7 } from 'uuid'
import { createApiKey } from '../src/accounts/api-key.ts'
import { OPERATOR } from '../src/accounts/logbook.ts'
import { type Config, readConfig } from '../src/config.ts'
import { type Database, openDatabase } from '../src/db.ts'
import { type Log, openLog } from '../src/log.ts'
import { migrate } from '../src/migrate.ts'
import { prepareQueue } from '../src/queue/worker.ts'
import { hashedName } from '../src/shows/addresses.ts'
import { hostSettings } from './host-process.ts'
import { FRAME_BYTES, FRAME_SECONDS, wholeFrames, writeMp3 } from './mp3.ts'
import { notes, title } from './text.ts'

const ROWS_AT_ONCE = 1000
const SMALL_BYTES = wholeFrames(40_000)

export interface SeededShow {
  id: string
  slug: string
  /** Below /audio/: the newest published episode's. */
  audioPath: string
  /** Where its bytes lie. */
  audioFile: string
  /** Episodes with audio that are not published yet. */
  drafts: string[]
}

export interface Seeded {
  dataDir: string
  token: string
  shows: SeededShow[]
}

interface Wish {
  slug: string
  published: number
  drafts?: number
  audioBytes?: number
}

/** A data folder with shows in it, made before a host runs on it: rows in bulk, and one real file for each show. */
export async function seed(dataDir: string, wishes: Wish[]): Promise<Seeded> {
  mkdirSync(dataDir, { recursive: true })
  // A database server that root lends to another account must be able to reach its folder.
  chmodSync(dataDir, 0o711)
  const config = readConfig(hostSettings(dataDir))
  const log = openLog('warn')
  const database = await openDatabase(config, log)
  try {
    await migrate(database, log)
    await prepareQueue(database.pool, log)
    const shows: SeededShow[] = []
    for (const wish of wishes) shows.push(await seedShow(database, dataDir, wish))
    const { db } = database
    const acting = { db, log, now: () => new Date(), by: OPERATOR }
    const { secret } = await createApiKey(acting, { name: 'bench' })
    // A host would read the texts of all these while something else is measured.
    await db.passagesDue.deleteMany()
    await database.pool.query('ANALYZE')
    return { dataDir, token: secret, shows }
  } finally {
    await database.close()
  }
}

/** The database of a data folder, while no host runs on it. */
export async function withSeeded<T>(dataDir: string, work: (opened: Opened) => Promise<T>): Promise<T> {
  const [config, log] = [readConfig(hostSettings(dataDir)), openLog('warn')]
  const database = await openDatabase(config, log)
  try {
    return await work({ ...database, config, log })
  } finally {
    await database.close()
  }
}

type Opened = Database & { config: Config; log: Log }

/** Removes the rows that say which feeds are current. */
export const forgetFeeds = (dataDir: string) => withSeeded(dataDir, ({ db }) => db.feed.deleteMany())

async function seedShow({ db, pool }: Database, dataDir: string, wish: Wish): Promise<SeededShow> {
  const { slug, published, drafts = 0, audioBytes = SMALL_BYTES } = wish
  const show = await db.show.create({
    data: {
      slug,
      guid: uuidV7(),
      title: title(published),
      description: notes(published),
      language: 'de',
      categories: ['Government'],
      author: 'Landesbahn',
    },
  })
  const episodes = Array.from({ length: published + drafts }, (_, index) => newEpisode(show.id, index, published))
  const key = `audio/bench/${slug}.mp3`
  const audioFile = join(dataDir, 'objects', key)
  const sha256 = await writeMp3(audioFile, audioBytes)

  const enclosures = episodes.map((episode) => ({
    episodeId: episode.id,
    path: `${slug}/${hashedName(episode.slug, sha256, 'mp3')}`,
    ...{ key, type: 'audio/mpeg', bytes: audioBytes, sha256, bitrate: 128_000, channels: 2, sampleRate: 48_000 },
    ...{ seconds: (audioBytes / FRAME_BYTES) * FRAME_SECONDS, tagBytes: 0 },
  }))
  for (let from = 0; from < episodes.length; from += ROWS_AT_ONCE) {
    await db.episode.createMany({ data: episodes.slice(from, from + ROWS_AT_ONCE) })
    await db.enclosure.createMany({ data: enclosures.slice(from, from + ROWS_AT_ONCE) })
  }
  await pool.query(
    `UPDATE "Episode" SET "enclosureId" = "Enclosure"."id" FROM "Enclosure"
     WHERE "Enclosure"."episodeId" = "Episode"."id" AND "Episode"."showId" = $1`,
    [show.id],
  )
  await makeReady(db, show.id, slug, episodes.slice(published))
  const audioPath = enclosures[published - 1]!.path
  return { id: show.id, slug, audioPath, audioFile, drafts: episodes.slice(published).map(({ id }) => id) }
}

/** What the publish gate wants: a cover, which nobody fetches here, and a transcript of each draft. */
async function makeReady(db: Database['db'], showId: string, slug: string, drafts: { id: string }[]) {
  const sha256 = createHash('sha256').update(slug).digest('hex')
  const facts = { key: `artwork/bench/${slug}.jpg`, type: 'image/jpeg', bytes: 300_000, sha256, side: 3000 }
  const cover = await db.artwork.create({ data: { showId, path: hashedName(slug, sha256, 'jpg'), ...facts } })
  await db.show.update({ where: { id: showId }, data: { artworkId: cover.id } })
  const transcript = { language: 'de', state: 'approved' as const, cues: [{ text: 'Guten Tag.' }], sha256 }
  await db.transcript.createMany({ data: drafts.map(({ id }) => ({ episodeId: id, ...transcript })) })
}

/** One a day, the newest yesterday; what comes after the published ones is a draft. */
function newEpisode(showId: string, index: number, published: number) {
  const publishAt = new Date(Date.now() - (published - index) * 86_400_000)
  return {
    ...{
      id: uuidV7(),
      guid: uuidV7(),
      showId,
      slug: `folge-${index + 1}`,
      title: title(index),
      description: notes(index),
    },
    ...{ number: index + 1, publishAt: index < published ? publishAt : null },
  }
}
