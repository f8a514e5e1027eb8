import { clockTime } from '../../lib/duration.ts'
import type { Deck } from './deck.ts'
import type { PlayerChapter } from './episode.ts'
import { h } from './h.ts'
import { icon } from './icons.ts'
import { fill } from './words.ts'

/** The list of chapters: one press leads there. The one that is heard is marked. */
export function chapterList(deck: Deck): HTMLElement {
  const { chapters, titleLanguage } = deck.facts
  const entries = chapters.map((chapter) => ({ chapter, button: entry(deck, chapter) }))
  deck.follow(() => {
    const heard = deck.chapter()
    for (const { chapter, button } of entries) {
      if (chapter === heard) button.setAttribute('aria-current', 'true')
      else button.removeAttribute('aria-current')
    }
  })
  return h(
    'ol',
    { class: 'list', lang: titleLanguage },
    ...entries.map(({ chapter, button }) => h('li', {}, button, chapter.url ? link(deck, chapter) : null)),
  )
}

/** What the chapter that is heard is called, above the bar. */
export function chapterName(deck: Deck): HTMLElement {
  const name = h('p', { class: 'chapter', lang: deck.facts.titleLanguage })
  deck.follow(() => {
    const title = deck.chapter()?.title ?? ''
    if (name.textContent !== title) name.textContent = title
  })
  return name
}

function entry(deck: Deck, chapter: PlayerChapter): HTMLButtonElement {
  const choose = () => {
    deck.seek(chapter.startSeconds)
    deck.play()
  }
  return h(
    'button',
    { type: 'button', class: 'line', click: choose },
    picture(deck, chapter),
    h('span', { class: 'time' }, clockTime(chapter.startSeconds)),
    h('span', {}, chapter.title),
  )
}

/** Only of the host itself: no other is asked for anything. */
function picture({ facts }: Deck, { imageUrl }: PlayerChapter) {
  const own = URL.canParse(imageUrl ?? '') && new URL(imageUrl!).origin === new URL(facts.audio.url).origin
  return own && h('img', { src: imageUrl, alt: '', width: 48, height: 48, loading: 'lazy' })
}

function link({ facts }: Deck, { title, url }: PlayerChapter) {
  if (!/^https?:/.test(url!)) return null
  const label = fill(facts.words.chapterLink, { title })
  return h(
    'a',
    { class: 'plain', href: url, target: '_blank', rel: 'noopener', lang: facts.language, 'aria-label': label },
    icon('out'),
  )
}
