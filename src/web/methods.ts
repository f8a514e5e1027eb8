import type { Express, RequestHandler } from 'express'
import { Refusal } from '../lib/errors.ts'

/** Sends back what was sent, cookies and tokens too; no address answers it. */
export const refuseTrace: RequestHandler = (req, res, next) => next(req.method === 'TRACE' ? refused(res, READS) : null)

/**
 * The last routes: an address that knows other methods than the one asked for answers 405 and names them (RFC 9110
 * §15.5.6), OPTIONS too. `known` has the methods of each route.
 */
export function refuseOtherMethods(router: Express, known: Map<string, string[]>) {
  for (const [path, methods] of known) {
    const allowed = methods.includes('GET') ? ['HEAD', ...methods] : methods
    router.all(path, (req, res, next) => {
      // What a route for this method let pass is unknown, not forbidden.
      if (allowed.includes(req.method)) return next()
      if (req.method !== 'OPTIONS') return next(refused(res, allowed))
      res
        .set('Allow', [...allowed, 'OPTIONS'].join(', '))
        .status(204)
        .end()
    })
  }
}

const READS = ['GET', 'HEAD']

function refused(res: Parameters<RequestHandler>[1], allowed: string[]) {
  res.set('Allow', allowed.join(', '))
  return new Refusal(405, 'method-not-allowed', `This address answers ${allowed.join(', ')} only.`)
}
