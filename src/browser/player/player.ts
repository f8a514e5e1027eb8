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
 * is not to count. What stands in it is shown until the player is there, and stays if it can't be. Another `src` takes the
 * place of the episode once it is there; another `variant` goes on where it was.
 */
class SendeplatzPlayer extends HTMLElement {
  #deck: Deck | null = null
  #isLoading = false
  /** Counts what was asked for: only the last of it is shown. */
  #asked = 0

  static observedAttributes = ['src', 'variant']

  connectedCallback() {
    if (!this.#deck && !this.#isLoading) this.#load()
  }

  attributeChangedCallback(name: string, before: string | null, now: string | null) {
    // Before the first is asked for, the element is only being made.
    if (before === now || this.#asked === 0) return
    if (name === 'src') this.#load()
    else if (this.#deck) this.#showAnew(this.#deck)
  }

  #load() {
    const asked = ++this.#asked
    this.#isLoading = true
    loadEpisode(this)
      .then((facts) => {
        if (asked !== this.#asked) return
        this.#deck?.close()
        this.#show(facts, this.querySelector('audio') ?? plainAudio(facts, this.#deck?.audio))
      })
      .catch((error) => {
        console.warn('sendeplatz-player', error)
        if (asked === this.#asked) this.#deck?.say(this.#deck.facts.words.notLoaded)
      })
      .finally(() => {
        if (asked === this.#asked) this.#isLoading = false
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

    if (isFramed) document.title = `${facts.title} – ${facts.show.title}`
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

  #showAnew({ facts, audio, at, isPlaying, close }: Deck) {
    const [second, goesOn] = [at(), isPlaying()]
    close()
    this.#show(facts, audio)
    this.#deck!.seek(second)
    if (goesOn) this.#deck!.play()
  }

  /** Another episode of the show takes the place of this one, and plays: as fast and as loud. */
  async #change(url: string) {
    const { facts: before, say, audio } = this.#deck!
    const asked = ++this.#asked
    try {
      const facts = await fetchEpisode(url)
      if (asked !== this.#asked) return
      this.#deck!.close()
      this.#show({ ...facts, episodes: before.episodes }, plainAudio(facts, audio))
      this.#deck!.play()
      this.shadowRoot!.querySelector<HTMLElement>('.play')!.focus()
    } catch {
      if (asked === this.#asked) say(before.words.notLoaded)
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
