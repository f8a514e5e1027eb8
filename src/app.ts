import express from 'express'
import { errorAnswer, noSuchPage } from './web/error-page.ts'
import type { Host } from './web/handler.ts'
import { addRoutes } from './web/routes.ts'

/** The Express app: the routes, then what answers when none does, then what turns errors into sentences. */
export function makeApp(host: Host) {
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.set('trust proxy', host.config.trustProxy)
  app.set('query parser', 'simple')
  app.enable('case sensitive routing')
  addRoutes(app, host)
  app.use(noSuchPage)
  app.use(errorAnswer(host.log))
  return app
}
