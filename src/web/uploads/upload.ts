import { randomUUID } from 'node:crypto'
import { type Actor, may, mayNot, requireAccess } from '../../accounts/access.ts'
import { lookAgain } from '../../accounts/look-again.ts'
import type { Tx } from '../../db.ts'
import { EMPTY } from '../../episodes/audio-refusals.ts'
import { refuseChanged } from '../../episodes/changed-meanwhile.ts'
import { changeEpisode, type Episode, editVerb, getEpisode, type TypedChange } from '../../episodes/episode.ts'
import { readEpisodeChanges, readNewEpisode } from '../../episodes/episode-input.ts'
import { ingestEpisode, replaceAudio } from '../../episodes/ingest.ts'
import { whileDraft } from '../../episodes/while-draft.ts'
import type { Upload as Row } from '../../generated/prisma/client.ts'
import { gone, invalid, notFound, Refusal, tooLarge } from '../../lib/errors.ts'
import { cleanCharacters } from '../../lib/plain-text.ts'
import { getShow } from '../../shows/show.ts'
import { damaged } from '../../storage/s3-refusals.ts'
import { dropStaged } from '../../storage/staging.ts'
import type { Host } from '../handler.ts'
import { type Announced, REPLACED } from './metadata-input.ts'
import type { ReceivedBytes } from './received-bytes.ts'

export type { Row }

/** Hours after which an upload is gone, whole or not. */
export const UPLOAD_HOURS = 24
/** How long somebody waits for the same upload to become an episode: a long file has to be read and kept. */
const FINISH_SECONDS = 600
/** How long what is typed waits for that: less than its sender waits, so that nothing is written after she gave up. */
const TYPE_SECONDS = 20
/** The status of what somebody may not, and might again. */
const FORBIDDEN = 403

/**
 * Writes down that a file will come. Refuses who may not send it, what is too large or empty, and (409) what is to take the
 * place of other audio than was seen, before a byte of it.
 */
export async function beginUpload(
  host: Host,
  actor: Actor,
  bytes: number,
  { name, to, fields }: Announced,
): Promise<Row> {
  const { db, config } = host
  if (bytes > config.maxUploadBytes) throw tooLarge(config.maxUploadBytes)
  if (bytes === 0) throw invalid({ 'Upload-Length': EMPTY })
  const replaced = 'episode' in to ? await getEpisode(host, to.episode) : null
  const { id: showId } = replaced?.show ?? (await getShow(host, 'show' in to ? to.show : ''))
  requireUpload(host, actor, showId, replaced)
  const seen = replaced && 'episode' in to ? (to.seen ?? replaced.version) : null
  if (replaced && seen !== null) await refuseChanged(db, replaced, 'audio', seen, actor)
  const row = { id: randomUUID(), owner: ownerOf(actor), showId, replacesId: replaced?.id ?? null, seen }
  return db.upload.create({ data: { ...row, name, bytes, fields: storable(fields), createdAt: host.now() } })
}

/**
 * An upload for who began it and still may; to everybody else there is none. Refuses with 410 one of yesterday, and with
 * 403 who may not any more: she knows her own, and it waits for her.
 */
export async function getUpload(host: Host, actor: Actor, id: string): Promise<Row> {
  const row = await host.db.upload.findUnique({ where: { id } })
  if (row?.owner !== ownerOf(actor)) throw notFound('upload')
  if (row.createdAt.getTime() < host.now().getTime() - UPLOAD_HOURS * 3_600_000) throw gone('upload')
  if (!may(actor, 'see show', row.showId)) throw mayNot('upload')
  const replaced = row.replacesId && !row.finishedAt ? await getEpisode(host, row.replacesId) : null
  requireUpload(host, actor, row.showId, replaced)
  return row
}

/** Who may upload to a show; other audio for what listeners hear takes more. */
export function requireUpload({ now }: Pick<Host, 'now'>, actor: Actor, showId: string, replaced: Episode | null) {
  requireAccess(actor, 'upload', showId)
  if (replaced) requireAccess(actor, editVerb(replaced, now()), showId)
}

/**
 * Takes what is typed for a new episode: while the file comes it is kept and wins over what is found in it, afterwards
 * it changes the draft, which is answered then. Refuses what no episode may have, and (409) what somebody changed since
 * the version that was `seen`, and an episode that has a date by then: that changes on its own page.
 */
export async function typeFields(
  host: Host,
  actor: Actor,
  { id }: Row,
  fields: Record<string, string>,
  seen: Pick<TypedChange, 'seen' | 'sent'>,
): Promise<{ row: Row; episode: Episode | null }> {
  const release = await host.locks.hold(`finish ${id}`, { seconds: TYPE_SECONDS })
  try {
    const row = await host.db.upload.findUniqueOrThrow({ where: { id } })
    if (row.replacesId) throw invalid(Object.fromEntries(Object.keys(fields).map((name) => [name, REPLACED])))
    if (row.episodeId) return { row, episode: await changeDraft(host, actor, row.episodeId, fields, seen) }
    if (row.finishedAt) return { row, episode: null }
    readNewEpisode(fields, host.config.publicUrl)
    const data = { fields: { ...(row.fields as object), ...storable(fields) } }
    return { row: await host.db.upload.update({ where: { id }, data }), episode: null }
  } finally {
    await release()
  }
}

/**
 * Makes of a whole upload what it was sent for, once, whoever asks how often: a draft, or other audio of an episode. What
 * was declined stays declined with the same sentence; what failed on the way can be asked for again, and so can what
 * its sender may not any more, or an author not in this moment: its bytes wait as those of an interrupted one.
 */
export async function finishUpload(host: Host, bytes: ReceivedBytes, actor: Actor, id: string): Promise<Row> {
  const release = await host.locks.hold(`finish ${id}`, { seconds: FINISH_SECONDS })
  try {
    const row = await host.db.upload.findUniqueOrThrow({ where: { id } })
    if (row.finishedAt) return row
    await lookAgainAt(actor)
    const finished = await make(host, bytes, actor, row).catch((error) => decline(host, actor, row, error))
    await bytes
      .remove(id)
      .catch((error) => host.log.warn({ error: String(error) }, 'a finished upload could not be removed'))
    return finished
  } finally {
    await release()
  }
}

/** The refusal an upload ended with. */
export function refusalOf({ refusal }: Row): Refusal | null {
  if (!refusal) return null
  const { status, code, message, fields } = refusal as unknown as Pick<
    Refusal,
    'status' | 'code' | 'message' | 'fields'
  >
  return new Refusal(status, code, message, { fields })
}

async function changeDraft(
  host: Host,
  actor: Actor,
  id: string,
  fields: Record<string, string>,
  seen: Pick<TypedChange, 'seen' | 'sent'>,
): Promise<Episode> {
  const guard = whileDraft(host.now)
  const episode = await getEpisode(host, id)
  guard(episode, episode)
  requireUpload(host, actor, episode.showId, episode)
  const changes = readEpisodeChanges(fields, host.config.publicUrl, episode.enclosure?.seconds)
  return changeEpisode(host, id, changes, { by: actor, ...seen, guard })
}

async function make(host: Host, bytes: ReceivedBytes, by: Actor, row: Row): Promise<Row> {
  const { db, config, now } = host
  const { id, name } = row
  const show = await db.show.findUnique({ where: { id: row.showId }, include: { artwork: true } })
  if (!show || show.deletedAt) throw notFound('show')
  const typed = readNewEpisode(row.fields, config.publicUrl)
  const file = await bytes.stage(id, name)
  if (file.bytes !== Number(row.bytes)) {
    await dropStaged(file)
    throw damaged()
  }
  const write = (tx: Tx, episodeId: string, notices: string[]) =>
    tx.upload.updateMany({ where: { id, finishedAt: null }, data: { episodeId, notices, finishedAt: now() } })
  if (row.replacesId) {
    const change = { by, seen: row.seen ?? undefined }
    await write(db, (await replaceAudio(host, row.replacesId, file, change)).id, [])
  } else
    await ingestEpisode(host, show, file, typed, {
      by,
      async also(tx, { episode, notices }) {
        const { count } = await write(tx, episode.id, notices)
        if (count === 0) throw notFound('upload')
      },
    })
  return db.upload.findUniqueOrThrow({ where: { id } })
}

/** Without characters that no database keeps; where an episode is written down they are left out too. */
const storable = (fields: Record<string, string>) =>
  Object.fromEntries(Object.entries(fields).map(([name, text]) => [name, cleanCharacters(text)]))

async function decline({ db, now }: Host, actor: Actor, { id }: Row, error: unknown): Promise<Row> {
  if (!(error instanceof Refusal) || error.status >= 500 || error.status === FORBIDDEN) throw error
  await lookAgainAt(actor)
  const { status, code, message, fields } = error
  return db.upload.update({ where: { id }, data: { refusal: { status, code, message, fields }, finishedAt: now() } })
}

/** Of the show of her own upload there is nothing to hide from her: where she sees it no more this is 403 too. */
async function lookAgainAt(actor: Actor) {
  await lookAgain(actor).catch((error) => {
    throw error instanceof Refusal && error.status === 404 ? mayNot('upload') : error
  })
}

const ownerOf = ({ kind, id }: Actor) => `${kind}:${id}`
