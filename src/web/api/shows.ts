import { may, requireAccess } from '../../accounts/access.ts'
import { actingAs } from '../../accounts/logbook.ts'
import { notFound } from '../../lib/errors.ts'
import { setShowArtwork } from '../../shows/keep-artwork.ts'
import { changeShow, createShow, getShow, listShows } from '../../shows/show.ts'
import { readNewShow, readShowChanges } from '../../shows/show-input.ts'
import { type Handler, partOf } from '../handler.ts'
import { repeatable } from '../idempotency.ts'
import { readJson } from '../request-body.ts'
import { requireProgram } from '../signed-in.ts'
import { sendMedia } from '../site/media.ts'
import { readPicture } from '../uploads/picture.ts'
import { showFor } from './asked-for.ts'
import { showJson } from './representation.ts'
import { wantsDeleted } from './wants-deleted.ts'

/** GET /api/v1/shows?deleted= */
export const getShows: Handler = async (host, req, res) => {
  const deleted = wantsDeleted(req)
  const program = deleted ? await requireProgram(host, req) : null
  const shows = await listShows(host, { deleted })
  const seen = shows.filter(({ id }) => !program || may(program, 'see show', id))
  res.json({ shows: seen.map((show) => showJson(host.config, show)) })
}

/** POST /api/v1/shows */
export const postShow: Handler = async (host, req, res) => {
  const program = await requireProgram(host, req)
  requireAccess(program, 'create show')
  const typed = await readJson(req, res)
  await repeatable(host, program, req, res, {
    fields: { typed },
    locationOf: ({ slug }: { slug: string }) => `/api/v1/shows/${slug}`,
    async make(keep) {
      return showJson(
        host.config,
        await createShow(actingAs(host, program), readNewShow(typed), (tx, created) =>
          keep(tx, showJson(host.config, created)),
        ),
      )
    },
  })
}

/** GET /api/v1/shows/:show */
export const getOneShow: Handler = async (host, req, res) => {
  res.json(showJson(host.config, await getShow(host, partOf(req, 'show'))))
}

/** PATCH /api/v1/shows/:show */
export const patchShow: Handler = async (host, req, res) => {
  const program = await requireProgram(host, req)
  const { slug } = await showFor(host, req, 'edit show', program)
  const changes = readShowChanges((await readJson(req, res)) ?? {})
  res.json(showJson(host.config, await changeShow(actingAs(host, program), slug, changes)))
}

/** GET /api/v1/shows/:show/artwork — the cover as it was sent. */
export const getShowArtwork: Handler = async (host, req, res) => {
  const { artwork } = await showFor(host, req, 'see show')
  if (!artwork) throw notFound('artwork')
  await sendMedia(host, req, res, artwork, 'private, no-store')
}

/** PUT /api/v1/shows/:show/artwork */
export const putShowArtwork: Handler = async (host, req, res) => {
  const program = await requireProgram(host, req)
  const { slug } = await showFor(host, req, 'edit show', program)
  const picture = await readPicture(host, req, res)
  res.json(showJson(host.config, await setShowArtwork(actingAs(host, program), slug, picture)))
}
