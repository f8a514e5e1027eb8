import type { Request } from 'express'
import { may, type Program, requireAccess, type ShowVerb } from '../../accounts/access.ts'
import {
  type Change,
  type Episode,
  editVerb,
  getEpisode,
  getPublishedEpisode,
  getStanding,
  type Standing,
} from '../../episodes/episode.ts'
import { notFound } from '../../lib/errors.ts'
import { getShow, type Show } from '../../shows/show.ts'
import { type Host, idOf, partOf } from '../handler.ts'
import { seenVersion } from '../seen-version.ts'
import { optionalProgram, requireProgram } from '../signed-in.ts'

/** The show in the address, for a program that may do that with it. */
export async function showFor(host: Host, req: Request, verb: ShowVerb, known?: Program): Promise<Show> {
  const program = known ?? (await requireProgram(host, req))
  const show = await getShow(host, partOf(req, 'show'))
  requireAccess(program, verb, show.id)
  return show
}

/** The episode in the address, for a program that may do that with it; to edit it as it stands unless told otherwise. */
export async function episodeFor(host: Host, req: Request, verb?: ShowVerb, known?: Program): Promise<Episode> {
  const program = known ?? (await requireProgram(host, req))
  const episode = await getEpisode(host, idOf(req, 'episode'))
  requireEpisode(host, program, episode, verb)
  return episode
}

/** The same with who changes it and which version of it was seen, and no more than its id: what changes it reads it anew. */
export async function changeFor(host: Host, req: Request, verb?: ShowVerb): Promise<{ id: string; change: Change }> {
  const by = await requireProgram(host, req)
  const episode = await getStanding(host, idOf(req, 'episode'))
  requireEpisode(host, by, episode, verb)
  return { id: episode.id, change: { by, seen: seenVersion(req) } }
}

function requireEpisode(host: Host, program: Program, episode: Standing, verb?: ShowVerb) {
  if (!may(program, 'see show', episode.showId)) throw notFound('episode')
  requireAccess(program, verb ?? editVerb(episode, host.now()), episode.showId)
}

/** The episode in the address as far as whoever asks may know of it: a draft is for programs that may see its show. */
export async function readableEpisode(host: Host, req: Request): Promise<{ episode: Episode; isProducer: boolean }> {
  const program = await optionalProgram(host, req)
  const id = idOf(req, 'episode')
  const showId = program && (await host.db.episode.findUnique({ where: { id }, select: { showId: true } }))?.showId
  if (!program || !showId || !may(program, 'see show', showId))
    return { episode: await getPublishedEpisode(host, { id }), isProducer: false }
  return { episode: await getEpisode(host, id), isProducer: true }
}
