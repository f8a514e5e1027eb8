import type { Request, Response } from 'express'
import type { Actor } from '../../accounts/access.ts'
import { type Episode, getEpisode } from '../../episodes/episode.ts'
import { readEpisodeChanges } from '../../episodes/episode-input.ts'
import { invalid, Refusal } from '../../lib/errors.ts'
import { episodeJson } from '../api/representation.ts'
import { type Handler, type Host, idOf } from '../handler.ts'
import { readForm } from '../request-body.ts'
import { seenVersion } from '../seen-version.ts'
import { SENT, sentBefore } from '../sent-before.ts'
import { requirePerson, requireProgram } from '../signed-in.ts'
import { isStudio } from '../studio/paths.ts'
import { readMetadata } from './metadata-input.ts'
import { openReceivedBytes } from './received-bytes.ts'
import { makeTus, requireSpoken, requireVersion } from './tus.ts'
import { beginUpload, finishUpload, getUpload, type Row, refusalOf, typeFields } from './upload.ts'

const OFFSET_TYPE = 'application/offset+octet-stream'

/** Each handler of resumable uploads (tus 1.0.0): people with a session below /studio, programs with a token below /api. */
export function resumableUploads(host: Host) {
  const bytes = openReceivedBytes(host.config, host.storage)
  const tus = makeTus(host, bytes)

  const postUpload: Handler = async (_host, req, res) => {
    requireVersion(req, res)
    const actor = await actorOf(host, req, res)
    requireSpoken(req)
    const row = await beginUpload(host, actor, announcedBytes(req), readMetadata(headerOf(req, 'upload-metadata')))
    await tus.answer(req, res, actor, row)
  }

  /** HEAD says how much is there; GET what became of it. */
  const showUpload: Handler = async (_host, req, res) => {
    if (req.method === 'HEAD') return about(req, res)
    const actor = await actorOf(host, req, res)
    const row = await getUpload(host, actor, idOf(req, 'upload'))
    const isWhole = !row.finishedAt && (await bytes.count(row.id)) === Number(row.bytes)
    await sendOutcome(host, res, isWhole ? await finishUpload(host, bytes, actor, row.id).catch(stillTyped(row)) : row)
  }

  const patchUpload: Handler = async (_host, req, res) => {
    requireVersion(req, res)
    if (req.headers['content-type'] !== OFFSET_TYPE)
      throw new Refusal(415, 'not-a-piece', `Send the bytes as ${OFFSET_TYPE}.`)
    await about(req, res)
  }

  const deleteUpload: Handler = (_host, req, res) => about(req, res)

  /** What is typed while the file comes, and of the draft it became: of its version that was seen (`?seen=`). */
  const typeUpload: Handler = async (_host, req, res) => {
    const actor = await actorOf(host, req, res)
    const row = await getUpload(host, actor, idOf(req, 'upload'))
    const form = await readForm(req, res)
    const sent = sentBefore(form, (one) => readEpisodeChanges(Object.fromEntries(one), host.config.publicUrl))
    form.delete(SENT)
    const typed = await typeFields(host, actor, row, Object.fromEntries(form), { seen: seenVersion(req), sent })
    await sendOutcome(host, res, typed.row, typed.episode)
  }

  async function about(req: Request, res: Response) {
    requireVersion(req, res)
    const actor = await actorOf(host, req, res)
    await tus.answer(req, res, actor, await getUpload(host, actor, idOf(req, 'upload')))
  }

  return { postUpload, typeUpload, showUpload, patchUpload, deleteUpload }
}

/** OPTIONS: what is spoken here. */
export const describeUploads: Handler = ({ config }, _req, res) => {
  res
    .set({ 'Tus-Resumable': '1.0.0', 'Tus-Version': '1.0.0', 'Tus-Max-Size': String(config.maxUploadBytes) })
    .set('Tus-Extension', 'creation,creation-with-upload,termination,expiration')
    .status(204)
    .end()
}

/** A cookie counts in the studio alone, where the site of the sender is looked at. */
async function actorOf(host: Host, req: Request, res: Response): Promise<Actor> {
  return isStudio(req.path) ? requirePerson(host, req, res) : requireProgram(host, req)
}

function announcedBytes(req: Request): number {
  const text = headerOf(req, 'upload-length') ?? ''
  if (!/^(0|[1-9]\d{0,14})$/.test(text)) throw invalid({ 'Upload-Length': 'Say how many bytes the whole file has.' })
  return Number(text)
}

/** What can be asked for again says what was typed, which is kept meanwhile. */
const stillTyped = (row: Row) => (error: unknown) => {
  if (!(error instanceof Refusal) || error.retryAfterSeconds === null) throw error
  const { status, code, message, fields, retryAfterSeconds, details } = error
  const more = { fields, retryAfterSeconds, details: { ...details, typed: row.fields }, cause: error.cause }
  throw new Refusal(status, code, message, more)
}

const headerOf = (req: Request, name: string) => req.headers[name] as string | undefined

async function sendOutcome(host: Host, res: Response, row: Row, changed: Episode | null = null) {
  const refusal = refusalOf(row)
  if (refusal) throw refusal
  const episode = changed ?? (row.episodeId && (await getEpisode(host, row.episodeId)))
  res.json({
    id: row.id,
    state: row.finishedAt ? 'done' : 'receiving',
    episode: episode && episodeJson(host.config, episode, host.now()),
    notices: row.notices,
    typed: row.fields,
  })
}
