import { button } from './button.ts'
import { RETRY_MILLISECONDS } from './saving-words.ts'
import { type Begun, signInWords } from './sender.ts'
import type { UploadWords } from './words.ts'

/** How soon it is seen that another tab has ended, or goes on with it. */
const LOOK_MILLISECONDS = 1000

interface Options {
  begun: Begun
  words: UploadWords
  level: string
  say(sentence: string): void
  /** The host has all of it, so the file isn't needed: another element takes the place of this one, which may have the focus. */
  onWhole(hasFocus: boolean): void
  /** It became an episode in another tab, or is not wanted any more there. */
  onEnded(): void
  onCancelled(): void
}

/**
 * A file that was begun before the page was loaded: a browser gives none back, so it has to be chosen again, unless the host
 * has it whole. While another tab sends it that is said, and nothing is offered; it goes once that tab is done with it.
 * Cancelled, it ends on the host too.
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
  let isEnding = false

  function become(state: 'elsewhere' | 'interrupted' | 'away') {
    if (element.dataset.state === state) return
    const isNews = element.dataset.state !== undefined
    const hadFocus = cancel.contains(document.activeElement)
    element.dataset.state = state
    cancel.hidden = state === 'elsewhere'
    if (hadFocus && cancel.hidden) status.focus()
    if (isNews) tell(words[state])
    else status.textContent = words[state]
  }

  async function look() {
    const isElsewhere = await begun.isElsewhere()
    const isKnown = await begun.isKnown()
    // How much the host has changes by another tab alone.
    const isAsked = isKnown && !isElsewhere && element.dataset.state !== 'interrupted'
    const isWhole = isAsked ? await begun.isWhole() : false
    if (!element.isConnected) return
    if (isWhole && !isEnding) return on.onWhole(element.contains(document.activeElement))
    setTimeout(() => void look(), isWhole === null ? RETRY_MILLISECONDS : LOOK_MILLISECONDS)
    if (isEnding) return
    if (isElsewhere && isKnown) return become('elsewhere')
    if (isKnown) return become(isWhole === null ? 'away' : 'interrupted')
    element.remove()
    on.onEnded()
  }

  async function giveUp() {
    if (isEnding) return
    isEnding = true
    const isElsewhere = await begun.isElsewhere()
    const trouble = isElsewhere ? null : await begun.end()
    isEnding = false
    if (isElsewhere) return become('elsewhere')
    if (trouble) return tell(signInWords(words, trouble) ?? words.notCancelled)
    element.remove()
    on.onCancelled()
  }

  function tell(sentence: string) {
    status.textContent = sentence
    say(`${begun.name}: ${sentence}`)
  }

  // In the page at once: what is said of it is known a moment later.
  queueMicrotask(() => void look())
  return element
}
