import sharp from 'sharp'
import { expect, test } from 'vitest'
import { ask, createShow, putFile } from '../support/api.ts'
import { startHost } from '../support/host.ts'
import { askRaw } from '../support/raw.ts'
import { A_SUNDAY, episodeRow, showRow } from '../support/rows.ts'

const host = await startHost()
const pageAt = async (path: string) => (await askRaw(host, path)).body.toString()

const minutesAfter = (minutes: number) => new Date(+A_SUNDAY + minutes * 60_000)

/** The headings below "Episodes", and the titles under each, in their order. */
async function seasonsAt(path: string): Promise<[heading: string, titles: string[]][]> {
  const page = await pageAt(path)
  return [...page.matchAll(/<section class="season"><h3>(.*?)<\/h3>(.*?)<\/section>/gs)].map(([, heading, list]) => [
    heading!,
    [...list!.matchAll(/<h4><a [^>]*>(.*?)<\/a><\/h4>/g)].map(([, title]) => title!),
  ])
}

test('episodes stand below their season, newest first, each once', async () => {
  const show = await showRow(host, { seasons: [{ number: 2, name: 'Winter & <Eis>' }] })
  const season = [1, 1, null, 2, 2]
  for (const [at, number] of season.entries())
    await episodeRow(host, show, { title: `Folge ${at}`, season: number, publishAt: minutesAfter(at) })
  expect(await seasonsAt(`/${show.slug}`)).toEqual([
    ['Staffel 2: <span>Winter &amp; &lt;Eis&gt;</span>', ['Folge 4', 'Folge 3']],
    ['Ohne Staffel', ['Folge 2']],
    ['Staffel 1', ['Folge 1', 'Folge 0']],
  ])
  expect((await seasonsAt(`/en/${show.slug}`)).map(([heading]) => heading)).toEqual([
    'Season 2: <span lang="de">Winter &amp; &lt;Eis&gt;</span>',
    'Without a season',
    'Season 1',
  ])
})

test('one season without a name, or none at all, needs no heading', async () => {
  for (const season of [1, null]) {
    const show = await showRow(host)
    for (const title of ['Eins', 'Zwei']) await episodeRow(host, show, { title, season })
    const page = await pageAt(`/${show.slug}`)
    expect([page.includes('class="season"'), page.match(/<h3><a /g)?.length]).toEqual([false, 2])
  }
})

test('one season with a name is called by it', async () => {
  const show = await showRow(host, { seasons: [{ number: 1, name: 'Anfang' }] })
  await episodeRow(host, show, { title: 'Eins', season: 1 })
  expect(await seasonsAt(`/${show.slug}`)).toEqual([['Staffel 1: <span>Anfang</span>', ['Eins']]])
})

test('an episode leads to those before and after it, of its show and published alone', async () => {
  const [show, other] = [await showRow(host), await showRow(host)]
  for (const slug of ['a', 'b', 'c'])
    await episodeRow(host, show, { slug, title: slug, publishAt: minutesAfter(slug.charCodeAt(0)) })
  await episodeRow(host, show, { slug: 'draft', publishAt: null })
  await episodeRow(host, show, { slug: 'later', publishAt: new Date('2099-01-01') })
  await episodeRow(host, show, { slug: 'deleted', publishAt: minutesAfter(98.5), deletedAt: A_SUNDAY })
  await episodeRow(host, other, { slug: 'foreign', publishAt: minutesAfter(98.2) })
  const around = async (slug: string) => {
    const page = await pageAt(`/en/${show.slug}/${slug}`)
    return Object.fromEntries(
      [...page.matchAll(/<a class="card \w+" rel="(\w+)" href="([^"]+)">/g)].map(([, rel, href]) => [
        rel,
        href!.split('/').at(-1),
      ]),
    )
  }
  expect([await around('a'), await around('b'), await around('c')]).toEqual([
    { next: 'b' },
    { prev: 'a', next: 'c' },
    { prev: 'b' },
  ])
})

test('episodes of the same second are neighbours too, in one order', async () => {
  const show = await showRow(host)
  for (const slug of ['x', 'y', 'z']) await episodeRow(host, show, { slug, title: slug })
  const next = async (slug: string) => /rel="next" href="[^"]+\/(\w)"/.exec(await pageAt(`/${show.slug}/${slug}`))?.[1]
  expect([await next('x'), await next('y'), await next('z')]).toEqual(['y', 'z', undefined])
})

test('an only episode has no neighbours, and nothing that says so', async () => {
  const show = await showRow(host)
  await episodeRow(host, show, { slug: 'eins' })
  expect(await pageAt(`/${show.slug}/eins`)).not.toContain('class="neighbours"')
})

async function colouredShow(background: string) {
  const { slug } = await createShow(host)
  const create = { width: 1400, height: 1400, channels: 3, background } as const
  await putFile(host, `/api/v1/shows/${slug}/artwork`, 'artwork', await sharp({ create }).jpeg().toBuffer())
  return slug
}

test('a cover is offered in sizes that are there, square and as wide as they say', async () => {
  const slug = await colouredShow('#a33')
  const page = await pageAt(`/${slug}`)
  const [, srcset] = /<img src="[^"]+" srcset="([^"]+)" sizes="320px"/.exec(page)!
  const offered = srcset!.split(', ').map((one) => one.split(' ') as [string, string])
  expect(offered.map(([, width]) => width)).toEqual(['160w', '320w', '640w', '960w'])
  for (const [url, said] of offered) {
    const { status, headers, body } = await askRaw(host, new URL(url).pathname)
    const { width, height } = await sharp(body).metadata()
    expect([status, headers['content-type'], `${width}w`, height]).toEqual([200, 'image/webp', said, width])
  }
  expect((await askRaw(host, new URL(offered[0]![0]).pathname.replace('/160/', '/161/'))).status).toBe(404)
})

test.each([
  ['#c00000', 'hue-30'],
  ['#0000c0', 'hue-260'],
  ['#00a000', 'hue-140'],
  ['#808080', null],
])('pages are in the colour of their cover: %s', async (background, hue) => {
  const slug = await colouredShow(background)
  await episodeRow(host, await host.db.show.findUniqueOrThrow({ where: { slug } }), { slug: 'eins' })
  for (const path of [`/${slug}`, `/en/${slug}/eins`])
    expect(/<html lang="\w+"(?: class="(.*?)")?>/.exec(await pageAt(path))?.[1] ?? null).toBe(hue)
})

test('a page of older episodes is its own, whatever else is asked for is not', async () => {
  const show = await showRow(host)
  for (let at = 0; at < 51; at++) await episodeRow(host, show, { slug: `f-${at}`, publishAt: minutesAfter(at) })
  const canonicalAt = async (path: string) => /<link rel="canonical" href="([^"]+)">/.exec(await pageAt(path))?.[1]
  const [, older] = /href="([^"]+)" rel="next"/.exec(await pageAt(`/en/${show.slug}`))!
  const address = 'https://podcast.example/en'
  expect(await canonicalAt(older!)).toBe(`https://podcast.example${older}`)
  expect(await canonicalAt(`/en/${show.slug}?after=x&utm=y`)).toBe(`${address}/${show.slug}`)
  expect(await canonicalAt(`/en/${show.slug}?after=${crypto.randomUUID()}`)).toBe(`${address}/${show.slug}`)
  expect(await canonicalAt(`/en/${show.slug}/f-1?t=0:20`)).toBe(`${address}/${show.slug}/f-1`)
})

test('what is not found below a show leads to the show, what is deleted too, unless the show is', async () => {
  const { slug } = await createShow(host)
  await host.addresses.load()
  const way = `<a class="button" href="/en/${slug}">To the page of this podcast</a>`
  expect(await pageAt(`/en/${slug}/nothing`)).toContain(way)
  expect(await pageAt(`/en/nobody/nothing`)).not.toContain('To the page of this podcast')
  await ask(host, 'DELETE', `/api/v1/shows/${slug}`)
  await host.addresses.load()
  expect(await pageAt(`/en/${slug}/nothing`)).not.toContain('To the page of this podcast')
})

test('an error in a frame is a page for frames: what it leads to opens outside, imprint and privacy among it', async () => {
  for (const [path, legal] of [
    ['/embed/niemand/nichts?theme=dark', ['/impressum', '/datenschutz', '/']],
    ['/en/embed/niemand', ['/en/imprint', '/en/privacy', '/en']],
  ] as const) {
    const page = await pageAt(path)
    const links = [...page.matchAll(/<a href="https:\/\/podcast\.example([^"]*)" target="_blank"/g)].map(([, to]) => to)
    expect(new Set(links)).toEqual(new Set(legal))
    expect(page.match(/<a /g)).toHaveLength(links.length)
  }
  expect(await pageAt('/embed/niemand/nichts?theme=dark')).toContain('<html lang="de" data-theme="dark" data-framed>')
})
