import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { readEpisodeChanges } from '../../src/episodes/episode-input.ts'
import { readShowChanges } from '../../src/shows/show-input.ts'
import type { Json } from '../support/api.ts'
import { brokenRules } from '../support/feed-rules.ts'
import { readFeed, readFeedAsIndex } from '../support/feeds.ts'
import { feedOfRows, rowsOf } from '../support/in-memory.ts'
import { typedEpisode, typedShow } from '../support/random-shows.ts'
import { sentencesOf } from '../support/refusals.ts'

const config = readConfig({ PUBLIC_URL: 'https://podcast.example' })
const bare = { chapters: [], transcripts: [], picture: null }

/** A change of any fields of an episode, of its address, its date and its audio. */
const edit = fc.record({
  fields: typedEpisode,
  slug: fc.option(fc.stringMatching(/^[a-z]{3,10}$/), { nil: undefined }),
  publishAt: fc.date({ min: new Date('2000-01-01'), max: new Date('2026-01-01'), noInvalidDate: true }),
  bytes: fc.bigInt({ min: 1n, max: 2n ** 40n }),
  hash: fc.stringMatching(/^[0-9a-f]{8}$/),
})

test('AC-11 whatever of a show and its episodes is edited, every guid stays', () => {
  const shows = fc.tuple(typedShow, typedShow)
  const edits = fc.array(fc.tuple(typedEpisode, edit), { minLength: 1, maxLength: 3 })
  fc.assert(
    fc.property(shows, edits, fc.uuid(), ([before, after], episodes, guid) => {
      const typed = episodes.map(([fields]) => ({ fields, ...bare }))
      const rows = rowsOf(config, { fields: before, picture: {} }, typed)
      const guids = guidsIn(feedOfRows(config, rows.show, rows.episodes))

      const show = { ...rows.show, ...readShowChanges({ ...after, slug: 'umbenannt' }) } as typeof rows.show
      const edited = rows.episodes.map((row, at) => {
        const { fields, slug, publishAt, bytes, hash } = episodes[at]![1]
        const changes = readEpisodeChanges({ ...fields, slug: slug && `${slug}-${at}` }, config.publicUrl)
        const enclosure = { ...row.enclosure!, path: `x/neu-${at}-${hash}.m4a`, bytes, type: 'audio/x-m4a' }
        return { ...row, ...changes, publishAt, enclosure, show } as typeof row
      })
      const xml = feedOfRows(config, show, edited)
      expect(guidsIn(xml)).toEqual(guids)
      expect(brokenRules(xml, 'https://podcast.example/feeds/umbenannt.xml')).toEqual([])
      expect(sentencesOf(() => readEpisodeChanges({ guid }))).toHaveProperty('guid')
      expect(sentencesOf(() => readShowChanges({ guid }))).toHaveProperty('guid')
    }),
    { numRuns: 300 },
  )
})

/** Every guid as both parsers read it. */
function guidsIn(xml: string) {
  const [read, asIndex] = [readFeed(xml), readFeedAsIndex(xml)]
  const items = read.items.map(({ guid }: Json) => [guid.value, guid.isPermaLink])
  return { show: read.podcast.guid, items, asIndex: [asIndex.guid, asIndex.items.map(({ guid }: Json) => guid)] }
}
