/** As fields of forms have it, and to be compared with what is in them. */
const MINUTE: Intl.DateTimeFormatOptions = {
  ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
}

/**
 * `<moment-choice zone="Europe/Berlin" now="Veröffentlichen" then="Planen">` around the answers now and then, and the
 * fields of a moment by the clocks of a zone: to write one there chooses then. The button of the form says what
 * the answer does.
 */
class MomentChoice extends HTMLElement {
  connectedCallback() {
    this.addEventListener('input', ({ target }) => {
      const { type, value } = target as HTMLInputElement | HTMLSelectElement
      if (type !== 'radio' && value !== '') this.#then.checked = true
      this.#label()
    })
    // What was typed before is filled in by another script.
    this.closest('form')!.addEventListener('filled', () => this.#label())
    this.#label()
  }

  get #then() {
    return this.querySelector<HTMLInputElement>('[type=radio][value=then]')!
  }

  /** A moment that is past publishes at once. */
  get #isAhead() {
    const [day, time] = ['day', 'time'].map((name) => this.querySelector<HTMLInputElement>(`[name=${name}]`)!.value)
    const there = new Date().toLocaleString('sv', { ...MINUTE, timeZone: this.getAttribute('zone')! })
    return this.#then.checked && (day === '' || `${day} ${time || '23:59'}` > there)
  }

  #label() {
    const button = this.closest('form')!.querySelector('button[type=submit]')!
    button.textContent = this.getAttribute(this.#isAhead ? 'then' : 'now')
  }
}

customElements.define('moment-choice', MomentChoice)
