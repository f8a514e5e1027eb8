import {
  changeEpisode,
  type Episode,
  getEpisode,
  getPublishedEpisode,
  type Listed,
  listEpisodes,
} from '../../episodes/episode.ts'
import { setEpisodeArtwork } from '../../episodes/episode-artwork.ts'
import { readEpisodeChanges, readNewEpisode } from '../../episodes/episode-input.ts'
import { type Ingested, ingestEpisode, replaceAudio } from '../../episodes/ingest.ts'
import { invalid, notFound } from '../../lib/errors.ts'
import { getShow } from '../../shows/show.ts'
import { dropStaged } from '../../storage/staging.ts'
import { type Handler, type Host, idOf, isId, partOf } from '../handler.ts'
import { repeatable } from '../idempotency.ts'
import { readJson } from '../request-body.ts'
import { optionalToken, requireToken } from '../signed-in.ts'
import { sendMedia } from '../site/media.ts'
import { receiveUpload } from '../uploads/multipart.ts'
import { readPicture } from '../uploads/picture.ts'
import { episodeJson } from './representation.ts'
import { wantsDeleted } from './wants-deleted.ts'

const DEFAULT_LIMIT = 50
const MAX_LIMIT = 200

/** GET /api/v1/shows/:show/episodes?limit=&after=&deleted= — without a token the published ones. */
export const getEpisodes: Handler = async (host, req, res) => {
  const listed = await listedFor(host, req)
  const show = await getShow(host, partOf(req, 'show'))
  const { limit, after } = readPaging(req.query)
  const episodes = await listEpisodes(host, show, { listed, limit, after })
  const next = episodes.length === limit ? episodes.at(-1)!.id : null
  res.json({ episodes: episodes.map((episode) => episodeJson(host.config, episode, host.now())), next })
}

/** POST /api/v1/shows/:show/episodes — multipart: the file `audio`, and text parts for what its tags don't say. */
export const postEpisode: Handler = async (host, req, res) => {
  const token = await requireToken(host, req)
  await repeatable(host, token, req, res, {
    locationOf: ({ id }: { id: string }) => `/api/v1/episodes/${id}`,
    async make(keep) {
      const show = await getShow(host, partOf(req, 'show'))
      const { file, fields } = await receiveUpload(host, req, res, 'audio')
      const typed = await readOrDrop(() => readNewEpisode(fields, host.config.publicUrl), file)
      return ingestedJson(
        host,
        await ingestEpisode(host, show, file, typed, (tx, made) => keep(tx, ingestedJson(host, made))),
      )
    },
  })
}

/** GET /api/v1/episodes/:id */
export const getOneEpisode: Handler = async (host, req, res) => {
  res.json(episodeJson(host.config, await readable(host, req), host.now()))
}

/** PATCH /api/v1/episodes/:id */
export const patchEpisode: Handler = async (host, req, res) => {
  await requireToken(host, req)
  const changes = readEpisodeChanges((await readJson(req, res)) ?? {}, host.config.publicUrl)
  res.json(episodeJson(host.config, await changeEpisode(host, idOf(req, 'episode'), changes), host.now()))
}

/** GET /api/v1/episodes/:id/audio — the original, also of a draft. */
export const getAudio: Handler = async (host, req, res) => {
  await requireToken(host, req)
  const { enclosure } = await getEpisode(host, idOf(req, 'episode'))
  if (!enclosure) throw notFound('audio')
  await sendMedia(host, req, res, { ...enclosure, bytes: Number(enclosure.bytes) }, 'private, no-store')
}

/** PUT /api/v1/episodes/:id/audio — multipart: the file `audio`. */
export const putAudio: Handler = async (host, req, res) => {
  await requireToken(host, req)
  const { id } = await getEpisode(host, idOf(req, 'episode'))
  const { file } = await receiveUpload(host, req, res, 'audio')
  res.json(episodeJson(host.config, await replaceAudio(host, id, file), host.now()))
}

/** PUT /api/v1/episodes/:id/artwork — multipart: the file `artwork`. */
export const putEpisodeArtwork: Handler = async (host, req, res) => {
  await requireToken(host, req)
  const { id } = await getEpisode(host, idOf(req, 'episode'))
  const episode = await setEpisodeArtwork(host, id, await readPicture(host, req, res))
  res.json(episodeJson(host.config, episode, host.now()))
}

/** Which episodes whoever asks may see a list of. */
async function listedFor(host: Host, req: Parameters<Handler>[1]): Promise<Listed> {
  const deleted = wantsDeleted(req)
  const token = deleted ? await requireToken(host, req) : await optionalToken(host, req)
  if (deleted) return 'deleted'
  return token ? 'all' : 'published'
}

/** An episode whoever asks may know of. */
export async function readable(host: Host, req: Parameters<Handler>[1]): Promise<Episode> {
  const token = await optionalToken(host, req)
  const id = idOf(req, 'episode')
  return token ? getEpisode(host, id) : getPublishedEpisode(host, { id })
}

const ingestedJson = (host: Host, { episode, notices }: Ingested) => ({
  ...episodeJson(host.config, episode, host.now()),
  notices,
})

async function readOrDrop<T>(read: () => T, file: Parameters<typeof dropStaged>[0]): Promise<T> {
  try {
    return read()
  } catch (error) {
    await dropStaged(file)
    throw error
  }
}

function readPaging({ limit, after }: Record<string, unknown>) {
  const count = limit === undefined ? DEFAULT_LIMIT : Number(limit)
  if (!Number.isInteger(count) || count < 1 || count > MAX_LIMIT)
    throw invalid({ limit: `Write a whole number from 1 to ${MAX_LIMIT}.` })
  if (after !== undefined && !isId(String(after)))
    throw invalid({ after: 'Write the id that the answer before gave as "next".' })
  return { limit: count, after: after === undefined ? null : String(after) }
}
