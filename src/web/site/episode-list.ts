import type { Config } from '../../config.ts'
import type { Episode } from '../../episodes/episode.ts'
import { type Html, html, paragraphs } from '../../lib/html.ts'
import type { Show } from '../../shows/show.ts'
import { factsOfShow } from '../../shows/show-facts.ts'
import { type Language, langOf, pathIn } from '../languages.ts'
import { wordsFor } from '../words/words-for.ts'
import { factsLine } from './facts-line.ts'
import { picture } from './picture.ts'

type Public = Pick<Config, 'publicUrl'>

/** Episodes in their order, below the name of their season where a show has more than one or names it. Null of none. */
export function episodeList(config: Public, show: Show, episodes: Episode[], language: Language): Html | null {
  if (episodes.length === 0) return null
  const seasons = Map.groupBy(episodes, ({ season }) => season)
  const named = factsOfShow(show).seasons
  if (seasons.size < 2 && !named.some(({ number }) => seasons.has(number)))
    return html`<ul class="list">${episodes.map((episode) => item(config, episode, language, 'h3'))}</ul>`

  const words = wordsFor(language)
  const titleOf = (season: number | null) => {
    if (season === null) return words.otherEpisodes
    const name = named.find(({ number }) => number === season)?.name
    return name
      ? html`${words.season} ${season}: <span${langOf(show.language, language)}>${name}</span>`
      : `${words.season} ${season}`
  }
  return html`${[...seasons].map(
    ([season, listed]) => html`<section class="season"><h3>${titleOf(season)}</h3>
<ul class="list">${listed.map((episode) => item(config, episode, language, 'h4'))}</ul></section>`,
  )}`
}

function item(config: Public, episode: Episode, language: Language, level: 'h3' | 'h4'): Html {
  const { show, artwork, title, slug } = episode
  const lang = langOf(episode.language ?? show.language, language)
  const link = html`<a href="${pathIn(language, `/${show.slug}/${slug}`)}"${lang}>${title}</a>`
  return html`<li class="episode">
${artwork && picture(config, artwork.path, { side: 96, alt: '', isBelow: true })}
<div>${level === 'h3' ? html`<h3>${link}</h3>` : html`<h4>${link}</h4>`}
${factsLine(episode, language, { isInSeason: level === 'h4' })}
<div class="excerpt"${lang}>${paragraphs(episode.description)[0]}</div></div>
</li>`
}
