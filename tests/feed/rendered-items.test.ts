import fc from 'fast-check'
import { expect, test } from 'vitest'
import { OPERATOR } from '../../src/accounts/logbook.ts'
import { changeEpisode } from '../../src/episodes/episode.ts'
import { publishEpisode, unpublishEpisode } from '../../src/episodes/publish.ts'
import { listPublished } from '../../src/feed/published-rows.ts'
import { renderFeed } from '../../src/feed/render.ts'
import { inDocument, keepRenderedItems } from '../../src/feed/rendered-items.ts'
import { changeShow, getShow } from '../../src/shows/show.ts'
import { startHost } from '../support/host.ts'
import { artworkRow, episodeRow, showRow } from '../support/rows.ts'

const host = await startHost()
const RUNS = 25

/** What a producer can do next to one of the episodes (by number) or to the show. */
const step = fc.oneof(
  fc.record({ what: fc.constantFrom('add', 'publish', 'unpublish', 'edit', 'picture', 'audio'), which: fc.nat(20) }),
  fc.record({ what: fc.constantFrom('schedule', 'pass time', 'edit show', 'render') }),
)

test('items rendered as they change make the same feed as all of them rendered anew', async () => {
  const sessions = fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
    const { id, slug } = await showRow(host)
    const kept = keepRenderedItems()
    const episodes: { id: string; slug: string }[] = []
    const render = async (items: typeof kept) => {
      const show = await getShow(host, slug)
      const rows = await listPublished(host.db, show.id, host.now())
      const rendered = await items.render(host, show, rows, host.now())
      return renderFeed(host.config, show, inDocument(show, rendered)).toString()
    }
    let title = 0
    for (const next of steps) {
      const episode = 'which' in next ? episodes[next.which % episodes.length] : episodes.at(-1)
      title += 1
      if (next.what === 'add') episodes.push(await episodeRow(host, { id, slug }, { publishAt: null }))
      else if (next.what === 'edit show')
        await changeShow(host, slug, { explicit: title % 2 === 0, seasons: [{ number: 1, name: `Staffel ${title}` }] })
      else if (next.what === 'pass time') host.travelTo(new Date(host.now().getTime() + 3_600_000).toISOString())
      else if (next.what === 'render') await render(kept)
      else if (episode) await change(next.what, episode, title, { id, slug })
      if (title % 3 === 0) expect(await render(kept)).toBe(await render(keepRenderedItems()))
    }
    expect(await render(kept)).toBe(await render(keepRenderedItems()))
  })
  await fc.assert(sessions, { numRuns: RUNS, endOnFailure: true })
}, 60_000)

test('two renderings at the same time make the same feed', async () => {
  const show = await showRow(host)
  for (let at = 0; at < 55; at++) await episodeRow(host, show, { slug: `folge-${at}` })
  const kept = keepRenderedItems()
  const full = await getShow(host, show.slug)
  const rows = await listPublished(host.db, show.id, host.now())
  const all = await Promise.all([1, 2, 3].map(() => kept.render(host, full, rows, host.now())))
  for (const items of all) expect(items).toHaveLength(55)
  expect(all[1]).toEqual(all[0])
  expect(all[2]).toEqual(all[0])
})

async function change(
  what: string,
  { id, slug }: { id: string; slug: string },
  title: number,
  show: { id: string; slug: string },
) {
  const { artworkId } = await host.db.episode.findUniqueOrThrow({ where: { id } })
  if (what === 'publish') await publishEpisode(host, id, { by: OPERATOR })
  if (what === 'unpublish') await unpublishEpisode(host, id, { by: OPERATOR })
  if (what === 'schedule')
    await publishEpisode(host, id, { by: OPERATOR, at: new Date(host.now().getTime() + 1_800_000) })
  const type = title % 2 === 0 ? 'trailer' : 'full'
  if (what === 'edit')
    await changeEpisode(host, id, { title: `Titel ${title}`, number: title, season: 1, type }, { by: OPERATOR })
  if (what === 'picture' && artworkId) await changeEpisode(host, id, { artworkAlt: `Bild ${title}` }, { by: OPERATOR })
  if (what === 'picture' && !artworkId) await artworkRow(host, show, { id, slug })
  if (what === 'audio') {
    const { enclosureId } = await host.db.episode.findUniqueOrThrow({ where: { id } })
    await host.db.enclosure.update({ where: { id: enclosureId! }, data: { seconds: 100 + title } })
  }
  if ((what === 'picture' && !artworkId) || what === 'audio')
    await host.db.episode.update({ where: { id }, data: { updatedAt: new Date() } })
}
