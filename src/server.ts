import { readConfigOrExit } from './config.ts'
import { openLog } from './log.ts'
import { runUntilStopped } from './run.ts'

const config = readConfigOrExit()
await runUntilStopped(config, openLog(config.logLevel), async ({ host }) => {
  if ((await host.db.show.count()) > 0) return [`Sendeplatz is ready: ${config.publicUrl}`]
  return [
    `Sendeplatz is ready: ${config.publicUrl}`,
    'There is no show yet. Make a token for yourself, then the show:',
    '  npm run sendeplatz -- token create "My name"',
    `  curl ${config.publicUrl}/api/v1/shows -H "Authorization: Bearer <token>" -H "Content-Type: application/json" \\`,
    `    -d '{"title": "My show", "description": "What it is about", "author": "Who makes it", "language": "de", "categories": ["Government"]}'`,
  ]
})
