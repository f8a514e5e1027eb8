import type { RequestHandler } from 'express'
import { Refusal } from '../../lib/errors.ts'

const READS = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Refuses (412) a change under an entity tag: the API gives none, so nothing would be protected from being overwritten
 * (RFC 9110 §13.1.1).
 */
export const refuseIfMatch: RequestHandler = (req, _res, next) => {
  const match = req.headers['if-match']
  if (match === undefined || match.trim() === '*' || READS.has(req.method)) return next()
  next(
    new Refusal(
      412,
      'no-entity-tags',
      'Changes have no entity tags. Say which version you saw with ?seen= (of a transcript with ?sha256=), without If-Match.',
    ),
  )
}
