import { actingAs } from '../../../accounts/logbook.ts'
import { setShowArtwork } from '../../../shows/keep-artwork.ts'
import type { Handler } from '../../handler.ts'
import { textParts } from '../../uploads/multipart.ts'
import { readPicture } from '../../uploads/picture.ts'
import { leadBack } from '../done.ts'
import { fieldErrors } from '../field-errors.ts'
import { AWAY, attempt, statusOfRefused } from '../form.ts'
import { openShow, wayTo } from './open-show.ts'
import { sendSettings } from './settings.ts'

/** GET /studio/shows/:show/cover — its place among the settings. */
export const leadToCover: Handler = async (host, req, res) => {
  const view = await openShow(host, req, res, 'edit show')
  res.redirect(303, `${wayTo(view, 'settings')}#cover`)
}

/** POST /studio/shows/:show/cover — gives a show its cover, by the verb that programs use. */
export const postCover: Handler = async (host, req, res) => {
  const view = await openShow(host, req, res, 'edit show')
  const outcome = await attempt(
    async () => setShowArtwork(actingAs(host, view.person), view.show.slug, await readPicture(host, req, res)),
    [AWAY],
  )
  if ('done' in outcome) return leadBack(res, wayTo(view, 'settings'), 'cover')
  const errors = fieldErrors(view.language, outcome.refused, { content: 'artwork' })
  const status = statusOfRefused(host, res, outcome.refused)
  await sendSettings(view, res, { status, errors, cover: { typed: textParts(req) } })
}
