import { hasFiles, isForAnother } from './dropped.ts'

/**
 * Makes the whole page take files that are dropped on it, but for those that fall on another field for files than `own`.
 * While they are held over it a frame around the window says what becomes of them, wherever the page is scrolled to.
 */
export function dropArea(own: HTMLInputElement, sentence: string, take: (files: FileList | undefined) => void) {
  const [sign, said] = [document.createElement('div'), document.createElement('p')]
  sign.className = 'drop-here'
  // For whoever drags: everybody else is told by the form.
  sign.ariaHidden = 'true'
  said.textContent = sentence
  sign.append(said)
  document.body.append(sign)

  const drops = (event: DragEvent) => {
    const isOurs = hasFiles(event) && !isForAnother(event, own)
    document.body.classList.toggle('dropping', isOurs && event.type === 'dragover')
    if (!isOurs) return
    event.preventDefault()
    if (event.type === 'drop') take(event.dataTransfer?.files)
  }
  document.addEventListener('dragover', drops)
  document.addEventListener('drop', drops)
  document.addEventListener('dragleave', (event) => {
    if (!event.relatedTarget) document.body.classList.remove('dropping')
  })
}
