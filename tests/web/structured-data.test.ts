import { expect, test } from 'vitest'
import { ask, askJson, createShow, giveCover, type Json, publishedEpisode } from '../support/api.ts'
import { startHost, type TestHost } from '../support/host.ts'
import { faultsOfShape } from '../support/podcast-shapes.ts'
import { askRaw } from '../support/raw.ts'
import { faultsIn } from '../support/schema-org.ts'
import { putTranscript, VTT } from '../support/transcripts.ts'

const host = await startHost()
const HOSTILE = 'Nach </script><script>alert(1)</script> & <!-- "Wien"'

const { slug } = await createShow(host, {
  ...{ title: HOSTILE, description: HOSTILE, author: 'Land', website: 'https://www.example.de/' },
  ...{ copyright: 'Landesbahn', license: { identifier: 'CC-BY-4.0' }, seasons: [{ number: 2, name: 'Winter' }] },
  locations: [{ name: 'Erfurt', rel: 'creator', country: 'DE' }, { name: 'Wien' }],
  persons: [
    { name: 'Frau Süß', url: 'https://example.de/suess', imageUrl: 'https://example.de/suess.jpg' },
    { name: 'Herr Öz', role: 'Guest' },
    { name: 'Max', role: 'Producer' },
    { name: 'Mia', role: 'Audio Editor' },
  ],
})
await giveCover(host, slug)
const { id } = await publishedEpisode(host, slug, {
  title: HOSTILE,
  slug: 'wien',
  description: 'Abfahrt.',
  author: 'Mia',
})
await askJson(host, 'PATCH', `/api/v1/episodes/${id}`, { season: 2, number: 7 })
await putTranscript(host, id, 'de', VTT)

async function dataAt(path: string, asked: Pick<TestHost, 'url'> = host): Promise<Json> {
  const page = (await askRaw(asked, path)).body.toString()
  const blocks = [...page.matchAll(/<script type="application\/ld\+json">([^<]*)<\/script>/g)]
  expect([path, blocks.length]).toEqual([path, 1])
  return JSON.parse(blocks[0]![1]!)
}

test.each([
  ['/', '/', '/suche'],
  ['/en', '/en', '/en/search'],
])(
  'AC-57 the first page is a WebSite with its search by the vocabulary of schema.org: %s',
  async (path, url, search) => {
    const data = await dataAt(path)
    expect(faultsIn(data, 'WebSite')).toEqual([])
    expect(data).toMatchObject({
      ...{ '@type': 'WebSite', url: `https://podcast.example${url}`, name: 'Podcasts' },
      potentialAction: { target: { urlTemplate: `https://podcast.example${search}?q={search_term_string}` } },
    })
    expect(data.publisher).toBeUndefined()
  },
)

test.each(['', '/en'])('AC-57 a show is a PodcastSeries by the vocabulary of schema.org: %s', async (prefix) => {
  const data = await dataAt(`${prefix}/${slug}`)
  expect([...faultsIn(data, 'PodcastSeries'), ...faultsOfShape(data)]).toEqual([])
  const address = `https://podcast.example/${slug}`
  expect(data).toMatchObject({
    ...{ '@type': 'PodcastSeries', '@id': address, url: `https://podcast.example${prefix}/${slug}`, name: HOSTILE },
    ...{ description: HOSTILE, inLanguage: 'de', webFeed: `https://podcast.example/feeds/${slug}.xml` },
    ...{ creditText: 'Land', license: 'https://creativecommons.org/licenses/by/4.0/' },
    image: { contentUrl: expect.stringMatching(/\/artwork\/.*\.png$/), width: '1400 px', height: '1400 px' },
    actor: [
      { roleName: 'Host', actor: { name: 'Frau Süß', url: 'https://example.de/suess' } },
      { roleName: 'Guest', actor: { name: 'Herr Öz' } },
    ],
    producer: [{ roleName: 'Producer', producer: { name: 'Max' } }],
    contributor: [{ roleName: 'Audio Editor', contributor: { name: 'Mia' } }],
    locationCreated: [{ name: 'Erfurt', address: { addressCountry: 'DE' } }],
    contentLocation: [{ name: 'Wien' }],
  })
  // Nobody said who runs the host, nor whether the author is a person.
  for (const name of ['publisher', 'author']) expect(data).not.toHaveProperty(name)
})

test.each(['', '/en'])('AC-57 an episode is a PodcastEpisode with its audio, show and season: %s', async (prefix) => {
  const data = await dataAt(`${prefix}/${slug}/wien`)
  expect([...faultsIn(data, 'PodcastEpisode'), ...faultsOfShape(data)]).toEqual([])
  const { json: episode } = await ask(host, 'GET', `/api/v1/episodes/${id}`)
  expect(data).toMatchObject({
    ...{ '@id': `https://podcast.example/${slug}/wien`, url: `https://podcast.example${prefix}/${slug}/wien` },
    ...{ name: HOSTILE, description: 'Abfahrt.', inLanguage: 'de', episodeNumber: 7, creditText: 'Mia' },
    author: { '@type': 'Person', name: 'Mia' },
    datePublished: new Date(episode.publishAt).toISOString(),
    duration: `PT${Math.round(episode.audio.seconds)}S`,
    partOfSeries: { '@type': 'PodcastSeries', '@id': `https://podcast.example/${slug}`, name: HOSTILE },
    partOfSeason: { '@type': 'PodcastSeason', seasonNumber: 2, name: 'Winter' },
    associatedMedia: {
      ...{ '@type': 'AudioObject', contentUrl: episode.audio.url, encodingFormat: 'audio/mpeg' },
      ...{ contentSize: `${episode.audio.bytes} B`, sha256: episode.audio.sha256 },
      caption: [{ encodingFormat: 'text/vtt', inLanguage: 'de', contentUrl: expect.stringMatching(/\.vtt$/) }],
    },
  })
  for (const { contentUrl } of [data.associatedMedia, data.image, data.associatedMedia.caption[0]])
    expect((await askRaw(host, new URL(contentUrl).pathname, {}, 'HEAD')).status).toBe(200)
})

test('whoever runs the host publishes, and is an organisation as author too; whoever takes part is a person', async () => {
  const operated = await startHost({ env: { OPERATOR_NAME: 'Freistaat' } })
  const publisher = { '@type': 'Organization', name: 'Freistaat' }
  const person = { '@type': 'Person', name: 'Dr. Süß', url: 'https://example.de/suess' }
  for (const [author, thing] of [
    ['Dr. Süß', person],
    ['Freistaat', publisher],
    ['Kanzlei', undefined],
  ] as const) {
    const persons = [{ name: person.name, url: person.url }]
    const { slug } = await createShow(operated, { author, persons })
    await publishedEpisode(operated, slug, { slug: 'eins', author })
    for (const path of [`/${slug}`, `/${slug}/eins`]) {
      const data = await dataAt(path, operated)
      expect([...faultsIn(data, data['@type']), ...faultsOfShape(data)]).toEqual([])
      expect([path, data.publisher, data.author, data.creditText]).toEqual([path, publisher, thing, author])
    }
  }
})

test('what nobody typed is left out', async () => {
  const { slug } = await createShow(host)
  const data = await dataAt(`/${slug}`)
  expect([...faultsIn(data, 'PodcastSeries'), ...faultsOfShape(data)]).toEqual([])
  for (const name of ['image', 'license', 'actor', 'copyrightNotice', 'sameAs']) expect(data).not.toHaveProperty(name)
  await publishedEpisode(host, slug, { slug: 'nichts' })
  const episode = await dataAt(`/${slug}/nichts`)
  expect([...faultsIn(episode, 'PodcastEpisode'), ...faultsOfShape(episode)]).toEqual([])
  for (const name of ['license', 'actor', 'copyrightNotice']) expect(episode).not.toHaveProperty(name)
})

test.each<[string, Json, string]>([
  ['a property of another type', { duration: 'PT1S' }, 'PodcastSeries.duration is no property of PodcastSeries'],
  ['no address', { webFeed: 'feed' }, 'PodcastSeries.webFeed is "feed"'],
  ['a thing of the wrong type', { publisher: { '@type': 'Place' } }, 'PodcastSeries.publisher is a Place'],
  ['an unknown type', { image: { '@type': 'Bild' } }, 'PodcastSeries.image is of no type: Bild'],
  ['a name where a person is wanted', { actor: 'Mia' }, 'PodcastSeries.actor is "Mia"'],
  ['a role of nobody', { actor: { '@type': 'Role', roleName: 'Host' } }, 'PodcastSeries.actor is a Role'],
])('the check finds %s', (_, wrong, fault) =>
  expect(
    faultsIn({ '@context': 'https://schema.org', '@type': 'PodcastSeries', name: 'x', ...wrong }, 'PodcastSeries'),
  ).toEqual([fault]),
)

test.each<[string, Json]>([
  ['a name that is missing', { name: undefined }],
  ['audio that is missing', { associatedMedia: undefined }],
  ['a date of a day only', { datePublished: '2026-10-25' }],
  ['a date as people write it', { datePublished: '25.10.2026' }],
  ['a duration in seconds', { duration: 61 }],
  ['a duration as a clock shows it', { duration: '1:01' }],
  ['an address without its host', { url: `/${slug}/wien` }],
  ['a publisher by name alone', { publisher: 'Land' }],
  ['a number as text', { episodeNumber: '7' }],
  ['a property of schema.org that nobody reads here', { headline: 'Wien' }],
])('the shape of an episode finds %s', async (_, wrong) => {
  const data = await dataAt(`/${slug}/wien`)
  expect(faultsOfShape(data)).toEqual([])
  expect(faultsOfShape({ ...data, ...wrong })).not.toEqual([])
})
