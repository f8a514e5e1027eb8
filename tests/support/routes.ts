import express from 'express'
import { addRoutes } from '../../src/web/routes.ts'
import type { TestHost } from './host.ts'

/** What the router really answers at the paths that are wanted: `GET /studio`. */
export function routesOf(host: TestHost, isWanted: (path: string) => boolean): string[] {
  const app = express()
  addRoutes(app, host)
  return (
    app.router.stack
      .flatMap(({ route }) => (route ? [route] : []))
      // What answers all methods refuses those that no other route has.
      .filter(({ path, stack }) => isWanted(path) && stack.length === 1)
      .map(({ path, stack }) => `${stack[0]!.method!.toUpperCase()} ${path}`)
  )
}
