import type { Request } from 'express'
import { findEntries, type LogEntry } from '../../accounts/read-log.ts'
import { invalid } from '../../lib/errors.ts'
import type { Handler } from '../handler.ts'
import { findKind, openLog } from '../log-wish.ts'
import { requireProgram } from '../signed-in.ts'

const DEFAULT_LIMIT = 100
const MAX_LIMIT = 1000

/**
 * GET /api/v1/log?kind=&person=&show=&limit=&after= — who did what, the newest first; with a show that show's alone.
 */
export const getLog: Handler = async (host, req, res) => {
  const program = await requireProgram(host, req)
  const show = await openLog(host, program, req.query)
  const wish = readLogWish(req.query)
  const entries = await findEntries(host, { ...wish, showId: show?.id ?? null })
  const next = entries.length === wish.limit ? Number(entries.at(-1)!.id) : null
  res.json({ entries: entries.map(entryJson), next })
}

function readLogWish({ kind, person = '', limit, after }: Request['query']) {
  const known = kind === undefined ? null : findKind(kind)
  if (kind !== undefined && !known) throw invalid({ kind: 'There is no such kind of entry, and no such area.' })
  if (typeof person !== 'string') throw invalid({ person: 'Write an id, or words of a name.' })
  const count = limit === undefined ? DEFAULT_LIMIT : Number(limit)
  if (!Number.isInteger(count) || count < 1 || count > MAX_LIMIT)
    throw invalid({ limit: `Write a whole number from 1 to ${MAX_LIMIT}.` })
  if (after !== undefined && !/^\d{1,15}$/.test(String(after)))
    throw invalid({ after: 'Write the number that the answer before gave as "next".' })
  return { kind: known, person, limit: count, before: after === undefined ? null : BigInt(String(after)) }
}

/** `at` is UTC; names are those of that moment. */
const entryJson = (entry: LogEntry) => {
  const { id, at, kind, result, byKind, byId, byName, aboutKind, aboutId, aboutName, showId, facts } = entry
  return {
    ...{ id: Number(id), at, kind, result },
    by: { kind: byKind, id: byId, name: byName },
    about: aboutKind && { kind: aboutKind, id: aboutId, name: aboutName },
    ...{ showId, facts },
  }
}
