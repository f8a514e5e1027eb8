import { invitationUrl, inviteFirstAdministrator } from './accounts/invitation.ts'
import { readConfigOrExit } from './config.ts'
import { openLog } from './log.ts'
import { runUntilStopped } from './run.ts'
import { findGaps } from './web/legal-pages.ts'

const config = readConfigOrExit()
await runUntilStopped(config, openLog(config.logLevel), async ({ host }) => {
  const first = await inviteFirstAdministrator(host)
  const howToBegin = first
    ? [
        'Nobody may sign in yet. Who opens this link becomes the administrator; it works once:',
        `  ${invitationUrl(config, first)}`,
      ]
    : []
  if ((await host.db.show.count()) > 0) {
    const gaps = await findGaps(config)
    if (gaps.length > 0) host.log.warn({ pages: gaps.map(({ name }) => name) }, 'legal pages had gaps')
    return [
      `Sendeplatz is ready: ${config.publicUrl}`,
      ...(gaps.length > 0
        ? ['Legal pages are not complete: npm run sendeplatz -- pages check lists what is missing.']
        : []),
      ...howToBegin,
    ]
  }
  return [
    `Sendeplatz is ready: ${config.publicUrl}`,
    ...howToBegin,
    `There is no show yet. Make the first one in the studio: ${config.publicUrl}/studio/shows/new`,
    'Programs take a token (npm run sendeplatz -- token create "My name") and the requests in README.md.',
  ]
})
