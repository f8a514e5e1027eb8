import { button } from './button.ts'

/** `<print-button label="…">`: prints the page. Without script people use what their browser has. */
class PrintButton extends HTMLElement {
  connectedCallback() {
    if (this.firstChild) return
    this.append(button(this.getAttribute('label')!, () => print()))
  }
}

customElements.define('print-button', PrintButton)
