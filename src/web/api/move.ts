import { actingAs } from '../../accounts/logbook.ts'
import { movedTo, moveShow, takeMoveBack } from '../../shows/move.ts'
import { readMove } from '../../shows/move-input.ts'
import { getShow, type Show } from '../../shows/show.ts'
import { type Handler, partOf } from '../handler.ts'
import { readJson } from '../request-body.ts'
import { requireProgram } from '../signed-in.ts'
import { showFor } from './asked-for.ts'

/** GET /api/v1/shows/:show/move */
export const getMove: Handler = async (host, req, res) => {
  res.json(moveJson(await getShow(host, partOf(req, 'show')), host.now()))
}

/** PUT /api/v1/shows/:show/move — {"to": "https://…/feed.xml", "at": "2026-10-25T06:00:00+01:00"}, now if absent. */
export const putMove: Handler = async (host, req, res) => {
  const program = await requireProgram(host, req)
  const { slug } = await showFor(host, req, 'move show', program)
  const move = readMove(await readJson(req, res))
  res.json(moveJson(await moveShow(actingAs(host, program), slug, move), host.now()))
}

/** DELETE /api/v1/shows/:show/move */
export const deleteMove: Handler = async (host, req, res) => {
  const program = await requireProgram(host, req)
  const { slug } = await showFor(host, req, 'move show', program)
  res.json(moveJson(await takeMoveBack(actingAs(host, program), slug), host.now()))
}

/** Whether the feed lives here, will move, or has. */
function moveJson(show: Show, now: Date) {
  const { newFeedUrl, movedAt } = show
  const status = !newFeedUrl ? 'here' : movedTo(show, now) ? 'moved' : 'announced'
  return { status, to: newFeedUrl, at: movedAt }
}
