import type { Deck } from './deck.ts'

/** A wait as short as this nobody needs to hear of. */
const PATIENCE_MILLISECONDS = 1000

/** Says in words when the audio is waited for, and when it can't be had. */
export function tellTrouble({ audio, facts, say, signal }: Deck) {
  const { words } = facts
  let waiting = 0
  let said = false
  const calm = () => {
    clearTimeout(waiting)
    if (said) say('')
    said = false
  }
  const tell = (text: string) => {
    calm()
    said = true
    say(text, { lasts: true })
  }
  const on = (names: string[], listen: () => void) => {
    for (const name of names) audio.addEventListener(name, listen, { signal })
  }

  on(['waiting'], () => {
    clearTimeout(waiting)
    waiting = window.setTimeout(() => tell(words.buffering), PATIENCE_MILLISECONDS)
  })
  on(['playing', 'pause', 'seeked'], () => {
    if (!audio.error) calm()
  })
  on(['error'], () => tell(audio.error?.code === MediaError.MEDIA_ERR_NETWORK ? words.broken : words.unreachable))
  signal.addEventListener('abort', calm)
}
