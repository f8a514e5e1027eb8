import { may, type Program, requireAccess } from '../../accounts/access.ts'
import { changeEpisode, findAudioSeconds, type Listed, listEpisodes } from '../../episodes/episode.ts'
import { setEpisodeArtwork } from '../../episodes/episode-artwork.ts'
import { type NewEpisode, readEpisodeChanges, readNewEpisode } from '../../episodes/episode-input.ts'
import { findStagedSeconds, type Ingested, ingestEpisode, replaceAudio } from '../../episodes/ingest.ts'
import { invalid, notFound } from '../../lib/errors.ts'
import { getShow, type Show } from '../../shows/show.ts'
import { dropStaged, type StagedFile } from '../../storage/staging.ts'
import { type Handler, type Host, isId, partOf } from '../handler.ts'
import { repeatable } from '../idempotency.ts'
import { readJson } from '../request-body.ts'
import { optionalProgram, requireProgram } from '../signed-in.ts'
import { sendMedia } from '../site/media.ts'
import { receiveUpload } from '../uploads/multipart.ts'
import { readPicture } from '../uploads/picture.ts'
import { changeFor, episodeFor, readableEpisode } from './asked-for.ts'
import { episodeJson } from './representation.ts'
import { wantsDeleted } from './wants-deleted.ts'

const DEFAULT_LIMIT = 50
const MAX_LIMIT = 200

/** GET /api/v1/shows/:show/episodes?limit=&after=&deleted= — the published ones without a key to the show. */
export const getEpisodes: Handler = async (host, req, res) => {
  const deleted = wantsDeleted(req)
  const program = deleted ? await requireProgram(host, req) : await optionalProgram(host, req)
  const show = await getShow(host, partOf(req, 'show'))
  const listed = listedFor(program, show, deleted)
  const { limit, after } = readPaging(req.query)
  const episodes = await listEpisodes(host, show, { listed, limit, after })
  const next = episodes.length === limit ? episodes.at(-1)!.id : null
  res.json({ episodes: episodes.map((episode) => episodeJson(host.config, episode, host.now())), next })
}

/** POST /api/v1/shows/:show/episodes — multipart: the file `audio`, and text parts for what its tags don't say. */
export const postEpisode: Handler = async (host, req, res) => {
  const program = await requireProgram(host, req)
  const show = await getShow(host, partOf(req, 'show'))
  requireAccess(program, 'upload', show.id)
  await repeatable(host, program, req, res, {
    locationOf: ({ id }: { id: string }) => `/api/v1/episodes/${id}`,
    async make(keep) {
      const { file, fields } = await receiveUpload(host, req, res, 'audio')
      const typed = await readOrDrop(() => readTyped(host, file, fields), file)
      return ingestedJson(
        host,
        await ingestEpisode(host, show, file, typed, {
          by: program,
          also: (tx, made) => keep(tx, ingestedJson(host, made)),
        }),
      )
    },
  })
}

/** GET /api/v1/episodes/:id */
export const getOneEpisode: Handler = async (host, req, res) => {
  const { episode } = await readableEpisode(host, req)
  res.json(episodeJson(host.config, episode, host.now()))
}

/** PATCH /api/v1/episodes/:id?seen= */
export const patchEpisode: Handler = async (host, req, res) => {
  const { id, change } = await changeFor(host, req)
  const typed = (await readJson(req, res)) ?? {}
  const changes = readEpisodeChanges(typed, host.config.publicUrl, await findAudioSeconds(host, id))
  res.json(episodeJson(host.config, await changeEpisode(host, id, changes, change), host.now()))
}

/** GET /api/v1/episodes/:id/audio — the original, also of a draft. */
export const getAudio: Handler = async (host, req, res) => {
  const { enclosure } = await episodeFor(host, req, 'see show')
  if (!enclosure) throw notFound('audio')
  await sendMedia(host, req, res, { ...enclosure, bytes: Number(enclosure.bytes) }, 'private, no-store')
}

/** PUT /api/v1/episodes/:id/audio?seen= — multipart: the file `audio`. */
export const putAudio: Handler = async (host, req, res) => {
  const { id, change } = await changeFor(host, req)
  const { file, fields } = await receiveUpload(host, req, res, 'audio')
  await readOrDrop(() => refuseTexts(fields), file)
  res.json(episodeJson(host.config, await replaceAudio(host, id, file, change), host.now()))
}

/** GET /api/v1/episodes/:id/artwork — the episode's own picture as it was sent, also of a draft. */
export const getEpisodeArtwork: Handler = async (host, req, res) => {
  const { artwork } = await episodeFor(host, req, 'see show')
  if (!artwork) throw notFound('artwork')
  await sendMedia(host, req, res, artwork, 'private, no-store')
}

/** PUT /api/v1/episodes/:id/artwork?seen= — multipart: the file `artwork`. */
export const putEpisodeArtwork: Handler = async (host, req, res) => {
  const { id, change } = await changeFor(host, req)
  const episode = await setEpisodeArtwork(host, id, await readPicture(host, req, res), change)
  res.json(episodeJson(host.config, episode, host.now()))
}

/** Which episodes of a show whoever asks may see a list of. */
function listedFor(program: Program | null, show: Show, deleted: boolean): Listed {
  if (program && deleted) requireAccess(program, 'see show', show.id)
  if (deleted) return 'deleted'
  return program && may(program, 'see show', show.id) ? 'all' : 'published'
}

const ingestedJson = (host: Host, { episode, notices }: Ingested) => ({
  ...episodeJson(host.config, episode, host.now()),
  notices,
})

function refuseTexts(fields: Record<string, unknown>) {
  const sentence = 'Here the audio alone is replaced. Change this with PATCH on the episode.'
  const names = Object.keys(fields)
  if (names.length > 0) throw invalid(Object.fromEntries(names.map((name) => [name, sentence])))
}

/** The file is looked into before it is kept only where something is refused: soundbites outside of it are told too. */
async function readTyped(host: Host, file: StagedFile, fields: Record<string, unknown>): Promise<NewEpisode> {
  const { publicUrl } = host.config
  try {
    return readNewEpisode(fields, publicUrl)
  } catch (error) {
    if (!fields.soundbites) throw error
    return readNewEpisode(fields, publicUrl, await findStagedSeconds(host, file))
  }
}

async function readOrDrop<T>(read: () => T | Promise<T>, file: StagedFile): Promise<T> {
  try {
    return await read()
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
