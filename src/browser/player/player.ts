import { type Deck, openDeck } from './deck.ts'
import type { PlayerEpisode } from './episode.ts'
import { followPageAround } from './framed.ts'
import { useKeys } from './keys.ts'
import { layout, type Variant } from './layout.ts'
import { fetchEpisode, loadEpisode } from './load.ts'
import { leaveMediaSession, useMediaSession } from './media-session.ts'
import { followPageLinks } from './page-links.ts'
import styles from './player.css?inline'
import { statusLine } from './status.ts'
import { tellTrouble } from './trouble.ts'
import { setSpeed } from './tuning.ts'

/** On a page that is made to be in a frame. */
const isFramed = document.documentElement.hasAttribute('data-framed')

const sheet = new CSSStyleSheet()
sheet.replaceSync(styles)

/**
 * `<sendeplatz-player>`: around a plain `<audio>` on pages of its host, or with the address of an episode or show as
 * `src` anywhere else. `variant` is `compact` for a small one, `theme` is `light` or `dark` where the reader's own choice
 * is not to count. What stands in it is shown until the player is there, and stays if it can't be.
 */
class SendeplatzPlayer extends HTMLElement {
  #deck: Deck | null = null
  #isLoading = false
  /** What was chosen last. */
  #chosen = ''

  connectedCallback() {
    if (this.#deck || this.#isLoading) return
    this.#isLoading = true
    loadEpisode(this)
      .then((facts) => this.#show(facts, this.querySelector('audio') ?? plainAudio(facts)))
      .catch((error) => console.warn('sendeplatz-player', error))
      .finally(() => {
        this.#isLoading = false
      })
  }

  disconnectedCallback() {
    // What is moved to another place is connected again at once.
    queueMicrotask(() => {
      if (this.isConnected || !this.#deck) return
      this.#deck.audio.pause()
      leaveMediaSession(this.#deck)
    })
  }

  #show(facts: PlayerEpisode, audio: HTMLAudioElement) {
    const { element: status, say } = statusLine()
    const deck = openDeck(audio, facts, say)
    this.#deck = deck
    if (deck.at() === 0 && facts.startSeconds > 0) deck.seek(facts.startSeconds)

    const variant = (['page', 'compact'] as const).find((name) => name === this.getAttribute('variant')) ?? 'card'
    const player = layout(deck, variant satisfies Variant, {
      isFramed,
      status,
      choose: (url) => void this.#change(url),
    })
    useKeys(deck, player)
    useMediaSession(deck)
    tellTrouble(deck)
    if (variant === 'page') followPageLinks(deck)
    // Last, since from here on nothing is seen of what stands in the element.
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' })
    root.adoptedStyleSheets = [sheet]
    root.replaceChildren(player)
  }

  /** Another episode of the show takes the place of this one, and plays: as fast and as loud. */
  async #change(url: string) {
    const { facts: before, say, audio } = this.#deck!
    this.#chosen = url
    try {
      const facts = await fetchEpisode(url)
      if (this.#chosen !== url) return
      this.#deck!.close()
      this.#show({ ...facts, episodes: before.episodes }, plainAudio(facts, audio))
      this.#deck!.play()
      this.shadowRoot!.querySelector<HTMLElement>('.play')!.focus()
    } catch {
      if (this.#chosen === url) say(before.words.notLoaded)
    }
  }
}

function plainAudio({ audio }: PlayerEpisode, before?: HTMLAudioElement): HTMLAudioElement {
  const element = new Audio()
  element.preload = 'none'
  element.src = audio.url
  if (before) {
    setSpeed(element, before.playbackRate)
    element.volume = before.volume
    element.muted = before.muted
  }
  return element
}

if (isFramed) followPageAround()
if (!customElements.get('sendeplatz-player')) customElements.define('sendeplatz-player', SendeplatzPlayer)
