import { readAddressTime } from '../../lib/normal-play-time.ts'
import type { Deck } from './deck.ts'

/** Links on the page to a second of its episode (`?t=1:23`) lead there without leaving the page. */
export function followPageLinks(deck: Deck) {
  const onClick = (event: MouseEvent) => {
    const link = (event.target as Element).closest?.('a[href*="t="]') as HTMLAnchorElement | null
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    const { origin, pathname, searchParams } = new URL(link.href)
    const seconds = readAddressTime(searchParams.get('t') ?? '')
    if (origin !== location.origin || pathname !== location.pathname || seconds === null) return
    event.preventDefault()
    deck.seek(seconds)
    deck.play()
  }
  document.addEventListener('click', onClick, { signal: deck.signal })
}
