import type { RequestHandler } from 'express'
import type { Config } from '../config.ts'
import { Refusal } from '../lib/errors.ts'

const READS = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Refuses whatever changes something and was not sent by a page of this host: a browser sends the cookie along also
 * when another site asks it to. It names the sender in Sec-Fetch-Site, which no page can set; without https elsewhere
 * than on this machine only in Origin. What names none is refused too.
 */
export function refuseOtherSites({ publicUrl }: Pick<Config, 'publicUrl'>): RequestHandler {
  const { origin } = new URL(publicUrl)
  return (req, _res, next) => {
    if (READS.has(req.method)) return next()
    const site = req.headers['sec-fetch-site']
    const isOwn = site === undefined ? req.headers.origin === origin : site === 'same-origin'
    next(isOwn ? undefined : new Refusal(403, 'other-site', 'This form was not sent from a page of this host.'))
  }
}
