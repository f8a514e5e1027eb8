import { hasFiles, isForAnother } from './dropped.ts'

/**
 * `<stray-files say="…" label="…" href="…">`: on a page that takes no files, says where to drop them instead of letting
 * the browser leave the page for the file, with what was typed there. Fields for files still take what is dropped on them.
 */
class StrayFiles extends HTMLElement {
  connectedCallback() {
    const guard = (event: DragEvent) => {
      if (event.defaultPrevented || !hasFiles(event) || isForAnother(event)) return
      event.preventDefault()
      if (event.type === 'drop') this.#say()
    }
    // Behind what the page itself does with them on the document.
    window.addEventListener('dragover', guard)
    window.addEventListener('drop', guard)
  }

  #say() {
    const link = document.createElement('a')
    link.href = this.getAttribute('href')!
    link.textContent = this.getAttribute('label')!
    const note = document.createElement('p')
    note.className = 'notice'
    note.append(`${this.getAttribute('say')} `, link)
    this.replaceChildren(note)
    this.scrollIntoView({ block: 'nearest' })
  }
}

customElements.define('stray-files', StrayFiles)
