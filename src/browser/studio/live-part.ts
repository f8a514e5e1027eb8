import { askAnew, showAnew } from './show-anew.ts'

/** `<live-part every="2">` around what changes by itself: shows it anew after so many seconds, until it has no `every`. */
class LivePart extends HTMLElement {
  connectedCallback() {
    this.#later()
  }

  #later() {
    const seconds = Number(this.getAttribute('every'))
    if (seconds > 0) setTimeout(() => void this.#look(), seconds * 1000)
  }

  async #look() {
    const fresh = (await askAnew())?.querySelector('live-part')
    // Without an answer it asks again: a host that starts anew goes on from where it was.
    if (fresh) {
      showAnew(this, fresh)
      this.setAttribute('every', fresh.getAttribute('every') ?? '0')
    }
    this.#later()
  }
}

customElements.define('live-part', LivePart)
