import { type Chapter, chaptersOf } from '../../episodes/chapters.ts'
import type { Episode } from '../../episodes/episode.ts'
import { clockTime } from '../../lib/duration.ts'
import { type Html, html } from '../../lib/html.ts'
import { type Language, langOf } from '../languages.ts'
import { wordsFor } from '../words/words-for.ts'

/** The chapters of an episode, each a link to its second: without script to this page, which then begins there. */
export function chapterList(episode: Episode, language: Language): Html | null {
  const words = wordsFor(language)
  const lang = langOf(episode.language ?? episode.show.language, language)
  const chapters = chaptersOf(episode).filter(({ hidden }) => !hidden)
  const item = ({ startSeconds, title, url }: Chapter) =>
    html`<li><a href="?t=${clockTime(startSeconds)}"><time datetime="PT${startSeconds}S">${clockTime(startSeconds)}</time> <span${lang}>${title}</span></a>${
      url &&
      html` <a class="quiet" href="${url}" aria-label="${words.moreOnChapter}: ${title}">${words.moreOnChapter}</a>`
    }</li>`
  if (chapters.length === 0) return null
  return html`<section aria-labelledby="chapters"><h2 id="chapters">${words.chapters}</h2>
<ol class="chapters">${chapters.map(item)}</ol></section>`
}
