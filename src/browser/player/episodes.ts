import { clockTime } from '../../lib/duration.ts'
import type { PlayerEpisode } from './episode.ts'
import { h } from './h.ts'

/** The newest episodes of the show, to change to. */
export function episodeList({ episodes, url: heard }: PlayerEpisode, choose: (facts: string) => void) {
  return h(
    'ol',
    { class: 'list' },
    ...episodes.map(({ title, titleLanguage, day, seconds, url, facts }) =>
      h(
        'li',
        {},
        h(
          'button',
          { type: 'button', class: 'line', 'aria-current': url === heard && 'true', click: () => choose(facts) },
          h(
            'span',
            {},
            h('span', { lang: titleLanguage }, title),
            h('span', { class: 'hint' }, `${day}\u00a0· ${clockTime(Math.round(seconds))}`),
          ),
        ),
      ),
    ),
  )
}
