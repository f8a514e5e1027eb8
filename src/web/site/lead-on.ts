import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express'
import { databaseAway } from '../../db.ts'
import { findKeptPath, findPlace } from '../../episodes/find-place.ts'
import type { Place } from '../../episodes/place.ts'
import { Refusal } from '../../lib/errors.ts'
import { artworkUrl, audioUrl } from '../../shows/addresses.ts'
import { refusalOf } from '../../shows/deletion.ts'
import { leadsTo } from '../../shows/move.ts'
import type { Host } from '../handler.ts'
import { isOwnPage } from './own-name.ts'
import { type Asked, beginningsOf, isReading, readAddress, withSlugsOfNow } from './read-address.ts'

/** Not for ever: whoever changes an address back must not meet a cache that leads away from it. */
const MAX_AGE_SECONDS = 300

/** Where an address leads to, or what is said of it. */
type Lead = string | Refusal

/**
 * Answers for addresses that a show or an episode had before (301, to the same address with the slugs of now), for
 * feeds that moved away (301), and for what is deleted. From memory, so while the database is away too.
 */
export const leadOn =
  (host: Host): RequestHandler =>
  (req, res, next) => {
    const asked = readAddress(req)
    const lead = asked && leadFromMemory(host, asked)
    if (lead === null) next()
    else answer(res, next, lead)
  }

/**
 * The same where no route knows an address, then from the rows: with what stands behind a former slug (a hash, a
 * language), and audio and pictures under any slug their show or episode has or had. Capitals lead to small letters.
 */
export const leadOnUnknown =
  (host: Host): ErrorRequestHandler =>
  async (error, req, res, next) => {
    const isUnknown = error instanceof Refusal && error.status === 404
    if (res.headersSent || !(isUnknown || databaseAway(error))) return next(error)
    const inSmall = leadToSmall(host, req)
    if (inSmall !== null) return answer(res, next, inSmall)
    const asked = readAddress(req)
    const lead =
      asked && (leadFromMemory(host, asked) ?? (isUnknown ? await leadFromRows(host, asked).catch(asBefore) : null))
    if (lead === null) next(error)
    else answer(res, next, lead)
  }

const leadFromMemory = (host: Host, asked: Asked) => leadOf(host, asked, host.addresses.find(asked.show, asked.episode))

async function leadFromRows(host: Host, asked: Asked): Promise<Lead | null> {
  const { show, episode, media, isOpen } = asked
  const slugsIn = (name: string) => (isOpen ? beginningsOf(name) : [name])
  const place = await findPlace(
    host,
    episode === null ? slugsIn(show) : [show],
    episode === null ? null : slugsIn(episode),
  )
  const lead = leadOf(host, asked, place)
  if (lead || !place || !media) return lead
  const path = await findKeptPath(host, media, place)
  // Published between the route's look and this one: it would lead to itself.
  if (path === null || asked.path === `/${media.kind}/${path}`) return null
  return (media.kind === 'audio' ? audioUrl : artworkUrl)(host.config, path)
}

/** What is deleted is said first; only the feed of a show that moved away leads there even then. */
function leadOf({ config, now }: Host, asked: Asked, place: Place | null): Lead | null {
  if (!place) return null
  const { show, episode } = place
  const elsewhere = asked.front === 'feeds' ? leadsTo(config, show, now()) : null
  if (elsewhere) return elsewhere

  const refusal = refusalOf(show, 'page', now()) ?? (episode && refusalOf(episode, 'page', now()))
  // What is not kept under these slugs may be so under others, which only the rows can say.
  if (refusal || asked.front === 'audio' || asked.front === 'artwork') return refusal
  const path = withSlugsOfNow(asked, place)
  return path === asked.path ? null : `${config.publicUrl}${path}${asked.query}`
}

/** Addresses have no capitals; whoever reads one off a poster may type some. Those of shows lead on, and of own pages. */
function leadToSmall({ config, addresses }: Host, { method, path, url }: Request): string | null {
  const small = path.toLowerCase()
  if (small === path || !isReading(method)) return null
  const asked = readAddress({ method, path: small, url })
  const isKnown = isOwnPage(small) || (asked && addresses.find(asked.show, null))
  return isKnown ? `${config.publicUrl}${small}${url.slice(path.length)}` : null
}

/** A route that needed no database to say that it knows nothing was right. */
function asBefore(error: unknown): null {
  if (databaseAway(error)) return null
  throw error
}

function answer(res: Response, next: (error: unknown) => void, lead: Lead) {
  if (lead instanceof Refusal) return next(lead)
  res.writeHead(301, {
    Location: lead,
    'Cache-Control': `public, max-age=${MAX_AGE_SECONDS}`,
    'Content-Length': 0,
  })
  res.end()
}
