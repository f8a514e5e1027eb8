import { createPreviewLink } from '../../src/episodes/preview.ts'
import { type Answer, ask, askJson, COVER, createShow, type Json, publishedEpisode, putFile, upload } from './api.ts'
import type { TestHost } from './host.ts'
import { episodeRow, showRow } from './rows.ts'
import { allRead } from './search.ts'
import { putTranscript } from './transcripts.ts'

/** What tries to leave the place it stands in. */
export const HOSTILE = `</title></script><script>alert(1)</script><!-- "Wien" 'x' & <b onclick=x> \u202e`

/** What is wider than the page it stands on. */
const LONG_WORD = 'Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz'

const LINK = 'https://example.de/?a=1&b="2"'
const NOTES = `<h2>${HOSTILE}</h2><p onclick="x">Text<ul><li>eins<li><a href="javascript:x">zwei</a></ul><p><a href="${LINK}">drei`

const VTT = `WEBVTT

00:00.000 --> 00:02.500
<v &lt;Anna&gt;>Guten Tag &lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;

00:02.500 --> 00:04.000
<v Ben>Ja.
`

export interface PageOfHost {
  kind: string
  path: string
  status: number
  /** Where it is what another method than GET is answered. */
  method?: 'POST'
}

/**
 * Fills a host (with DELETED_KEPT_DAYS=0) with hostile text, and names a page of every kind and state there is, in both
 * languages.
 */
export async function everyPage(host: TestHost): Promise<PageOfHost[]> {
  const rich = await richShow(host)
  const { slug: empty } = await createShow(host, {
    ...{ title: `${LONG_WORD}: ${HOSTILE}`, description: `${LONG_WORD.repeat(2)} ${HOSTILE}`, language: 'en' },
  })
  await showRow(host, { slug: 'fort', deletedAt: new Date('2026-01-01'), goneAt: new Date('2026-02-01') })
  await allRead(host)
  const { transcripts } = (await ask(host, 'GET', `/api/v1/episodes/${rich.id}/transcripts`)).json
  const { slug } = rich
  const preview = await previewOf(host, slug)
  const [lost, broken] = [await lostAudio(host), await brokenEpisode(host)]
  const both: [kind: string, path: string, status?: number][] = [
    ['home', '/'],
    ['show', `/${slug}`],
    ['older episodes', `/${slug}?after=${rich.lastOnFirstPage}`],
    ['show without an episode', `/${empty}`],
    ['episode with everything', `/${slug}/alles`],
    ['episode that begins later', `/${slug}/alles?t=0:20`],
    ['episode with nothing', `/${slug}/nichts`],
    ['embedded episode', `/embed/${slug}/alles`],
    ['small dark embedded episode', `/embed/${slug}/nichts?variant=compact&theme=dark`],
    ['embedded show', `/embed/${slug}`],
    ['embedded show without an episode', `/embed/${empty}`],
    ['unknown address', `/${encodeURIComponent('<b>')}/x/"y"`, 404],
    ['unknown episode of a show', `/${slug}/gibt-es-nicht`, 404],
    ['deleted show', '/fort', 410],
    ['deleted episode', `/${slug}/weg`, 410],
    ['unknown embedded episode', `/embed/${slug}/gibt-es-nicht`, 404],
    ['episode before it is public', preview],
    ['preview that is not valid', '/preview/unknown', 404],
    ['deleted embedded episode', `/embed/${slug}/weg`, 410],
    ['episode that can’t be shown', broken, 500],
    ['embedded episode that can’t be shown', `/embed${broken}`, 500],
  ]
  return [
    ...both.flatMap(([kind, path, status = 200]) => [
      { kind, path, status },
      { kind: `${kind}, in English`, path: path === '/' ? '/en' : `/en${path}`, status },
    ]),
    ...['/barrierefreiheit', '/impressum', '/datenschutz', '/leichte-sprache'].map(legal),
    ...['/en/accessibility', '/en/imprint', '/en/privacy'].map(legal),
    ...['/suche', '/en/search'].flatMap((path) => searches(path, slug)),
    { kind: 'transcript', path: new URL(transcripts[0].files.html.url).pathname, status: 200 },
    { kind: 'address nobody can decode', path: '/%ff', status: 400 },
    // In addresses of their own, since they are pages too.
    ...['/impressum?post', '/en/imprint?post', `/embed/${slug}?post`].map(
      (path) => ({ kind: 'form that nothing takes', path, status: 405, method: 'POST' }) as const,
    ),
    { kind: 'audio the storage does not show', path: lost, status: 503 },
    { kind: 'unknown feed', path: '/feeds/niemand.xml', status: 404 },
  ]
}

const searches = (path: string, show: string): PageOfHost[] =>
  [
    '',
    '?q=alert',
    '?q=alert&page=2',
    `?q=Guten+Wien&show=${show}`,
    `?q=${encodeURIComponent(HOSTILE)}`,
    '?q=niemand',
  ].map((query) => ({ kind: 'search', path: path + query, status: 200 }))

const legal = (path: string) => ({ kind: `legal page ${path}`, path, status: 200 })

/** A show with everything that can be typed, and with more episodes than fit on a page, in two seasons. */
async function richShow(host: TestHost) {
  const persons = [
    { name: HOSTILE.slice(0, 100), role: 'Guest', url: LINK, imageUrl: LINK },
    { name: 'Frau Süß', role: 'Host' },
  ]
  const show = await createShow(host, {
    ...{ title: HOSTILE, description: `${HOSTILE}\n\n${HOSTILE}\nZeile`, author: HOSTILE, persons },
    ...{ copyright: 'Land & <Leute>', license: { identifier: 'CC-BY-4.0' }, website: 'https://www.example.de/' },
    ...{ seasons: [{ number: 1, name: HOSTILE.slice(0, 100) }], funding: [{ url: LINK, text: HOSTILE.slice(0, 100) }] },
    locations: [{ name: 'Erfurt <x>', rel: 'creator', geo: 'geo:50.98,11.03' }],
    updateFrequency: { text: 'jeden "Montag"', rrule: 'FREQ=WEEKLY' },
  })
  const { slug } = show
  const row = await host.db.show.findUniqueOrThrow({ where: { slug } })
  await taken(putFile(host, `/api/v1/shows/${slug}/artwork`, 'artwork', COVER))
  await taken(askJson(host, 'PATCH', `/api/v1/shows/${slug}`, { artworkAlt: HOSTILE.slice(0, 200) }))

  for (let number = 1; number <= 50; number++)
    await episodeRow(host, row, { title: `${number} ${HOSTILE}`, season: 1 + (number % 2), number })
  const { episodes } = (await ask(host, 'GET', `/api/v1/shows/${slug}/episodes?limit=50`)).json
  await publishedEpisode(host, slug, { slug: 'nichts', title: LONG_WORD, description: '' })
  const all: Json = await publishedEpisode(host, slug, { slug: 'alles', title: HOSTILE, description: HOSTILE })
  const typed = { notes: NOTES, season: 1, number: 77, numberLabel: '<77>', language: 'en', persons }
  await taken(askJson(host, 'PATCH', `/api/v1/episodes/${all.id}`, typed))
  const chapters = [
    { startTime: 0, title: HOSTILE, url: LINK },
    { startTime: 20, title: 'Zwei' },
  ]
  await taken(askJson(host, 'PUT', `/api/v1/episodes/${all.id}/chapters`, { version: '1.2.0', chapters }))
  for (const language of ['de', 'en']) await taken(putTranscript(host, all.id, language, VTT))

  const gone: Json = await publishedEpisode(host, slug, { slug: 'weg' })
  await taken(ask(host, 'DELETE', `/api/v1/episodes/${gone.id}`))
  return { slug, id: all.id as string, lastOnFirstPage: episodes.at(10).id as string }
}

/** The page of a draft, for whoever has its link. */
async function previewOf(host: TestHost, show: string): Promise<string> {
  const { json } = await upload(host, show, { before: { slug: 'entwurf', title: HOSTILE, description: HOSTILE } })
  const { secret } = await createPreviewLink(host, json.id, { days: 7, createdById: null })
  return `/preview/${secret}`
}

/** The audio of an episode whose bytes are not in the storage, as when its disk is not there. */
async function lostAudio(host: TestHost): Promise<string> {
  const { slug: show } = await createShow(host, { title: HOSTILE })
  const { id, audio }: Json = await publishedEpisode(host, show, { slug: 'verloren', title: HOSTILE })
  const { enclosure } = await host.db.episode.findUniqueOrThrow({ where: { id }, include: { enclosure: true } })
  await host.storage.remove(enclosure!.key)
  return new URL(audio.url).pathname
}

/** An episode with chapters as nothing here writes them: its page fails. */
async function brokenEpisode(host: TestHost): Promise<string> {
  const show = await showRow(host, { slug: 'defekt' })
  const { id } = await episodeRow(host, show, { slug: 'folge' })
  await host.db.episode.update({ where: { id }, data: { chapters: 42 } })
  for (const path of ['/defekt/folge', '/embed/defekt/folge']) host.mayFail.add(path).add(`/en${path}`)
  return '/defekt/folge'
}

async function taken(answer: Promise<Answer>) {
  const { status, json } = await answer
  if (status >= 300) throw new Error(`What pages show was refused: ${status} ${JSON.stringify(json)}`)
}
