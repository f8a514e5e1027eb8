import type { RequestListener } from 'node:http'
import express from 'express'
import { errorAnswer, noSuchPage } from './web/error-page.ts'
import type { Host } from './web/handler.ts'
import { useOriginForm } from './web/origin-form.ts'
import { readQuery } from './web/read-query.ts'
import { addRoutes, answerAtOnce } from './web/routes.ts'
import { leadOnUnknown } from './web/site/lead-on.ts'

/**
 * What answers requests: first what needs no more than memory, then the Express app with its routes, then what answers
 * when none does, what knows where an unknown address led to, and what turns errors into sentences.
 */
export function makeApp(host: Host): RequestListener {
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.set('trust proxy', host.config.trustProxy)
  app.set('query parser', readQuery)
  app.enable('case sensitive routing')
  addRoutes(app, host)
  app.use(noSuchPage)
  app.use(leadOnUnknown(host))
  app.use(errorAnswer(host))
  return (req, res) => {
    useOriginForm(req)
    if (!answerAtOnce(host, req, res)) app(req, res)
  }
}
