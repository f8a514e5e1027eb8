import { showAnew } from './show-anew.ts'

/** How long nothing is typed before the list is asked for. */
const QUIET_MILLISECONDS = 150

/** `<list-filter>` around a search form and what it found: finds while one types. The address follows. */
class ListFilter extends HTMLElement {
  #timer: ReturnType<typeof setTimeout> | undefined
  #asked = 0

  connectedCallback() {
    const form = this.querySelector('form')!
    form.addEventListener('input', () => {
      clearTimeout(this.#timer)
      this.#timer = setTimeout(() => void this.#find(form), QUIET_MILLISECONDS)
    })
  }

  async #find(form: HTMLFormElement) {
    const asked = ++this.#asked
    const fields = [...new FormData(form)].map(([name, value]): [string, string] => [name, String(value)])
    const address = `${form.action}?${new URLSearchParams(fields)}`
    const response = await fetch(address).catch(() => null)
    // Without an answer the form still works as it does without script.
    if (!response?.ok || response.redirected || asked !== this.#asked) return
    const page = new DOMParser().parseFromString(await response.text(), 'text/html')
    const found = page.querySelector('.found')
    if (!found || asked !== this.#asked) return
    showAnew(this.querySelector('.found')!, found)
    history.replaceState(null, '', address)
  }
}

customElements.define('list-filter', ListFilter)
