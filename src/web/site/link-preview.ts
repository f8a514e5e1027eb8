import type { Config } from '../../config.ts'
import { type Html, html } from '../../lib/html.ts'
import { imageUrl } from '../../shows/addresses.ts'
import type { ImageSide } from '../../shows/artwork-images.ts'
import { FRAME_PIXELS } from './embed-code.ts'

interface Preview {
  /** An episode is an `article`, anything else a `website` (ogp.me). */
  type: 'article' | 'website'
  title: string
  /** What it is about, in one line; empty where nothing says so. */
  description: string
  /** The language of title and description. */
  language: string
  url: string
  /** What it is a part of. */
  siteName?: string
  publishedAt?: Date
  picture?: { path: string; alt: string | null } | null
  audio?: { url: string; type: string }
  /** Address of the player in a frame. */
  player?: string
}

/** Search engines show about so many characters of a description. */
export const DESCRIPTION_CHARACTERS = 160
/** Large enough for every preview, and of far fewer bytes than the original. */
const PICTURE_PIXELS: ImageSide = 960
const PLAYER_PIXELS = { width: 480, height: FRAME_PIXELS.card }

/**
 * What search engines, messengers and social networks show of a page: its description, OpenGraph (ogp.me), and a card
 * with a player where there is one. Elements of the head.
 */
export function linkPreview(config: Pick<Config, 'publicUrl'>, preview: Preview): Html {
  const { type, title, description, language, url, siteName, publishedAt, picture, audio, player } = preview
  const facts: [property: string, content: string | number | null | undefined][] = [
    ['og:type', type],
    ['og:title', title],
    ['og:description', description],
    ['og:url', url],
    ['og:locale', territoryOf(language)],
    ['og:site_name', siteName],
    ['article:published_time', publishedAt?.toISOString()],
    ...pictureFacts(config, picture),
    ['og:audio', audio?.url],
    ['og:audio:secure_url', audio?.url.startsWith('https:') ? audio.url : null],
    ['og:audio:type', audio?.type],
  ]
  const card: typeof facts = [
    ['twitter:card', player ? 'player' : 'summary'],
    ['twitter:player', player],
    ['twitter:player:width', player && PLAYER_PIXELS.width],
    ['twitter:player:height', player && PLAYER_PIXELS.height],
  ]
  return html`${description && html`<meta name="description" content="${description}">\n`}${facts.map(
    ([property, content]) => content && html`<meta property="${property}" content="${content}">\n`,
  )}${card.map(([name, content]) => content && html`<meta name="${name}" content="${content}">\n`)}`
}

function pictureFacts(
  config: Pick<Config, 'publicUrl'>,
  picture: Preview['picture'],
): [string, string | number | null][] {
  if (!picture) return []
  return [
    ['og:image', imageUrl(config, picture.path, PICTURE_PIXELS)],
    ['og:image:type', 'image/webp'],
    ['og:image:width', PICTURE_PIXELS],
    ['og:image:height', PICTURE_PIXELS],
    ['og:image:alt', picture.alt],
  ]
}

/** A language with its territory, the likeliest where none is named: de_DE. */
function territoryOf(language: string): string {
  const { language: code, region } = new Intl.Locale(language).maximize()
  return region ? `${code}_${region}` : code
}
