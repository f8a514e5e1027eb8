/** `<print-button label="…">`: prints the page. Without script people use what their browser has. */
class PrintButton extends HTMLElement {
  connectedCallback() {
    if (this.firstChild) return
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'button plain'
    button.textContent = this.getAttribute('label')
    button.addEventListener('click', () => print())
    this.append(button)
  }
}

customElements.define('print-button', PrintButton)
