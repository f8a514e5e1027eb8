import type { RequestHandler } from 'express'

/** Feeds, audio and pictures may be read by any web player (Fetch standard); nothing here depends on who asks. */
export const OPEN_TO_ALL = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'Accept-Ranges, Content-Length, Content-Range, ETag',
}

/** For pages and the API: own files only, never in a frame, no guessing of types. */
export const PAGE_HEADERS = {
  'Content-Security-Policy':
    "default-src 'self'; script-src 'self'; style-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'",
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=()',
  'X-Content-Type-Options': 'nosniff',
}

/** Sets them before a page or an answer of the API is made. */
export const pageHeaders: RequestHandler = (_req, res, next) => {
  res.set(PAGE_HEADERS)
  next()
}
