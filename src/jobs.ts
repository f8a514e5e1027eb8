import { sweepAnswers } from './accounts/answer.ts'
import { sweepFailures } from './accounts/brake.ts'
import { sweepLog } from './accounts/logbook.ts'
import { sweepPasswordLinks } from './accounts/password-link.ts'
import { sweepSessions } from './accounts/sessions.ts'
import { readPassages, sweepWords } from './episodes/search/read-passages.ts'
import { sweepMedia } from './episodes/sweep.ts'
import { sweepDeleted } from './episodes/sweep-deleted.ts'
import type { CurrentFeeds } from './feed/current-feed.ts'
import { runImport } from './feed/import/run-import.ts'
import { makeRequestedFeed, makeRequestedPages, requestFeeds } from './feed/request-feeds.ts'
import { sweepFeeds } from './feed/sweep.ts'
import { pingHub } from './feed/websub.ts'
import type { JobTable, Recurring } from './queue/worker.ts'
import type { Services } from './services.ts'
import { sweepStaged } from './storage/staging.ts'
import { sweepUploads } from './web/uploads/sweep.ts'

/** Received bytes and unfinished parts that nobody can be waiting for any more. */
const LEFT_OVER_HOURS = 24

/** Each job and the verb it calls. */
export const jobTable = (services: Services, feeds: CurrentFeeds): JobTable => ({
  'refresh-feed': (asked) => makeRequestedFeed(services, feeds, asked),
  'refresh-pages': (asked) => makeRequestedPages(services, feeds, asked),
  'refresh-feeds': () => requestFeeds(services),
  'ping-hub': (ping) => pingHub(services, ping),
  'import-feed': ({ importId }, signal) => runImport(services, importId, { signal }),
  'read-passages': () => readPassages(services),
  sweep: () => sweep(services),
})

/** What happens by itself, in cron's words (UTC). */
export const recurring: Recurring = [{ task: 'sweep', match: '17 3 * * *' }]

async function sweep(services: Services) {
  const before = new Date(services.now().getTime() - LEFT_OVER_HOURS * 3_600_000)
  await sweepStaged(services.config.uploadsDir, before)
  await sweepUploads(services, before)
  await services.storage.sweep(before)
  await sweepDeleted(services)
  await sweepMedia(services)
  await sweepWords(services)
  await sweepFeeds(services)
  await sweepAnswers(services)
  await sweepFailures(services)
  await sweepSessions(services)
  await sweepPasswordLinks(services)
  await sweepLog(services)
}
