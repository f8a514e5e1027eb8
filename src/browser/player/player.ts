import { type Deck, openDeck } from './deck.ts'
import type { PlayerEpisode } from './episode.ts'
import { reportHeight } from './frame-height.ts'
import { h } from './h.ts'
import { useKeys } from './keys.ts'
import { layout, type Variant } from './layout.ts'
import { fetchEpisode, loadEpisode } from './load.ts'
import { useMediaSession } from './media-session.ts'
import { followPageLinks } from './page-links.ts'
import styles from './player.css?inline'
import { tellTrouble } from './trouble.ts'

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

  connectedCallback() {
    if (this.#deck || this.#isLoading) return
    this.#isLoading = true
    loadEpisode(this)
      .then((facts) => this.#show(facts, this.querySelector('audio') ?? plainAudio(facts)))
      .catch((error) => console.warn('sendeplatz-player', error))
      .finally(() => {
        this.#isLoading = false
      })
    if (this.hasAttribute('framed')) reportHeight()
  }

  disconnectedCallback() {
    // What is moved to another place is connected again at once.
    queueMicrotask(() => this.isConnected || this.#deck?.audio.pause())
  }

  #show(facts: PlayerEpisode, audio: HTMLAudioElement) {
    const status = h('p', { class: 'status', role: 'status' })
    const deck = openDeck(audio, facts, (text) => {
      status.textContent = text
    })
    this.#deck = deck
    if (deck.at() === 0 && facts.startSeconds > 0) deck.seek(facts.startSeconds)

    const variant = (['page', 'compact'] as const).find((name) => name === this.getAttribute('variant')) ?? 'card'
    const player = layout(deck, variant satisfies Variant, {
      isFramed: this.hasAttribute('framed'),
      status,
      choose: (url) => void this.#change(url, status),
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

  /** Another episode of the show takes the place of this one, and plays. */
  async #change(url: string, status: HTMLElement) {
    const { episodes, words } = this.#deck!.facts
    try {
      const facts = await fetchEpisode(url)
      this.#deck!.close()
      this.#show({ ...facts, episodes }, plainAudio(facts))
      this.#deck!.play()
      this.shadowRoot!.querySelector<HTMLElement>('.play')!.focus()
    } catch {
      status.textContent = words.notLoaded
    }
  }
}

function plainAudio({ audio }: PlayerEpisode): HTMLAudioElement {
  const element = new Audio()
  element.preload = 'none'
  element.src = audio.url
  return element
}

if (!customElements.get('sendeplatz-player')) customElements.define('sendeplatz-player', SendeplatzPlayer)
