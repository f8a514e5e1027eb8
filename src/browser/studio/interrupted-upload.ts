import { amounts } from './amounts.ts'
import { button } from './button.ts'
import { intoShow, type ShowChoice } from './into-show.ts'
import { keptText } from './kept-text.ts'
import { RETRY_MILLISECONDS } from './saving-words.ts'
import { type Begun, signInWords } from './sender.ts'
import { fill, type UploadWords } from './words.ts'

/** How soon it is seen that another tab has ended, or goes on with it. */
const LOOK_MILLISECONDS = 1000

interface Options {
  begun: Begun
  words: UploadWords
  language: string
  level: string
  /** To which of several shows it goes. */
  show: ShowChoice | null
  say(sentence: string): void
  /** The host has all of it, so the file isn't needed: another element takes the place of this one, which may have the focus. */
  onWhole(hasFocus: boolean): void
  /** It became an episode in another tab, or is not wanted any more there. */
  onEnded(): void
  onCancelled(): void
}

/**
 * A file that was begun before the page was loaded: a browser gives none back, so it has to be chosen again, unless the host
 * has it whole; how much the host has is told. While another tab sends it that is said, and nothing is offered; it goes once that tab is done with it.
 * Cancelled, it ends on the host too.
 */
export function interruptedUpload({ begun, words, language, level, show, say, ...on }: Options): HTMLElement {
  const element = document.createElement('li')
  element.className = 'upload'
  element.dataset.key = begun.key
  const heading = document.createElement(level)
  heading.textContent = begun.name
  const status = document.createElement('p')
  status.tabIndex = -1
  const cancel = button(words.cancel, () => void giveUp(), { more: begun.name, looks: '' })
  cancel.hidden = true
  const figures = document.createElement('p')
  figures.className = 'quiet'
  figures.hidden = true
  element.append(heading, status, figures, ...(show ? [intoShow(words.askShow.label, show)] : []), cancel)
  let isEnding = false

  function become(state: 'elsewhere' | 'interrupted' | 'away') {
    if (element.dataset.state === state) return
    const isNews = element.dataset.state !== undefined
    const hadFocus = cancel.contains(document.activeElement)
    element.dataset.state = state
    cancel.hidden = state === 'elsewhere'
    if (hadFocus && cancel.hidden) status.focus()
    figures.hidden = state !== 'interrupted'
    const sentence = state === 'interrupted' ? interruptedWords() : words[state]
    if (isNews) tell(sentence)
    else status.textContent = sentence
  }

  const interruptedWords = () =>
    keptText(begun.key).read() === null ? words.interrupted : `${words.interrupted} ${words.typedWaits}`

  function showReceived(bytes: number) {
    const { size } = amounts(language)
    const percent = Math.floor((100 * bytes) / begun.size)
    figures.textContent = fill(words.received, { sent: size(bytes), whole: size(begun.size), percent })
  }

  async function look() {
    const isElsewhere = await begun.isElsewhere()
    const isKnown = await begun.isKnown()
    // How much the host has changes by another tab alone.
    const isAsked = isKnown && !isElsewhere && element.dataset.state !== 'interrupted'
    const received = isAsked ? await begun.received() : 0
    if (!element.isConnected) return
    if (received === begun.size && !isEnding) return on.onWhole(element.contains(document.activeElement))
    if (isAsked && received !== null) showReceived(received)
    setTimeout(() => void look(), received === null ? RETRY_MILLISECONDS : LOOK_MILLISECONDS)
    if (isEnding) return
    if (isElsewhere && isKnown) return become('elsewhere')
    if (isKnown) return become(received === null ? 'away' : 'interrupted')
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
