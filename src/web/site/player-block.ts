import type { PlayerEpisode } from '../../browser/player/episode.ts'
import type { Config } from '../../config.ts'
import type { Episode } from '../../episodes/episode.ts'
import { dataBlock, type Html, html } from '../../lib/html.ts'
import { moduleScript, playerUrl } from '../assets.ts'
import type { Language } from '../languages.ts'
import { wordsFor } from '../words/words-for.ts'
import type { EpisodePlace } from './episode-content.ts'
import { playerFacts } from './player-facts.ts'

/**
 * The player of an episode on its page. Plain `<audio>` until its script has come and without it, then the element
 * takes over. `startSeconds` is where it begins, with and without script (Media Fragments, `#t=`).
 */
export function playerBlock(
  config: Pick<Config, 'publicUrl'>,
  episode: Episode,
  language: Language,
  startSeconds = 0,
  place?: EpisodePlace,
) {
  const facts = playerFacts(config, episode, language, startSeconds, place)
  return html`<sendeplatz-player variant="page">
${plainPlayer(facts, language)}
${factsScript(facts)}
</sendeplatz-player>
${playerScript()}`
}

/** What plays without script. */
export function plainPlayer({ audio, startSeconds, title }: PlayerEpisode, language: Language): Html {
  const start = startSeconds > 0 ? `#t=${startSeconds}` : ''
  const label = `${wordsFor(language).audioOf}: ${title}`
  return html`<audio controls preload="none" src="${audio.url}${start}" aria-label="${label}"></audio>`
}

/** What the element reads instead of asking for it. */
export const factsScript = (facts: PlayerEpisode): Html => dataBlock('application/json', facts)

/** The element's script; nothing on a host where it was not built. */
export const playerScript = () => moduleScript(playerUrl)
