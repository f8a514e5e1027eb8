import { describe, expect, test } from 'vitest'
import type { ListedEpisode } from '../../src/browser/player/episode.ts'
import { readConfig } from '../../src/config.ts'
import { elementCode, embedUrl, frameCode } from '../../src/web/site/embed-code.ts'
import { ask, askJson, createShow, eventually, publishedEpisode, upload } from '../support/api.ts'
import { startHost } from '../support/host.ts'
import { askRaw } from '../support/raw.ts'
import { episodeRow, showRow } from '../support/rows.ts'
import { transcribedEpisode } from '../support/transcripts.ts'

const host = await startHost()
const { slug } = await createShow(host, { title: 'Nachtzüge <live>' })
const episode = await publishedEpisode(host, slug, { title: 'Nach Wien </script>', slug: 'wien' })

const at = (path: string) => askRaw(host, path)
const policyOf = async (path: string) => String((await at(path)).headers['content-security-policy'])
const EMBEDS = [`/embed/${slug}/wien`, `/embed/${slug}`, `/en/embed/${slug}/wien`, `/en/embed/${slug}`]

describe.each(EMBEDS)('%s', (path) => {
  test('AC-58 may be framed anywhere, but runs nothing of its own inside and asks nobody else', async () => {
    const { status, headers, body } = await at(path)
    expect([status, headers['x-frame-options'], headers['set-cookie']]).toEqual([200, undefined, undefined])
    const policy = String(headers['content-security-policy'])
    expect(policy).toMatch(/default-src 'self'; script-src 'self'; style-src 'self'; .*frame-ancestors \*;/)
    expect(policy).not.toContain('unsafe')
    expect(body.toString()).not.toMatch(/<style| style=| on\w+=|javascript:/)
  })

  test('AC-45, AC-51 has audio that loads nothing by itself, and leads to imprint and privacy', async () => {
    const page = (await at(path)).body.toString()
    expect(page).toContain('<audio controls preload="none" src="https://podcast.example/audio/')
    const legal = path.startsWith('/en') ? ['/en/imprint', '/en/privacy'] : ['/impressum', '/datenschutz']
    for (const target of legal) expect(page).toContain(`href="https://podcast.example${target}" target="_blank"`)
  })

  test('says in JSON what the player on another site shows', async () => {
    const { status, headers, body } = await at(`${path}.json`)
    expect([status, headers['access-control-allow-origin']]).toEqual([200, '*'])
    const facts = JSON.parse(body.toString())
    expect(facts).toMatchObject({ title: 'Nach Wien </script>', show: { title: 'Nachtzüge <live>' }, startSeconds: 0 })
    expect(facts.episodes.map(({ title }: { title: string }) => title)).toEqual(
      path.endsWith('wien') ? [] : ['Nach Wien </script>'],
    )
  })
})

test('a title can’t end the data it stands in', async () => {
  for (const path of [...EMBEDS, `/${slug}/wien`])
    expect((await at(path)).body.toString().match(/<\/script>/g)).toHaveLength(
      (await at(path)).body.toString().match(/<script/g)!.length,
    )
})

test('AC-58 every other page refuses to be framed', async () => {
  for (const path of ['/', `/${slug}`, `/${slug}/wien`, '/en', '/nichts', `/feeds-embed/${slug}`])
    expect([path, await policyOf(path)]).toEqual([path, expect.stringContaining("frame-ancestors 'none'")])
})

test('AC-58 a setting names the sites that may frame players', async () => {
  const strict = await startHost({ env: { EMBED_ORIGINS: 'https://www.example.de, https://*.thueringen.de:8443/' } })
  const { slug } = await createShow(strict)
  const { headers } = await askRaw(strict, `/embed/${slug}`)
  expect(headers['content-security-policy']).toContain(
    "frame-ancestors 'self' https://www.example.de https://*.thueringen.de:8443;",
  )
})

test.each(['www.example.de', "'none'", 'https://a.de;script-src', 'https://a.de/pfad', '*', 'ftp://a.de'])(
  '%s is no site that may frame players',
  (origin) => expect(() => readConfig({ EMBED_ORIGINS: origin })).toThrow(/at EMBED_ORIGINS/),
)

test('a draft is unknown, also as JSON, and may be said so in the frame', async () => {
  await upload(host, slug, { before: { slug: 'entwurf' } })
  for (const path of [
    `/embed/${slug}/entwurf`,
    `/embed/${slug}/entwurf.json`,
    '/embed/niemand',
    '/embed/niemand.json',
  ]) {
    expect([path, (await at(path)).status]).toEqual([path, 404])
    expect(await policyOf(path)).toContain('frame-ancestors *')
  }
})

test('a show without an episode says so', async () => {
  const { slug } = await createShow(host)
  expect((await at(`/embed/${slug}`)).body.toString()).toContain('Noch ist keine Folge erschienen.')
  expect((await at(`/embed/${slug}.json`)).status).toBe(404)
})

test('former addresses lead to the ones of now, in their language and with what was asked for', async () => {
  const { slug: show } = await createShow(host)
  const { id } = await publishedEpisode(host, show, { slug: 'alt' })
  await askJson(host, 'PATCH', `/api/v1/episodes/${id}`, { slug: 'neu' })
  for (const [path, to] of [
    [`/embed/${show}/alt?variant=compact`, `/embed/${show}/neu?variant=compact`],
    [`/en/embed/${show}/alt`, `/en/embed/${show}/neu`],
    [`/embed/${show}/alt.json`, `/embed/${show}/neu.json`],
    [`/en/embed/${show}/alt.json`, `/en/embed/${show}/neu.json`],
  ] as const)
    await eventually(
      () => at(path),
      ({ status, headers }) => status === 301 && headers.location === `https://podcast.example${to}`,
    )
})

test('what was deleted for good is gone', async () => {
  const { slug: show } = await createShow(host)
  const { id } = await publishedEpisode(host, show, { slug: 'weg' })
  await ask(host, 'DELETE', `/api/v1/episodes/${id}`)
  const { json } = await ask(host, 'GET', `/api/v1/episodes/${id}/deletion`)
  host.travelTo(new Date(Date.parse(json.goneAt) + 1000).toISOString())
  for (const path of [`/embed/${show}/weg`, `/en/embed/${show}/weg.json`])
    await eventually(
      () => at(path),
      ({ status }) => status === 410,
    )
  host.travelTo(new Date().toISOString())
})

test.each([
  ['1:03', 'wien', 0],
  ['30', 'wien', 30],
  ['30s', 'wien', 30],
  ['0:30', 'wien', 30],
  ['0m30s', 'wien', 30],
  ['-1', 'wien', 0],
  ['nie', 'wien', 0],
])('?t=%s begins at the second it names, if the audio has it', async (t, name, seconds) => {
  const { body } = await at(`/embed/${slug}/${name}.json?t=${t}`)
  expect(JSON.parse(body.toString()).startSeconds).toBe(seconds)
  const page = (await at(`/${slug}/${name}?t=${t}`)).body.toString()
  expect(page.includes(`.mp3#t=${seconds}"`)).toBe(seconds > 0)
})

test('each episode of a list has its own language, and the day it had where the show is made', async () => {
  const show = await showRow(host, { language: 'de' })
  await episodeRow(host, show, { title: 'Night trains', language: 'en', publishAt: new Date('2026-01-14T23:30:00Z') })
  await episodeRow(host, show, { title: 'Nachtzüge', publishAt: new Date('2026-01-12T12:00:00Z') })
  const listed = async (path: string) =>
    JSON.parse((await at(path)).body.toString()).episodes.map(
      ({ title, titleLanguage, day }: ListedEpisode) => `${title} (${titleLanguage}), ${day}`,
    )
  expect(await listed(`/embed/${show.slug}.json`)).toEqual([
    'Night trains (en), 15.01.2026',
    'Nachtzüge (de), 12.01.2026',
  ])
  expect((await listed(`/en/embed/${show.slug}.json`))[0]).toBe('Night trains (en), 15 Jan 2026')
  const page = (await at(`/embed/${show.slug}`)).body.toString()
  expect(page).toMatch(/<li><a href="[^"]+" lang="en">Night trains<\/a>\n[^\n]+>15\. Januar 2026</)
  expect(page).toMatch(/<li><a href="[^"]+">Nachtzüge<\/a>/)
})

test('a look that nobody knows is the usual one', async () => {
  const page = (await at(`/embed/${slug}?variant="><b>&theme=rosa`)).body.toString()
  expect(page).toContain('<sendeplatz-player>')
  const dark = (await at(`/embed/${slug}?variant=compact&theme=dark`)).body.toString()
  expect(dark).toContain('<sendeplatz-player variant="compact" theme="dark">')
})

test('the facts lead to transcripts with times, in the episode’s language first', async () => {
  const { url } = await transcribedEpisode(host)
  const { body } = await at(`/embed${new URL(url).pathname}.json`)
  const [transcript] = JSON.parse(body.toString()).transcripts
  expect(transcript).toMatchObject({ language: 'de', name: 'Deutsch' })
  const { status, headers } = await at(new URL(transcript.url).pathname)
  expect([status, headers['access-control-allow-origin']]).toEqual([200, '*'])
})

test('the code to paste has a title and leads to the host', () => {
  const url = embedUrl(host.config, 'en', slug, episode.slug)
  expect(url).toBe(`https://podcast.example/en/embed/${slug}/wien`)
  const code = frameCode(host.config, { url, title: '"Wien" & mehr' })
  expect(code).not.toMatch(/\n| style=/)
  expect(code).toContain(`<iframe src="${url}" title="Podcast: &quot;Wien&quot; &amp; mehr"`)
  expect(code).toContain('src="https://podcast.example/embed/frame.js"')
  expect(elementCode(host.config, { url: episode.url, title: 'Wien' })).toContain(
    `<sendeplatz-player src="${episode.url}"><a href="${episode.url}">`,
  )
})

test.each([`/embed/${slug}/nix.json`, '/en/embed/nix.json'])(
  'a refusal of %s can be read where a player asked for it',
  async (path) => {
    const { status, headers, body } = await at(path)
    expect([status, headers['access-control-allow-origin']]).toEqual([404, '*'])
    expect(headers['content-type']).toMatch('application/problem+json')
    expect(JSON.parse(body.toString()).status).toBe(404)
  },
)
