import type { Request } from 'express'
import { restoreVersion } from '../../episodes/restore-version.ts'
import { changedFacts } from '../../episodes/version-facts.ts'
import { getVersion, listVersions, type Version } from '../../episodes/versions.ts'
import { staysReady } from '../../feed/publish-gate.ts'
import { invalid, notFound } from '../../lib/errors.ts'
import { type Handler, partOf } from '../handler.ts'
import { versionNumber } from '../seen-version.ts'
import { changeFor, episodeFor } from './asked-for.ts'
import { episodeJson } from './representation.ts'

const DEFAULT_LIMIT = 50
const MAX_LIMIT = 200

/** GET /api/v1/episodes/:id/versions?limit=&before= — newest first, what each changed, without what it was. */
export const getVersions: Handler = async (host, req, res) => {
  const { id } = await episodeFor(host, req, 'see show')
  const { limit, before } = readPaging(req.query)
  // One more, since each is compared with the one before.
  const rows = await listVersions(host, id, limit + 1, before)
  const versions = rows.slice(0, limit)
  const next = rows.length > limit ? versions.at(-1)!.number : null
  res.json({ versions: versions.map((version, at) => versionJson(version, rows[at + 1])), next })
}

/** GET /api/v1/episodes/:id/versions/:number — with the whole episode as it was. */
export const getOneVersion: Handler = async (host, req, res) => {
  const { id } = await episodeFor(host, req, 'see show')
  const number = numberOf(req)
  const version = await getVersion(host.db, id, number)
  const before = number > 0 ? await getVersion(host.db, id, number - 1) : undefined
  res.json({ ...versionJson(version, before), facts: version.facts })
}

/** PUT /api/v1/episodes/:id/versions/:number/restoration?seen= — the episode is again what it was then. */
export const putRestoration: Handler = async (host, req, res) => {
  const { id, change } = await changeFor(host, req)
  const { episode, left } = await restoreVersion(host, id, numberOf(req), { ...change, guard: staysReady(host) })
  res.json({ ...episodeJson(host.config, episode, host.now()), left })
}

/** Who made a version when, and what is other in it than in the one before, if that is known. */
const versionJson = ({ number, savedBy, createdAt, restores, facts }: Version, before: Version | undefined) => ({
  ...{ number, by: savedBy, at: createdAt, restores },
  changed: before ? changedFacts(facts, before.facts) : [],
})

function numberOf(req: Request): number {
  const number = versionNumber(partOf(req, 'number'))
  if (number === undefined) throw notFound('version')
  return number
}

function readPaging({ limit, before }: Record<string, unknown>) {
  const count = limit === undefined ? DEFAULT_LIMIT : Number(limit)
  if (!Number.isInteger(count) || count < 1 || count > MAX_LIMIT)
    throw invalid({ limit: `Write a whole number from 1 to ${MAX_LIMIT}.` })
  const olderThan = before === undefined ? undefined : versionNumber(String(before))
  if (before !== undefined && olderThan === undefined)
    throw invalid({ before: 'Write the number that the answer before gave as "next".' })
  return { limit: count, before: olderThan }
}
