import { buttons } from './buttons.ts'
import { chapterList, chapterName } from './chapters.ts'
import type { Deck } from './deck.ts'
import { episodeList } from './episodes.ts'
import { h } from './h.ts'
import { type Panel, panels } from './panels.ts'
import { resumeSwitch } from './resume.ts'
import { seekBar } from './seek-bar.ts'
import { sharePanel } from './share.ts'
import { sleepTimer } from './sleep-timer.ts'
import { transcriptPanel } from './transcript.ts'
import { tuning } from './tuning.ts'

/** A player in a frame must not be left for another page inside it. */
const OUTSIDE = { target: '_blank', rel: 'noopener' }

/** On its episode's page, in a card of its own, or in a small one. */
export type Variant = 'page' | 'card' | 'compact'

/** Everything of the player, in the order it is read. */
export function layout(
  deck: Deck,
  variant: Variant,
  { isFramed, status, choose }: { isFramed: boolean; status: HTMLElement; choose(facts: string): void },
) {
  const { facts } = deck
  const { words, chapters, transcripts, transcriptPage, episodes } = facts
  const isCompact = variant === 'compact'
  const tuned = h('div', { class: 'tuning' }, ...tuning(deck))
  const list: (Panel | false)[] = [
    chapters.length > 0 && { name: words.chapters, element: chapterList(deck) },
    transcripts.length > 0 && { name: words.transcript, ...transcriptPanel(deck) },
    episodes.length > 0 && { name: words.episodes, element: episodeList(facts, choose) },
    { name: words.share, ...sharePanel(deck) },
    { name: words.more, element: more(deck, isCompact && tuned) },
  ]
  const readThere =
    transcripts.length === 0 &&
    transcriptPage !== null &&
    h('a', { class: 'tab', href: transcriptPage, ...(variant === 'page' ? {} : OUTSIDE) }, words.transcript)
  const { elements, onKey } = panels(
    list.filter((panel) => panel !== false),
    readThere,
  )
  const player = h(
    'section',
    {
      class: `player ${variant}${isFramed ? ' framed' : ''}`,
      'aria-label': `${words.player}: ${facts.title}`,
      lang: facts.language,
      keydown: onKey,
    },
    variant !== 'page' && head(deck, isCompact, isFramed),
    h(
      'div',
      { class: 'stage' },
      h('div', { class: 'controls' }, buttons(deck), !isCompact && tuned),
      h('div', { class: 'way' }, chapters.length > 0 && chapterName(deck), seekBar(deck)),
    ),
    status,
    ...elements,
    variant !== 'page' && foot(deck),
  )
  if (facts.hue !== null) player.style.setProperty('--cover-hue', String(facts.hue))
  return player
}

function head({ facts }: Deck, isCompact: boolean, isFramed: boolean) {
  const { artwork, title, titleLanguage, show, url } = facts
  return h(
    'header',
    {},
    artwork && !isCompact && h('img', { src: artwork.small.url, alt: '', width: 112, height: 112, loading: 'lazy' }),
    h(
      'div',
      { lang: titleLanguage },
      h('p', { class: 'show', lang: show.language }, outside(show.url, show.title)),
      h(isFramed ? 'h1' : 'p', { class: 'title' }, outside(url, title)),
    ),
  )
}

function more(deck: Deck, tuned: HTMLElement | false) {
  const { words, audio } = deck.facts
  const download = { class: 'bordered', href: audio.url, download: true, ...OUTSIDE }
  return h(
    'div',
    { class: 'more' },
    tuned,
    sleepTimer(deck),
    resumeSwitch(deck),
    h('p', {}, h('a', download, words.download)),
    h('p', { class: 'hint' }, words.keys),
    h(
      'dl',
      {},
      ...words.keyList.map(([key, action]) => h('div', {}, h('dt', {}, h('kbd', {}, key)), h('dd', {}, action))),
    ),
  )
}

const foot = ({ facts }: Deck) => h('footer', {}, ...facts.legal.map(({ title, url }) => outside(url, title)))

const outside = (href: string, text: string) => h('a', { href, ...OUTSIDE }, text)
