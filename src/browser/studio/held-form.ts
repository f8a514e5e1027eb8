import { askBeforeLeaving } from './ask-before-leaving.ts'
import { askHost } from './ask-host.ts'
import { isForSomebodyElse } from './whose-page.ts'

/** The attribute with what is said of it. */
type Trouble = 'signed-out' | 'somebody-else' | 'away'

/**
 * `<held-form ask="/…" href="/…" label="…" signed-out="…" somebody-else="…" away="…">` around a form: it is sent
 * once the host has said, at `ask`, that the person of this page is signed in. Until then the page stays with what was typed, and says what is in the way. Whoever
 * leaves it otherwise with something typed in it is asked first.
 */
class HeldForm extends HTMLElement {
  #note = document.createElement('p')
  #isAsking = false
  #isSure = false

  connectedCallback() {
    this.#note.className = 'notice'
    this.#note.role = 'alert'
    // A form that was refused came back with what was typed.
    if (this.querySelector('[aria-invalid]')) askBeforeLeaving(this, true)
    this.addEventListener('input', () => askBeforeLeaving(this, true))
    this.addEventListener('submit', (event) => {
      if (this.#isSure) return askBeforeLeaving(this, false)
      event.preventDefault()
      void this.#send(event.target as HTMLFormElement, event.submitter)
    })
  }

  async #send(form: HTMLFormElement, submitter: HTMLElement | null) {
    if (this.#isAsking) return
    this.#isAsking = true
    this.#note.remove()
    const trouble = await this.#findTrouble()
    this.#isAsking = false
    if (trouble) return this.#say(form, trouble)
    this.#isSure = true
    form.requestSubmit(submitter)
    this.#isSure = false
  }

  async #findTrouble(): Promise<Trouble | null> {
    const answer = await askHost(this.getAttribute('ask')!)
    if (!answer) return 'away'
    if (isForSomebodyElse(answer)) return 'somebody-else'
    return answer.type === 'opaqueredirect' ? 'signed-out' : null
  }

  #say(form: HTMLFormElement, trouble: Trouble) {
    const link = document.createElement('a')
    link.href = this.getAttribute('href')!
    link.target = '_blank'
    link.textContent = this.getAttribute('label')!
    this.#note.replaceChildren(`${this.getAttribute(trouble)} `, ...(trouble === 'away' ? [] : [link]))
    form.append(this.#note)
    this.#note.scrollIntoView({ block: 'nearest' })
  }
}

customElements.define('held-form', HeldForm)
