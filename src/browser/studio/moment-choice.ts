/** `<moment-choice>` around the answers now and then, and the fields of a moment: to write one there chooses then. */
class MomentChoice extends HTMLElement {
  connectedCallback() {
    this.addEventListener('input', ({ target }) => {
      const { type, value } = target as HTMLInputElement | HTMLSelectElement
      if (type === 'radio' || value === '') return
      this.querySelector<HTMLInputElement>('[type=radio][value=then]')!.checked = true
    })
  }
}

customElements.define('moment-choice', MomentChoice)
