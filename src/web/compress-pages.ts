import { promisify } from 'node:util'
import zlib from 'node:zlib'
import type { NextFunction, Request, Response } from 'express'
import { type Coding, preferredCoding } from '../lib/content-coding.ts'
import { isStudio } from './studio/paths.ts'

/** Below this a packet more or less is not saved. */
const MIN_BYTES = 1024
/** A page is compressed for one reader: higher than this takes longer than the bytes saved. */
const BROTLI = { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 4 } }

const encode: Record<Exclude<Coding, 'plain'>, (text: string) => Promise<Buffer>> = {
  br: (text) => promisify(zlib.brotliCompress)(text, BROTLI),
  gzip: promisify<string, Buffer>(zlib.gzip),
}

/**
 * Compresses the public pages that are answered behind it, as the browser accepts it (RFC 9110 §12.5.3), with their
 * length; HEAD has the same head. Never a page of the studio, an error there either: what holds a secret beside text that
 * others chose tells of it by its length (BREACH).
 */
export function compressPages(req: Request, res: Response, next: NextFunction) {
  if (isStudio(req.path)) return next()
  const send = res.send.bind(res)
  res.send = (body) => {
    if (typeof body !== 'string' || !isText(res)) return send(body)
    res.vary('Accept-Encoding')
    const coding = preferredCoding(req.headers['accept-encoding'])
    if (coding === 'plain' || body.length < MIN_BYTES) return send(body)
    encode[coding](body).then((bytes) => {
      res.set('Content-Encoding', coding)
      send(bytes)
    }, next)
    return res
  }
  next()
}

const isText = (res: Response) => /^(?:text\/html|application\/json)\b/.test(String(res.getHeader('Content-Type')))
