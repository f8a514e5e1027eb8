import type { Config } from '../../config.ts'
import { type Html, html } from '../../lib/html.ts'
import { imageUrl } from '../../shows/addresses.ts'
import { IMAGE_SIDES, type ImageSide } from '../../shows/artwork-images.ts'

interface Shown {
  /** Its side on the page, in CSS pixels, where it is largest. */
  side: number
  /** What it shows, for those who don't see it; empty where the words beside it say enough. */
  alt: string
  /** The `lang` of those words, where the page has another. */
  lang?: Html | null
  /** Below the beginning of the page: loaded when it comes near. */
  isBelow?: boolean
}

/** A cover, in as many pixels as the screen has for it. */
export function picture(config: Pick<Config, 'publicUrl'>, path: string, { side, alt, lang, isBelow }: Shown): Html {
  const address = (pixels: ImageSide) => imageUrl(config, path, pixels)
  const fitting = IMAGE_SIDES.find((pixels) => pixels >= side) ?? IMAGE_SIDES.at(-1)!
  const all = IMAGE_SIDES.map((pixels) => `${address(pixels)} ${pixels}w`).join(', ')
  return html`<img src="${address(fitting)}" srcset="${all}" sizes="${side}px" alt="${alt}"${lang} width="${side}" height="${side}"${isBelow && html` loading="lazy"`} decoding="async">`
}
