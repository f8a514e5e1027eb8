import type { Config } from '../../config.ts'
import { getPublishedEpisode } from '../../episodes/episode.ts'
import { findPlace } from '../../episodes/find-place.ts'
import { clockTime } from '../../lib/duration.ts'
import { notFound, Refusal } from '../../lib/errors.ts'
import { escapeHtml } from '../../lib/html-text.ts'
import { imageUrl } from '../../shows/addresses.ts'
import { IMAGE_SIDES } from '../../shows/artwork-images.ts'
import { getShow, type Show } from '../../shows/show.ts'
import type { Handler, Host } from '../handler.ts'
import { LANGUAGES, languageOf, pathIn } from '../languages.ts'
import { pageUrl } from '../page-url.ts'
import { sendText } from '../send-text.ts'
import { embedUrl, FRAME_PIXELS, frameElement } from './embed-code.ts'
import { knownLook } from './embed-page.ts'
import { startIn } from './player-facts.ts'

/** Content management systems keep what they were told; a corrected title may reach them this much later. */
const MAX_AGE_SECONDS = 3600
/** Wide enough for every button of the player in one row. */
const WIDTH_PIXELS = 640
const THUMBNAIL_PIXELS = 640

type Facts = Record<string, string | number>
type Query = Parameters<Handler>[1]['query']

/**
 * GET /oembed?url=&format=&maxwidth=&maxheight= — how to embed the page or the player of a show or an episode, under an
 * address it has or had (oembed.com, 1.0, type rich). What `?t=`, `variant` and `theme` ask for goes into the frame.
 */
export const showOembed: Handler = async (host, req, res) => {
  const { url, format = 'json' } = req.query
  if (typeof url !== 'string' || url === '')
    throw new Refusal(400, 'url-needed', 'Name the address of a show or an episode as url.')
  if (format !== 'json' && format !== 'xml')
    throw new Refusal(501, 'format-not-offered', 'The formats on offer are json and xml.')
  const most = { width: readMost(req.query, 'maxwidth'), height: readMost(req.query, 'maxheight') }
  const facts = await factsOf(host, url, most)
  sendText(req, res, {
    ...(format === 'json'
      ? { text: JSON.stringify(facts), type: 'application/json; charset=utf-8' }
      : { text: xmlOf(facts), type: 'text/xml; charset=utf-8' }),
    maxAgeSeconds: MAX_AGE_SECONDS,
  })
}

async function factsOf(host: Host, url: string, most: { width: number; height: number }): Promise<Facts> {
  const { config } = host
  const { address, language, show, episode } = await findShown(host, url)
  const look = knownLook(Object.fromEntries(address.searchParams))
  // The small player where the other would not fit.
  const isCompact = look.variant === 'compact' || most.height < FRAME_PIXELS.card
  const startSeconds = startIn({ t: address.searchParams.get('t') })
  const query = new URLSearchParams({
    ...(startSeconds > 0 ? { t: clockTime(startSeconds) } : {}),
    ...look,
    ...(isCompact ? { variant: 'compact' } : {}),
  }).toString()
  const title = episode?.title ?? show.title
  const width = Math.min(WIDTH_PIXELS, most.width)
  const height = Math.min(isCompact ? FRAME_PIXELS.compact : FRAME_PIXELS.card, most.height)
  const frame = `${embedUrl(config, language, show.slug, episode?.slug ?? null)}${query && `?${query}`}`
  return {
    ...{ version: '1.0', type: 'rich', title },
    author_name: episode?.author ?? show.author,
    author_url: pageUrl(config, language, show.slug),
    provider_name: config.operatorName ?? new URL(config.publicUrl).host,
    provider_url: `${config.publicUrl}${pathIn(language, '/')}`,
    cache_age: MAX_AGE_SECONDS,
    ...thumbnail(config, episode?.artwork ?? show.artwork, most),
    html: frameElement({ url: frame, title, width, height }).markup,
    ...{ width, height },
  }
}

/** The show, and the episode if one is named, that an address leads people to. Refuses what is unknown, foreign or a draft. */
async function findShown(host: Host, url: string) {
  const address = URL.parse(url)
  const isOurs = /^https?:$/.test(address?.protocol ?? '') && address?.host === new URL(host.config.publicUrl).host
  if (!address || !isOurs) throw notFound('page')
  // Capitals lead to small letters, as on the pages themselves.
  const asked = address.pathname.toLowerCase()
  const language = languageOf(asked)
  const path = language === LANGUAGES[0] ? asked : asked.slice(`/${language}`.length)
  const [, showSlug, episodeSlug] = /^(?:\/embed)?\/([a-z0-9-]+)(?:\/([a-z0-9-]+))?\/?$/.exec(path) ?? []

  const place = showSlug ? await findPlace(host, [showSlug], episodeSlug ? [episodeSlug] : null) : null
  if (!place || (episodeSlug && !place.episode)) throw notFound('page')
  const episode = place.episode && (await getPublishedEpisode(host, { id: place.episode.id }))
  const show: Show = episode?.show ?? (await getShow(host, place.show.slug))
  return { address, language, show, episode }
}

/** All three or none of them (oembed.com §2.3.4), no larger than asked for. */
function thumbnail(config: Config, picture: Show['artwork'], most: { width: number; height: number }): Facts {
  const side = IMAGE_SIDES.findLast((side) => side <= Math.min(THUMBNAIL_PIXELS, most.width, most.height))
  if (!picture || !side) return {}
  return { thumbnail_url: imageUrl(config, picture.path, side), thumbnail_width: side, thumbnail_height: side }
}

function readMost(query: Query, name: 'maxwidth' | 'maxheight'): number {
  const value = query[name]
  if (value === undefined || value === '') return Number.POSITIVE_INFINITY
  if (typeof value === 'string' && /^[1-9]\d{0,5}$/.test(value)) return Number(value)
  throw new Refusal(400, 'bad-size', `Write ${name} as a whole number of pixels.`)
}

function xmlOf(facts: Facts): string {
  const elements = Object.entries(facts).map(([name, value]) => `<${name}>${escapeHtml(String(value))}</${name}>\n`)
  return `<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n<oembed>\n${elements.join('')}</oembed>\n`
}
