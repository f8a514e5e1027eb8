import { statusOf } from '../../../episodes/episode.ts'
import { type Html, html } from '../../../lib/html.ts'
import { feedUrl } from '../../../shows/addresses.ts'
import { movedTo } from '../../../shows/move.ts'
import { pagesFor, pathIn } from '../../languages.ts'
import { copyField } from '../../site/copy-field.ts'
import { embedUrl, frameCode } from '../../site/embed-code.ts'
import { studioWordsFor } from '../../words/studio/words-for.ts'
import type { EpisodeView } from './section.ts'

/** What is to be done once an episode has its date: its address, the code for other sites, the feed, and when apps have it. */
export function publishedBox({ host, episode, language }: EpisodeView): Html {
  const words = studioWordsFor(language).publication
  const { show, slug, title } = episode
  const { config } = host
  const path = `/${show.slug}/${slug}`
  // What goes out to others is in the show's language, whatever the studio is read in.
  const outside = pagesFor(show.language)
  const code = frameCode(config, { url: embedUrl(config, outside, show.slug, slug), title })
  const isPublished = statusOf(episode, host.now()) === 'published'
  return html`<div class="card published-box">
<h3>${words.afterwards}</h3>
${isPublished ? html`<p><a href="${pathIn(language, path)}">${words.toPage}</a></p>` : html`<p>${words.worksThen}</p>`}
${copyField('published-address', words.address, config.publicUrl + pathIn(outside, path), language)}
${copyField('published-embed', words.embed, code, language)}
${copyField('published-feed', words.feed, feedUrl(config, show.slug), language)}
<h4>${words.whenInApps}</h4>
<p>${movedTo(show, host.now()) === null ? words.inApps : words.moved}</p>
</div>`
}
