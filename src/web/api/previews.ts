import { actingAs } from '../../accounts/logbook.ts'
import {
  createPreviewLink,
  listPreviewLinks,
  type PreviewLink,
  previewUrl,
  revokePreviewLink,
} from '../../episodes/preview.ts'
import { readPreview } from '../../episodes/preview-input.ts'
import { type Handler, idOf } from '../handler.ts'
import { readJson } from '../request-body.ts'
import { requireProgram } from '../signed-in.ts'
import { episodeFor } from './asked-for.ts'

/** GET /api/v1/episodes/:id/previews — the links that still lead to it, without their secrets. */
export const getPreviews: Handler = async (host, req, res) => {
  const { id } = await episodeFor(host, req, 'see show')
  res.json({ previews: (await listPreviewLinks(host, id)).map(previewJson) })
}

/** POST /api/v1/episodes/:id/previews — {"days": 7}: a new link, whose address is told this once. */
export const postPreview: Handler = async (host, req, res) => {
  const program = await requireProgram(host, req)
  const { id } = await episodeFor(host, req, undefined, program)
  const { days } = readPreview(await readJson(req, res))
  const link = await createPreviewLink(actingAs(host, program), id, { days, createdById: program.person?.id ?? null })
  res.status(201).json({ ...previewJson(link), url: previewUrl(host.config, link.secret) })
}

/** DELETE /api/v1/episodes/:id/previews/:preview — revokes it. */
export const deletePreview: Handler = async (host, req, res) => {
  const program = await requireProgram(host, req)
  const { id } = await episodeFor(host, req, undefined, program)
  await revokePreviewLink(actingAs(host, program), id, idOf(req, 'preview link', 'preview'))
  res.status(204).end()
}

const previewJson = ({ id, createdAt, createdBy, expiresAt }: PreviewLink) => ({
  ...{ id, createdAt, createdBy: createdBy?.name ?? null, expiresAt },
})
