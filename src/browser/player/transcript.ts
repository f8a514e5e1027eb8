import type { Deck } from './deck.ts'
import { h } from './h.ts'
import { readSegments } from './segments.ts'
import { transcriptLines } from './transcript-lines.ts'
import { fill } from './words.ts'

/** So long after the last letter the number of passages is said. */
const SAID_MILLISECONDS = 700

/** What is said, to read along, to search and to jump in. It is asked for when `open` is called first. */
export function transcriptPanel(deck: Deck): { element: HTMLElement; open(): void } {
  const { transcripts, words } = deck.facts
  const lines = transcriptLines(deck)
  let saying = 0

  const search = h('input', {
    ...{ type: 'search', placeholder: words.search, 'aria-label': words.search, input: find },
  })
  const choice = h(
    'select',
    { 'aria-label': words.language, change: () => void show(choice.selectedIndex) },
    ...transcripts.map(({ name }) => h('option', {}, name)),
  )
  const head = h(
    'div',
    { class: 'row' },
    search,
    transcripts.length > 1 && choice,
    h('label', {}, lines.follow, ` ${words.follow}`),
  )

  function find() {
    const count = lines.search(search.value.trim())
    clearTimeout(saying)
    if (count === null) return deck.say('')
    const sentence = count === 0 ? words.found.none : count === 1 ? words.found.one : words.found.many
    saying = window.setTimeout(() => deck.say(fill(sentence, { count })), SAID_MILLISECONDS)
  }

  async function show(at: number) {
    const { url, language } = transcripts[at]!
    deck.say(words.loadingTranscript)
    try {
      const segments = await readSegments(url)
      if (at !== choice.selectedIndex) return
      lines.show(segments, language)
      deck.say('')
      if (search.value) find()
    } catch {
      if (at !== choice.selectedIndex) return
      opened = false
      deck.say(words.noTranscript)
    }
  }

  let opened = false
  return {
    element: h('div', {}, head, lines.element),
    open() {
      if (opened) return
      opened = true
      void show(choice.selectedIndex)
    },
  }
}
