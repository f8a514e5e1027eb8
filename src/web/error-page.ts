import { randomUUID } from 'node:crypto'
import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express'
import { SOMEBODY_ELSE } from '../browser/studio/person-header.ts'
import { databaseAway } from '../db.ts'
import { notFound, Refusal } from '../lib/errors.ts'
import type { Log } from '../log.ts'
import type { Host } from './handler.ts'
import { embedHeaders, PAGE_HEADERS } from './headers.ts'
import { type Language, languageOf, pathIn } from './languages.ts'
import { SECOND_FACTOR_MISSING, SIGNED_OUT } from './signed-in.ts'
import { isEmbed } from './site/embed-code.ts'
import { errorPage } from './site/error.ts'
import { studioErrorPage } from './studio/error.ts'
import { inLanguage } from './studio/field-errors.ts'
import { leadToSignIn } from './studio/given-back.ts'
import { isStudio, SECOND_FACTOR } from './studio/paths.ts'

/** How long a client that was refused may go on sending what nobody reads before its connection is cut. */
const LINGER_MILLISECONDS = 5000

/** The last route: nothing answers at this address. */
export const noSuchPage: RequestHandler = () => {
  throw notFound('page')
}

/** The only place where an error becomes an answer: problem+json (RFC 9457) for programs, a page for people. */
export function errorAnswer(host: Host): ErrorRequestHandler {
  const { config, log } = host
  return (error, req, res, next) => {
    const refusal = refusalOf(error) ?? bug(log, req, error)
    if (refusal.status >= 500 && refusal.cause)
      log.warn({ code: refusal.code, cause: String(refusal.cause) }, 'a request could not be served')
    if (res.headersSent) return void req.socket.destroy()

    for (const header of ['ETag', 'Last-Modified', 'Content-Range', 'Accept-Ranges', 'Content-Encoding'])
      res.removeHeader(header)
    res
      .status(refusal.status)
      .set(isEmbed(req.path) ? embedHeaders(config) : PAGE_HEADERS)
      .set('Cache-Control', 'no-store')
    if (HAS_SECRET.test(req.path)) res.set('Referrer-Policy', 'no-referrer')
    if (refusal.status === 401) res.set('WWW-Authenticate', 'Bearer realm="api"')
    if (refusal.code === SIGNED_OUT && !isForPrograms(req.path))
      return void leadToSignIn(req, res).then(() => lingerBriefly(req), next)
    lingerBriefly(req)
    if (refusal.code === SECOND_FACTOR_MISSING && !isForPrograms(req.path))
      return res.redirect(303, pathIn(languageOf(req.path), SECOND_FACTOR))
    if (refusal.retryAfterSeconds) res.set('Retry-After', String(refusal.retryAfterSeconds))
    if (isForPrograms(req.path) || refusal.code === SOMEBODY_ELSE)
      sendProblem(res, refusal, isStudio(req.path) ? languageOf(req.path) : 'en')
    else if (isStudio(req.path)) res.type('html').send(studioErrorPage(languageOf(req.path), refusal))
    else res.type('html').send(errorPage(host, req, refusal))
  }
}

function refusalOf(error: unknown): Refusal | null {
  if (error instanceof Refusal) return error
  const away = databaseAway(error)
  if (away) return away
  // Express' own: an address that can't be decoded.
  if ((error as { status?: number }).status === 400)
    return new Refusal(400, 'bad-request', 'The request can’t be read.')
  return null
}

function bug(log: Log, req: Request, error: unknown): Refusal {
  const id = randomUUID()
  log.error(
    {
      id,
      method: req.method,
      path: withoutSecret(req.path),
      stack: error instanceof Error ? error.stack : String(error),
    },
    'a request failed',
  )
  return new Refusal(500, 'failed', `Something went wrong here. If you report it, name this number: ${id}`, {
    details: { id },
  })
}

/** Links that open something for whoever has them: they stay out of the log, and no site is told that one led to it. */
const HAS_SECRET = /^((?:\/\w\w)?\/(?:preview|studio\/(?:invitation|password))\/)[^/]+/

const withoutSecret = (path: string) => path.replace(HAS_SECRET, '$1…')

/** What a player elsewhere reads of an episode or a show. */
const IS_FACTS = /^(?:\/\w\w)?\/embed\/.*\.json$/

/** What scripts of the studio ask: they show the sentence. */
const IS_FOR_SCRIPTS = /^(?:\/\w\w)?\/studio\/(?:uploads(?:\/|$)|sign-in\/passkey\/challenge$)/

const isForPrograms = (path: string) =>
  path.startsWith('/api/') || path === '/oembed' || IS_FACTS.test(path) || IS_FOR_SCRIPTS.test(path)

function sendProblem(res: Response, { status, code, message, fields, details }: Refusal, language: Language) {
  const said = Object.entries(fields).map(([name, sentence]) => [name, inLanguage(language, sentence)])
  const problem = {
    type: 'about:blank',
    status,
    code,
    title: inLanguage(language, message),
    ...(said.length > 0 ? { fields: Object.fromEntries(said) } : {}),
    ...details,
  }
  res.type('application/problem+json').send(JSON.stringify(problem))
}

/** Closing at once would reset the connection before the client has read why; the rest of its body is let go. */
function lingerBriefly(req: Request) {
  if (req.complete) return
  req.resume()
  setTimeout(() => req.complete || req.socket.destroy(), LINGER_MILLISECONDS).unref()
}
