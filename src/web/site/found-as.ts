import type { Config } from '../../config.ts'
import type { Episode } from '../../episodes/episode.ts'
import { dataBlock, type Html, html } from '../../lib/html.ts'
import { excerpt } from '../../lib/plain-text.ts'
import { audioUrl } from '../../shows/addresses.ts'
import type { Show } from '../../shows/show.ts'
import { type Language, pathIn } from '../languages.ts'
import { pageUrl } from '../page-url.ts'
import { wordsFor } from '../words/words-for.ts'
import { embedUrl } from './embed-code.ts'
import { DESCRIPTION_CHARACTERS, linkPreview } from './link-preview.ts'
import { oembedLinks } from './oembed-links.ts'
import { aboutOf, episodeData, seriesData, siteData } from './structured-data.ts'

type Operated = Pick<Config, 'publicUrl' | 'operatorName'>

/** What the head of a show's page tells search engines and other sites. */
export function showFoundAs(config: Operated, show: Show, language: Language): Html {
  const url = pageUrl(config, language, show.slug)
  const { title } = show
  return html`${linkPreview(config, {
    ...{ type: 'website', title, url, language: show.language, picture: show.artwork },
    description: excerpt(show.description, DESCRIPTION_CHARACTERS),
    player: embedUrl(config, language, show.slug, null),
  })}${oembedLinks(config, { url, title })}
${dataBlock('application/ld+json', seriesData(config, show, language))}`
}

/** The same of an episode's page. */
export function episodeFoundAs(config: Operated, episode: Episode, language: Language): Html {
  const { show, slug, title, publishAt, enclosure } = episode
  const url = pageUrl(config, language, show.slug, slug)
  const { path, type } = enclosure!
  return html`${linkPreview(config, {
    ...{ type: 'article', title, url, siteName: show.title, publishedAt: publishAt! },
    language: episode.language ?? show.language,
    description: excerpt(aboutOf(episode), DESCRIPTION_CHARACTERS),
    picture: episode.artwork ?? show.artwork,
    audio: { url: audioUrl(config, path), type },
    player: embedUrl(config, language, show.slug, slug),
  })}${oembedLinks(config, { url, title })}
${dataBlock('application/ld+json', episodeData(config, episode, language))}`
}

/** The same of the list of all shows, with the cover of the first. */
export function homeFoundAs(config: Operated, shows: Show[], language: Language): Html {
  const words = wordsFor(language)
  const titles = shows.map(({ title }) => title).join(', ')
  const [first] = shows.filter(({ artwork }) => artwork)
  return html`${linkPreview(config, {
    ...{
      type: 'website',
      title: words.shows,
      siteName: config.operatorName ?? undefined,
      url: `${config.publicUrl}${pathIn(language, '/')}`,
      language,
    },
    description: excerpt([words.listenHere, titles].filter(Boolean).join(': '), DESCRIPTION_CHARACTERS),
    picture: first?.artwork ?? null,
  })}
${dataBlock('application/ld+json', siteData(config, language))}`
}
