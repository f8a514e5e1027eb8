import { expect, test } from 'vitest'
import { silentFrames } from '../samples/bytes.ts'
import { ask, askJson, createShow, eventually, type Json, publish, upload } from '../support/api.ts'
import { feedOf } from '../support/feeds.ts'
import { startHost, type TestHost } from '../support/host.ts'
import { askRaw } from '../support/raw.ts'

/** Two instances of one host, as behind a load balancer. */
const one = await startHost()
const two = await startHost({ connection: one.connection, dataDir: one.config.dataDir })
const hosts = [one, two]
const NEW_HOME = 'https://podcasts.example.org/nachtzuege/feed.xml'

const moveOf = (slug: string) => `/api/v1/shows/${slug}/move`
const move = (slug: string, to: unknown, at?: string) => askJson(one, 'PUT', moveOf(slug), { to, at })
const tagged = (to: string) => `<itunes:new-feed-url>${to}</itunes:new-feed-url>`

async function publishedShow(): Promise<Json> {
  const { slug } = await createShow(one)
  const { json } = await upload(one, slug, { file: silentFrames(1000), before: { title: 'Eins', slug: 'eins' } })
  const { json: episode } = await publish(one, json.id)
  for (const host of hosts)
    await eventually(
      () => feedOf(host, slug),
      (xml) => xml.includes(episode.guid),
    )
  return { slug, episode }
}

const answerOf = async (host: TestHost, path: string) => {
  const { status, headers } = await askRaw(host, path)
  return { status, location: headers.location }
}
const everywhere = (path: string, location: string) =>
  Promise.all(
    hosts.map((host) =>
      eventually(
        () => answerOf(host, path),
        (answer) => answer.status === 301 && answer.location === location,
      ),
    ),
  )

test('the feed of a show that moved answers 301 with the new address, on every instance; pages and audio go on', async () => {
  const { slug, episode } = await publishedShow()
  expect((await ask(one, 'GET', moveOf(slug), { token: null })).json).toEqual({ status: 'here', to: null, at: null })
  const { status, json } = await move(slug, NEW_HOME)
  expect({ status, json }).toMatchObject({ status: 200, json: { status: 'moved', to: NEW_HOME } })
  expect((await ask(two, 'GET', moveOf(slug), { token: null })).json).toEqual(json)

  for (const path of [`/feeds/${slug}.xml`, `/feeds/${slug}.xml?page=2`]) await everywhere(path, NEW_HOME)
  const head = await askRaw(one, `/feeds/${slug}.xml`, {}, 'HEAD')
  expect([head.status, head.headers.location]).toEqual([301, NEW_HOME])
  expect(head.headers).toMatchObject({ 'cache-control': 'public, max-age=300', 'access-control-allow-origin': '*' })
  for (const path of [`/${slug}`, `/${slug}/eins`, new URL(episode.audio.url).pathname])
    expect(await answerOf(two, path)).toEqual({ status: 200, location: undefined })

  const again = await move(slug, 'https://podcasts.example.org/other.xml')
  expect(again.json.at).toBe(json.at)
  await everywhere(`/feeds/${slug}.xml`, 'https://podcasts.example.org/other.xml')
})

test('a move taken back leaves the feed as it was, with all that happened meanwhile', async () => {
  const { slug, episode } = await publishedShow()
  await move(slug, NEW_HOME)
  await everywhere(`/feeds/${slug}.xml`, NEW_HOME)
  await askJson(one, 'PATCH', `/api/v1/episodes/${episode.id}`, { title: 'Währenddessen' })
  expect((await ask(two, 'DELETE', moveOf(slug))).json).toEqual({ status: 'here', to: null, at: null })
  for (const host of hosts) {
    const xml = await eventually(
      async () => (await askRaw(host, `/feeds/${slug}.xml`)).body.toString(),
      (xml) => xml.includes('Währenddessen') && !xml.includes('new-feed-url'),
    )
    expect(xml).toContain(episode.guid)
  }
})

test('a move ahead is announced in the feed, and takes place at its moment', async () => {
  const began = Date.now()
  const { slug } = await publishedShow()
  // The feed has to be made again before the moment, however slow the machine is.
  const at = new Date(Date.now() + 4000 + (Date.now() - began))
  expect((await move(slug, NEW_HOME, at.toISOString())).json).toEqual({
    ...{ status: 'announced', to: NEW_HOME },
    at: at.toISOString(),
  })
  for (const host of hosts)
    await eventually(
      () => feedOf(host, slug),
      (xml) => xml.includes(tagged(NEW_HOME)),
    )
  while (Date.now() < +at) {
    const { status } = await answerOf(two, `/feeds/${slug}.xml`)
    // An answer that comes later says nothing of before.
    if (Date.now() < +at) expect(status).toBe(200)
  }
  await new Promise((resolve) => setTimeout(resolve, +at - Date.now() + 50))
  for (const host of hosts)
    expect(await answerOf(host, `/feeds/${slug}.xml`)).toEqual({ status: 301, location: NEW_HOME })
  expect((await ask(one, 'GET', moveOf(slug))).json.status).toBe('moved')
})

test('a show renamed and moved leads from all its feeds to the new place at once', async () => {
  const { slug: old } = await publishedShow()
  const slug = `${old}-neu`
  await askJson(one, 'PATCH', `/api/v1/shows/${old}`, { slug })
  await move(old, NEW_HOME)
  for (const path of [`/feeds/${old}.xml`, `/feeds/${slug}.xml`]) await everywhere(path, NEW_HOME)
  await everywhere(`/${old}`, `https://podcast.example/${slug}`)
})

test('a show moves to another feed of this host', async () => {
  const [first, second] = [await publishedShow(), await publishedShow()]
  const to = `https://podcast.example/feeds/${second.slug}.xml`
  expect((await move(first.slug, to)).status).toBe(200)
  await everywhere(`/feeds/${first.slug}.xml`, to)
})

test.each([
  ['nothing', undefined],
  ['no address', 'podcasts.example.org/feed.xml'],
  ['another scheme', 'ftp://podcasts.example.org/feed.xml'],
  ['http, which apps would keep', 'http://podcasts.example.org/feed.xml'],
  ['no host', 'https://'],
  ['a host without a dot', 'https://x/feed.xml'],
  ['a host by its number', 'https://93.184.216.34/feed.xml'],
  ['the same in IPv6', 'https://[2606:2800:220:1::1]/feed.xml'],
  ['a name and a password in it', 'https://a:b@podcasts.example.org/feed.xml'],
  ['more than apps take', `https://podcasts.example.org/${'x'.repeat(250)}.xml`],
  ['a line break', 'https://podcasts.example.org/\r\nSet-Cookie: a=b'],
])('%s is refused as the new address, and nothing changes', async (_, to) => {
  const { slug } = await createShow(one)
  const { status, json } = await move(slug, to)
  // A line break is cleaned away, as in every field of one line; what is left is one address.
  if (status === 200) expect(json.to).toMatch(/^https:\/\/podcasts\.example\.org\/%20Set-Cookie:%20a=b$/)
  else {
    expect([status, Object.keys(json.fields)]).toEqual([422, ['to']])
    expect((await ask(one, 'GET', moveOf(slug))).json.status).toBe('here')
  }
})

test('an address that leads back is refused, by whatever way', async () => {
  const [first, second, third] = await Promise.all([createShow(one), createShow(one), createShow(one)])
  const feed = (slug: string) => `https://podcast.example/feeds/${slug}.xml`
  const former = first.slug
  const slug = `${former}-neu`
  await askJson(one, 'PATCH', `/api/v1/shows/${former}`, { slug })
  await move(second.slug, feed(third.slug))
  await move(third.slug, feed(slug))

  for (const to of [
    ...[feed(slug), feed(former), feed(second.slug), feed(third.slug), `${feed(slug)}?page=2`, `${feed(slug)}#x`],
    ...[feed(slug).replace('https', 'http'), feed(slug).replace('podcast.', 'PODCAST.')],
    ...[feed(slug).replace('example/', 'example.:443/'), 'https://podcast.example/feeds/niemand.xml'],
    ...['https://podcast.example/', `https://podcast.example/${slug}`],
  ]) {
    const { status, json } = await move(slug, to)
    expect([to, status, Object.keys(json.fields ?? {})]).toEqual([to, 422, ['to']])
  }
  expect((await ask(one, 'GET', moveOf(slug))).json.status).toBe('here')
})

test('of two shows that move to each other at once, one does', async () => {
  const feed = ({ slug }: Json) => `https://podcast.example/feeds/${slug}.xml`
  for (let round = 0; round < 5; round++) {
    const [first, second] = await Promise.all([createShow(one), createShow(one)])
    const answers = await Promise.all([
      move(first.slug, feed(second)),
      askJson(two, 'PUT', moveOf(second.slug), { to: feed(first) }),
    ])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 422])
  }
})

test('moving needs a token, a show, and a time with its offset', async () => {
  const { slug } = await createShow(one)
  for (const method of ['PUT', 'DELETE'])
    expect((await ask(one, method, moveOf(slug), { token: null })).status).toBe(401)
  for (const [method, body] of [
    ['GET', undefined],
    ['PUT', { to: NEW_HOME }],
    ['DELETE', undefined],
  ] as const)
    expect((await askJson(one, method === 'GET' ? 'DELETE' : method, moveOf('niemand'), body)).status).toBe(404)
  expect((await ask(one, 'GET', moveOf('niemand'))).status).toBe(404)
  expect((await move(slug, NEW_HOME, '2026-12-01T06:00')).json.fields).toHaveProperty('at')
})
