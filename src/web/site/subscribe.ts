import type { Config } from '../../config.ts'
import { type Html, html } from '../../lib/html.ts'
import { feedUrl } from '../../shows/addresses.ts'
import { copyUrl, moduleScript } from '../assets.ts'
import type { Language } from '../languages.ts'
import { pageUrl } from '../page-url.ts'
import { wordsFor } from '../words/words-for.ts'
import { copyField } from './copy-field.ts'
import { qrCode } from './qr-code.ts'

/**
 * How apps take a feed's address, each by the scheme it has registered. `bare` is the address without https://, since
 * browsers drop the colon of a scheme within another one's host.
 */
const APPS: [name: string, system: string, link: (feed: { bare: string; url: string }) => string][] = [
  ['Apple Podcasts', 'iOS, macOS', ({ bare }) => `podcast://${bare}`],
  ['AntennaPod', 'Android', ({ bare }) => `antennapod-subscribe://${bare}`],
  ['Pocket Casts', 'iOS, Android', ({ bare }) => `pktc://subscribe/${bare}`],
  ['Overcast', 'iOS', ({ url }) => `overcast://x-callback-url/add?url=${encodeURIComponent(url)}`],
  ['Castro', 'iOS', ({ bare, url }) => `${url.startsWith('https:') ? 'castros' : 'castro'}://subscribe/${bare}`],
  ['Podcast Addict', 'Android', ({ bare }) => `podcastaddict://${bare}`],
  ['Podcast Republic', 'Android', ({ bare }) => `podcastrepublic://subscribe/${bare}`],
  ['gPodder', 'Linux, Windows', ({ bare }) => `gpodder://${bare}`],
  ['Downcast', 'iOS, macOS', ({ bare }) => `downcast://${bare}`],
]

/** The scheme that most apps have registered, on every system: it opens the one that is there. */
const ANY_APP = 'pcast://'

/** Ways to subscribe: one button for the app of the device, and behind it every other way. Links alone, nothing is asked. */
export function subscribeBlock(
  config: Pick<Config, 'publicUrl'>,
  show: { slug: string; title: string },
  language: Language,
): Html {
  const words = wordsFor(language).subscribe
  const url = feedUrl(config, show.slug)
  const feed = { url, bare: url.replace(/^https?:\/\//, '') }
  const page = `${pageUrl(config, language, show.slug)}#subscribe`
  return html`<div class="subscribe" id="subscribe">
<a class="button" href="${ANY_APP}${feed.bare}">${words.open}</a>
<p class="quiet"><strong>${words.nothing}</strong> ${words.nothingHint(words.otherWays)}</p>
<details><summary>${words.otherWays}</summary>
<div class="ways">
<div>
<h2>${words.apps}</h2>
<ul>${APPS.map(([name, system, link]) => html`<li><a href="${link(feed)}">${name}</a> <span class="quiet">${system}</span></li>`)}
<li><a href="feed:${url}">${words.otherApps}</a></li></ul>
</div>
<div>
<h2>${words.address}</h2>
<p>${words.addressHint}</p>
${copyField('feed-address', words.addressLabel, url, language)}
<h2>${words.phone}</h2>
<p>${words.phoneHint}</p>
${qrCode(page, words.code)}
</div>
</div>
</details>
</div>
${moduleScript(copyUrl)}`
}
