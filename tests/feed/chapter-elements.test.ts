import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { type Chapter, chaptersJson } from '../../src/episodes/chapters.ts'
import { checkChapters } from '../../src/episodes/check-chapters.ts'
import { type Episode, getEpisode } from '../../src/episodes/episode.ts'
import { readChapters } from '../../src/episodes/read-chapters.ts'
import { renderFeed, renderItem } from '../../src/feed/render.ts'
import { playTime } from '../../src/lib/normal-play-time.ts'
import { cleanLine } from '../../src/lib/plain-text.ts'
import { sample } from '../samples/bytes.ts'
import { createShow, eventually, type Json, publish, SAMPLE, SAMPLE_M4A, upload } from '../support/api.ts'
import { feedOf, readFeed, readFeedAsIndex, xmlErrors } from '../support/feeds.ts'
import { startHost } from '../support/host.ts'
import { hostileLine } from '../support/hostile-text.ts'
import { A_SUNDAY, episodeRow, showRow } from '../support/rows.ts'

const host = await startHost()
const demo = (name: string) => join(import.meta.dirname, '../../demo/audio', name)

/** Starts in seconds, as `ffprobe -show_chapters` reads them from the files. */
const FILES: [what: string, file: string | Uint8Array, starts: number[]][] = [
  ['an MP3 with ID3v2.4', SAMPLE, [0, 20.383, 30.165, 41.933]],
  ['an MP3 with ID3v2.3', demo('4-dauerlauf-statt-sprint.mp3'), [0, 17.047, 30.119, 40.172]],
  ['an M4A', SAMPLE_M4A, [0, 19.784, 31.516, 39.942]],
  ['an M4A with its index at the end', sample('index-at-end.m4a'), [0, 2.5, 64.25]],
]

test.each(FILES)(
  'AC-20 the chapters of %s have the same times in the file, the JSON and the feed',
  async (_, file, starts) => {
    const { slug } = await createShow(host)
    const { json } = await upload(host, slug, { file })
    await publish(host, json.id)
    const xml = await eventually(
      () => feedOf(host, slug),
      (feed) => feed.includes('</item>'),
    )
    const [item] = readFeed(xml).items
    expect(item.podcast.chapters).toEqual({ url: `${json.url}/chapters.json`, type: 'application/json+chapters' })
    expect(readFeedAsIndex(xml).items[0].podcastChapters).toEqual(item.podcast.chapters)

    const answer = await fetch(host.url + new URL(item.podcast.chapters.url).pathname)
    expect([answer.status, answer.headers.get('Content-Type')]).toEqual([200, item.podcast.chapters.type])
    const { chapters } = (await answer.json()) as Json
    const fromFeed = item.psc.chapters.map(({ start }: Json) => inSeconds(start))
    for (const times of [chapters.map(({ startTime }: Json) => startTime), fromFeed]) {
      expect(times).toHaveLength(starts.length)
      starts.forEach((start, at) => {
        expect(Math.abs(times[at] - start)).toBeLessThanOrEqual(0.01)
      })
    }
    expect(item.psc.chapters.map(({ title }: Json) => title)).toEqual(chapters.map(({ title }: Json) => title))
    expect(xml).toContain('<psc:chapters version="1.2"><psc:chapter start="00:00:00.000" title="Begrüßung"/>')
    expect(xml).toContain(' xmlns:psc="http://podlove.org/simple-chapters"')
  },
)

const SECONDS = 100_000
let row: Episode
beforeAll(async () => {
  const show = await showRow(host, { slug: 'x' })
  const { id } = await episodeRow(host, show, { slug: 'y' }, { seconds: SECONDS })
  row = await getEpisode(host, id)
})

function render(chapters: Chapter[]): string {
  const item = renderItem(host.config, { ...row, chapters: chaptersJson(chapters) as Episode['chapters'] })
  const show = { ...row.show, artwork: null }
  return renderFeed(host.config, show, { items: [item], trailers: [], changedAt: A_SUNDAY }).toString()
}

test('an episode without chapters says nothing of them, and one with hidden ones alone only where they are', () => {
  expect(render([])).not.toMatch(/chapters/)
  const hidden = render([{ startSeconds: 1, title: 'Bild', hidden: true }])
  expect(hidden).toContain(
    '<podcast:chapters url="https://podcast.example/x/y/chapters.json" type="application/json+chapters"/>',
  )
  expect(hidden).not.toContain('psc')
})

test('hostile titles and links stay text, and come back to the millisecond as they were kept', async () => {
  const documents: string[] = []
  const chapter = fc.record(
    {
      startSeconds: fc.nat(SECONDS * 1000 - 1).map((at) => at / 1000),
      title: hostileLine.map(cleanLine),
      url: fc.webUrl({ withQueryParameters: true, withFragments: true }).map((url) => new URL(url).href),
      imageUrl: fc.webUrl({ withQueryParameters: true }).map((url) => new URL(url).href),
    },
    { requiredKeys: ['startSeconds', 'title'] },
  )
  const lists = fc
    .uniqueArray(chapter, { selector: ({ startSeconds }) => startSeconds, minLength: 1, maxLength: 8 })
    .map((list) => list.sort((a, b) => a.startSeconds - b.startSeconds))
  fc.assert(
    fc.property(lists, (list) => {
      const xml = render(list)
      documents.push(xml)
      const [item] = readFeed(xml).items
      expect(item.psc.chapters).toEqual(
        list.map(({ startSeconds, title, url, imageUrl }) => ({
          ...{ start: playTime(startSeconds), title },
          ...(url && { href: url }),
          ...(imageUrl && { image: imageUrl }),
        })),
      )
      const element = xml.slice(xml.indexOf('<psc:chapters'), xml.indexOf('</psc:chapters>') + '</psc:chapters>'.length)
      expect(checkChapters(readChapters(element), SECONDS)).toEqual(list)
    }),
    { numRuns: 200 },
  )
  for (let at = 0; at < documents.length; at += 50) expect(await xmlErrors(...documents.slice(at, at + 50))).toEqual([])
}, 60_000)

function inSeconds(time: string): number {
  const [hours, minutes, seconds] = time.split(':').map(Number)
  return hours! * 3600 + minutes! * 60 + seconds!
}
