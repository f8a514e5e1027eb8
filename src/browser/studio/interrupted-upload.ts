import { button } from './button.ts'
import type { Begun } from './sender.ts'
import type { UploadWords } from './words.ts'

/** How soon it is seen that another tab has ended, or goes on with it. */
const LOOK_MILLISECONDS = 1000

interface Options {
  begun: Begun
  words: UploadWords
  level: string
  say(sentence: string): void
  /** It became an episode in another tab, or is not wanted any more there. */
  onEnded(): void
  onCancelled(): void
}

/**
 * A file that was begun before the page was loaded: a browser gives none back, so it has to be chosen again. While another
 * tab sends it that is said, and nothing is offered; it goes once that tab is done with it.
 */
export function interruptedUpload({ begun, words, level, say, ...on }: Options): HTMLElement {
  const element = document.createElement('li')
  element.className = 'upload'
  element.dataset.key = begun.key
  const heading = document.createElement(level)
  heading.textContent = begun.name
  const status = document.createElement('p')
  status.tabIndex = -1
  const cancel = button(words.cancel, () => void giveUp(), { more: begun.name, looks: '' })
  cancel.hidden = true
  element.append(heading, status, cancel)
  const timer = setInterval(() => void look(), LOOK_MILLISECONDS)

  function become(state: 'elsewhere' | 'interrupted') {
    if (element.dataset.state === state) return
    const isNews = element.dataset.state !== undefined
    const hadFocus = cancel.contains(document.activeElement)
    element.dataset.state = state
    status.textContent = words[state]
    cancel.hidden = state === 'elsewhere'
    if (hadFocus && cancel.hidden) status.focus()
    if (isNews) say(`${begun.name}: ${words[state]}`)
  }

  async function look() {
    const isElsewhere = await begun.isElsewhere()
    const isKnown = await begun.isKnown()
    if (!element.isConnected) return clearInterval(timer)
    if (isKnown) return become(isElsewhere ? 'elsewhere' : 'interrupted')
    element.remove()
    on.onEnded()
  }

  async function giveUp() {
    if (await begun.isElsewhere()) return become('elsewhere')
    begun.forget()
    element.remove()
    on.onCancelled()
  }

  // In the page at once: what is said of it is known a moment later.
  queueMicrotask(() => void look())
  return element
}
