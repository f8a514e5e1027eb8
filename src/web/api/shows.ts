import { setShowArtwork } from '../../shows/keep-artwork.ts'
import { changeShow, createShow, getShow, listShows } from '../../shows/show.ts'
import { readNewShow, readShowChanges } from '../../shows/show-input.ts'
import { type Handler, partOf } from '../handler.ts'
import { repeatable } from '../idempotency.ts'
import { readJson } from '../request-body.ts'
import { requireToken } from '../signed-in.ts'
import { readPicture } from '../uploads/picture.ts'
import { showJson } from './representation.ts'
import { wantsDeleted } from './wants-deleted.ts'

/** GET /api/v1/shows?deleted= */
export const getShows: Handler = async (host, req, res) => {
  const deleted = wantsDeleted(req)
  if (deleted) await requireToken(host, req)
  const shows = await listShows(host, { deleted })
  res.json({ shows: shows.map((show) => showJson(host.config, show)) })
}

/** POST /api/v1/shows */
export const postShow: Handler = async (host, req, res) => {
  const token = await requireToken(host, req)
  await repeatable(host, token, req, res, {
    locationOf: ({ slug }: { slug: string }) => `/api/v1/shows/${slug}`,
    async make(keep) {
      const typed = readNewShow(await readJson(req, res))
      return showJson(
        host.config,
        await createShow(host, typed, (tx, created) => keep(tx, showJson(host.config, created))),
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
  await requireToken(host, req)
  const changes = readShowChanges((await readJson(req, res)) ?? {})
  res.json(showJson(host.config, await changeShow(host, partOf(req, 'show'), changes)))
}

/** PUT /api/v1/shows/:show/artwork */
export const putShowArtwork: Handler = async (host, req, res) => {
  await requireToken(host, req)
  const { slug } = await getShow(host, partOf(req, 'show'))
  res.json(showJson(host.config, await setShowArtwork(host, slug, await readPicture(host, req, res))))
}
