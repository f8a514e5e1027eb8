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
    const response = await fetch(location.href).catch(() => null)
    // Without an answer it asks again: a host that starts anew goes on from where it was.
    if (response?.ok && !response.redirected) {
      const page = new DOMParser().parseFromString(await response.text(), 'text/html')
      const fresh = page.querySelector('live-part')
      if (fresh) this.#show(fresh)
    }
    this.#later()
  }

  #show(fresh: Element) {
    const status = this.querySelector('[role=status]')
    const next = fresh.querySelector('[role=status]')
    // The sentence that is read out stays the same element, and is read when it changes.
    if (status && next) {
      if (status.textContent !== next.textContent) status.replaceChildren(...next.childNodes)
      next.replaceWith(status)
    }
    this.replaceChildren(...fresh.childNodes)
    this.setAttribute('every', fresh.getAttribute('every') ?? '0')
  }
}

customElements.define('live-part', LivePart)
