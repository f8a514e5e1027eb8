import { showAnew } from './show-anew.ts'
import { ofThisPage } from './whose-page.ts'

/** How long nothing is typed before the list is asked for. */
const QUIET_MILLISECONDS = 150

/**
 * `<list-filter>` around a search form and what it found: finds while one types, and sorts and turns pages where one is.
 * The address follows; the way back through pages and orders too.
 */
class ListFilter extends HTMLElement {
  #form!: HTMLFormElement
  #timer: ReturnType<typeof setTimeout> | undefined
  #asked = 0
  #shown = withoutPlace(location.href)

  connectedCallback() {
    this.#form = this.querySelector('form')!
    this.#form.addEventListener('input', () => {
      clearTimeout(this.#timer)
      this.#timer = setTimeout(() => void this.#find(), QUIET_MILLISECONDS)
    })
    this.addEventListener('click', (event) => {
      const link = (event.target as Element).closest<HTMLAnchorElement>('thead a, .pages a')
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
      event.preventDefault()
      void this.#follow(link)
    })
    addEventListener('popstate', this.#goBack)
  }

  disconnectedCallback() {
    removeEventListener('popstate', this.#goBack)
  }

  async #find() {
    const { action } = this.#form
    const address = new URL(action)
    for (const [name, value] of new FormData(this.#form)) address.searchParams.append(name, String(value))
    address.hash = ''
    // Without an answer the form still works as it does without script.
    if (await this.#show(address, true)) history.replaceState(null, '', address)
  }

  /** To the column that was sorted by, or to the top of another page, of what is searched for by now. */
  async #follow(link: HTMLAnchorElement) {
    const { rel, href, parentElement } = link
    const column = [...this.querySelectorAll('th[scope=col]')].indexOf(parentElement!)
    const address = new URL(href)
    const words = this.querySelector<HTMLInputElement>('#q')!.value.trim()
    if (words !== (address.searchParams.get('q') ?? '')) {
      address.searchParams.delete('page')
      address.searchParams.set('q', words)
    }
    const isShown = await this.#show(address)
    if (isShown === false) return location.assign(address)
    if (!isShown) return
    history.pushState(null, '', address)
    if (!rel) return this.querySelectorAll<HTMLElement>('th[scope=col] > a')[column]?.focus()
    this.querySelector<HTMLElement>('.listed')?.focus({ preventScroll: true })
    this.querySelector('.found')!.scrollIntoView()
  }

  #goBack = async () => {
    const { href } = location
    if (withoutPlace(href) === this.#shown) return
    const wasInside = this.querySelector('.found')!.contains(document.activeElement)
    if ((await this.#show(new URL(href))) === false) return location.reload()
    if (wasInside) this.querySelector<HTMLElement>('.listed')?.focus({ preventScroll: true })
  }

  /**
   * What is found at an address, with the form as it asks for that, but for the field where somebody `isTyping`. False
   * without an answer, null where it came too late.
   */
  async #show(address: URL, isTyping = false): Promise<boolean | null> {
    clearTimeout(this.#timer)
    const asked = ++this.#asked
    const response = await fetch(address, { headers: ofThisPage() }).catch(() => null)
    const text = response?.ok && !response.redirected ? await response.text().catch(() => null) : null
    if (asked !== this.#asked) return null
    const page = text === null ? null : new DOMParser().parseFromString(text, 'text/html')
    const [found, form] = [page?.querySelector('.found'), page?.querySelector<HTMLFormElement>('list-filter form')]
    if (!found || !form) return false
    for (const field of form.querySelectorAll('input')) {
      const mine = this.#form.elements.namedItem(field.name) as HTMLInputElement
      if (!isTyping || mine !== document.activeElement) mine.value = field.value
    }
    showAnew(this.querySelector('.found')!, found)
    const ways = page!.querySelectorAll('a.language')
    for (const [at, way] of document.querySelectorAll('a.language').entries())
      way.setAttribute('href', ways[at]!.getAttribute('href')!)
    this.#shown = withoutPlace(address.href)
    return true
  }
}

const withoutPlace = (address: string) => address.replace(/#.*$/, '')

customElements.define('list-filter', ListFilter)
