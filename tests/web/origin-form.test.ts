import { expect, test } from 'vitest'
import { createShow, eventually, publishedEpisode } from '../support/api.ts'
import { startHost } from '../support/host.ts'
import { askRaw } from '../support/raw.ts'

const host = await startHost()
const { slug } = await createShow(host)
const episode = await publishedEpisode(host, slug, { slug: 'eins' })
await eventually(
  () => askRaw(host, `/feeds/${slug}.xml`),
  ({ status }) => status === 200,
)

/** An answer without its moment. */
async function answerAt(target: string) {
  const { status, headers, body } = await askRaw(host, target)
  const { date: _, ...rest } = headers
  return { status, headers: rest, body }
}

const SLUG = slug.toUpperCase()

test.each([
  '/',
  '/Impressum',
  '/imprint?a=b',
  '/studio',
  '/studio/shows?after=1',
  '/Suche?q=http://x.example/',
  `/${slug}?t=1`,
  `/${SLUG}/eins?t=1`,
  `/feeds/${slug}.xml`,
  `/feeds/${SLUG}.xml`,
  new URL(episode.audio.url).pathname,
  '//fremd.example/impressum',
  '//fremd.example/Impressum',
  '/%E0%A4%A',
])('a target with scheme and host is answered like %s alone, whoever it names', async (path) => {
  const alone = await answerAt(path)
  for (const front of ['http://localhost:3140', 'HTTPS://fremd.example'])
    expect(await answerAt(front + path)).toEqual(alone)
})

test.each(['', '?a=b'])('a target of scheme and host with %j behind them is the first page', async (query) => {
  expect(await answerAt(`http://localhost${query}`)).toEqual(await answerAt(`/${query}`))
})

test('a redirect from such a target leads into this host', async () => {
  expect((await askRaw(host, 'http://fremd.example/Impressum')).headers.location).toBe(
    'https://podcast.example/impressum',
  )
  expect((await askRaw(host, 'http://fremd.example/studio')).headers.location).toBe('/studio/sign-in?to=%2Fstudio')
})
