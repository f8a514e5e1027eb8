import { requireAccess } from '../../accounts/access.ts'
import { actingAs } from '../../accounts/logbook.ts'
import { readImportPaging, readNewImport } from '../../feed/import/import-input.ts'
import {
  createImport,
  getImport,
  type Import,
  listImportItems,
  listImports,
  lookedAt,
  optionsOf,
  reportOf,
  sentencesOf,
} from '../../feed/import/imports.ts'
import type { FeedImportItem } from '../../generated/prisma/client.ts'
import { type Handler, idOf } from '../handler.ts'
import { repeatable } from '../idempotency.ts'
import { readJson } from '../request-body.ts'
import { requireProgram } from '../signed-in.ts'

/** GET /api/v1/imports */
export const getImports: Handler = async (host, req, res) => {
  requireAccess(await requireProgram(host, req), 'import show')
  res.json({ imports: (await listImports(host)).map(importJson) })
}

/** POST /api/v1/imports — {"url": "…", "slug": "…", "dryRun": false, "ownerConfirmed": false} */
export const postImport: Handler = async (host, req, res) => {
  const program = await requireProgram(host, req)
  requireAccess(program, 'import show')
  const typed = (await readJson(req, res)) ?? {}
  await repeatable(host, program, req, res, {
    fields: { typed },
    status: 202,
    locationOf: ({ id }: { id: string }) => `/api/v1/imports/${id}`,
    async make(keep) {
      const also: Parameters<typeof createImport>[2] = { also: (tx, created) => keep(tx, importJson(created)) }
      return importJson(await createImport(actingAs(host, program), readNewImport(typed), also))
    },
  })
}

/** GET /api/v1/imports/:id?after=&limit=&outcome= — with its episodes in the order of the feed. */
export const getOneImport: Handler = async (host, req, res) => {
  requireAccess(await requireProgram(host, req), 'import show')
  const found = await getImport(host, idOf(req, 'import'))
  const paging = readImportPaging(req.query)
  const items = await listImportItems(host, found.id, paging)
  const next = items.length === paging.limit ? items.at(-1)!.position : null
  res.json({ ...importJson(found), episodes: items.map(itemJson), next })
}

/** `total` is null until the feed was read; `done` is how many of its episodes were looked at. */
function importJson(found: Import) {
  const { id, url, state, total, counts, show, createdAt, startedAt, finishedAt } = found
  return {
    ...{ id, url, ...optionsOf(found), show: show?.slug ?? null, state, total, done: lookedAt(found) },
    counts,
    report: reportOf(found),
    ...{ createdAt, startedAt, finishedAt },
  }
}

function itemJson(item: FeedImportItem) {
  const { position, guid, title, outcome, episodeId } = item
  return { position, guid, title, outcome, message: sentencesOf(item).join(' ') || null, episode: episodeId }
}
