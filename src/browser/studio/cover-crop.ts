import { askBeforeLeaving } from './ask-before-leaving.ts'
import type { CropWords } from './crop-words.ts'
import { reasonsAgainst } from './picture-reasons.ts'
import { singleClicks } from './single-clicks.ts'
import { inside, largestSquare, resized, type Square } from './square.ts'
import { fill } from './words.ts'

/** Apps load covers of at most so many bytes gladly; the first quality that gets below is taken, else the last. */
const LIGHT_BYTES = 512_000
const QUALITIES = [0.92, 0.85, 0.75]
/** The preview, in pixels of its canvas. */
const PREVIEW_SIDE = 640

/**
 * `<cover-crop min max max-bytes words='{…}'>` around a form that sends a picture: says before it is sent what apps would refuse,
 * and makes a square JPEG of what is too large, not square, transparent or of another format. The part is chosen by
 * sliders or by dragging. A picture that fits is sent as it is; one that is too small is not sent. Whoever leaves the
 * page with something that is not sent is asked first.
 */
class CoverCrop extends HTMLElement {
  #words!: CropWords
  #form!: HTMLFormElement
  #input!: HTMLInputElement
  readonly #told = document.createElement('div')
  #picture: ImageBitmap | null = null
  #square: Square = { x: 0, y: 0, side: 0 }
  #isTooSmall = false
  #isMaking = false
  #draw: () => void = () => undefined

  connectedCallback() {
    if (this.#form) return
    this.#words = JSON.parse(this.getAttribute('words')!)
    this.#form = this.querySelector('form')!
    this.#input = this.querySelector<HTMLInputElement>('input[type=file]')!
    this.#input.accept = 'image/*'
    this.#told.role = 'status'
    this.#input.closest('.field')!.after(this.#told)
    this.#input.addEventListener('change', () => void this.#take(this.#input.files?.[0] ?? null))
    singleClicks(this.#form)
    // What was typed beside a picture that was refused came back, and the picture did not.
    this.#askIfTyped()
    this.#form.addEventListener('input', () => this.#askIfTyped())
    this.#form.addEventListener('submit', (event) => {
      if (!this.#picture && !this.#isTooSmall) return askBeforeLeaving(this, false)
      event.preventDefault()
      if (this.#isTooSmall) this.#input.focus()
      else if (!this.#isMaking) void this.#send()
    })
  }

  #askIfTyped() {
    const alt = this.#form.querySelector<HTMLInputElement>('[name=alt]')!
    askBeforeLeaving(this, this.#input.value !== '' || alt.value.trim() !== '')
  }

  get #max() {
    return Number(this.getAttribute('max'))
  }

  get #maxBytes() {
    return Number(this.getAttribute('max-bytes'))
  }

  get #min() {
    return Number(this.getAttribute('min'))
  }

  async #take(file: File | null) {
    this.#picture?.close()
    this.#picture = null
    this.#isTooSmall = false
    this.#clear()
    if (!file) return
    const picture = await createImageBitmap(file).catch(() => null)
    if (this.#input.files?.[0] !== file) return
    if (!picture) return this.#refuse(this.#words.unreadable)
    const { width, height } = picture
    this.#isTooSmall = Math.min(width, height) < this.#min
    if (this.#isTooSmall) return this.#refuse(fill(this.#words.tooSmall, { width, height }))
    const reasons = reasonsAgainst(new Uint8Array(await file.arrayBuffer()), picture, {
      side: this.#max,
      bytes: this.#maxBytes,
    })
    if (reasons.length === 0) return this.#say(this.#words.fits)
    this.#picture = picture
    this.#square = largestSquare(picture)
    this.#say([...reasons.map((reason) => this.#words.reasons[reason]), this.#words.made].join(' '))
    this.#told.after(this.#chooser(picture))
    this.#draw()
  }

  #clear() {
    this.#told.replaceChildren()
    this.querySelector('.crop')?.remove()
    this.querySelector('#artwork-error')?.remove()
    this.#input.removeAttribute('aria-invalid')
    this.#input.removeAttribute('aria-describedby')
  }

  #say(sentence: string) {
    this.#told.textContent = sentence
  }

  #refuse(sentence: string) {
    const error = document.createElement('p')
    error.className = 'error'
    error.id = 'artwork-error'
    error.textContent = sentence
    this.#told.append(error)
    this.#input.setAttribute('aria-invalid', 'true')
    this.#input.setAttribute('aria-describedby', error.id)
  }

  #chooser(picture: ImageBitmap): HTMLElement {
    const fieldset = document.createElement('fieldset')
    fieldset.className = 'crop'
    const legend = document.createElement('legend')
    legend.textContent = this.#words.legend
    const canvas = document.createElement('canvas')
    canvas.width = canvas.height = PREVIEW_SIDE
    canvas.role = 'img'
    canvas.ariaLabel = this.#words.preview
    const sent = document.createElement('p')
    sent.className = 'quiet'

    const across = slider(this.#words.across, (x) => this.#move(picture, { ...this.#square, x }))
    const down = slider(this.#words.down, (y) => this.#move(picture, { ...this.#square, y }))
    const size = slider(this.#words.size, (side) => {
      this.#square = resized(picture, this.#square, Math.round(side))
      this.#draw()
    })
    const largest = Math.min(picture.width, picture.height)
    fieldset.append(legend, canvas, across.element, down.element, size.element, sent)

    this.#draw = () => {
      const { x, y, side } = this.#square
      across.show(0, picture.width - side, x)
      down.show(0, picture.height - side, y)
      size.show(this.#min, largest, side)
      paint(canvas, picture, this.#square)
      const shown = Math.min(side, this.#max)
      sent.textContent = fill(this.#words.sent, { side: shown })
    }
    this.#followDrags(canvas, picture)
    return fieldset
  }

  #followDrags(canvas: HTMLCanvasElement, picture: ImageBitmap) {
    let from: { x: number; y: number; square: Square } | null = null
    canvas.addEventListener('pointerdown', (event) => {
      canvas.setPointerCapture(event.pointerId)
      from = { x: event.clientX, y: event.clientY, square: this.#square }
    })
    canvas.addEventListener('pointermove', (event) => {
      if (!from) return
      const scale = from.square.side / canvas.clientWidth
      const { x, y } = from.square
      this.#move(picture, {
        ...from.square,
        x: x - (event.clientX - from.x) * scale,
        y: y - (event.clientY - from.y) * scale,
      })
    })
    for (const end of ['pointerup', 'pointercancel'])
      canvas.addEventListener(end, () => {
        from = null
      })
  }

  #move(picture: ImageBitmap, square: Square) {
    this.#square = inside(picture, square)
    this.#draw()
  }

  /** The square takes the place of the file in the form, which is then sent as it would be without script. */
  async #send() {
    const canvas = document.createElement('canvas')
    canvas.width = canvas.height = Math.min(this.#square.side, this.#max)
    paint(canvas, this.#picture!, this.#square)
    const made = new DataTransfer()
    this.#isMaking = true
    const jpeg = await jpegOf(canvas).finally(() => {
      this.#isMaking = false
    })
    made.items.add(new File([jpeg], 'cover.jpg', { type: 'image/jpeg' }))
    this.#input.files = made.files
    askBeforeLeaving(this, false)
    this.#form.submit()
  }
}

/** A labelled slider in hundredths, moved by keyboard, finger and mouse. Without room to move it can't be used. */
function slider(label: string, onInput: (value: number) => void) {
  const element = document.createElement('label')
  const range = document.createElement('input')
  range.type = 'range'
  let [from, to] = [0, 0]
  range.addEventListener('input', () => onInput(from + (Number(range.value) / 100) * (to - from)))
  element.append(`${label} `, range)
  return {
    element,
    show(min: number, max: number, value: number) {
      ;[from, to] = [min, max]
      range.disabled = max <= min
      range.value = String(max > min ? Math.round(((value - min) / (max - min)) * 100) : 100)
    },
  }
}

/** A square of a picture, on white where it is transparent. */
function paint(canvas: HTMLCanvasElement, picture: ImageBitmap, { x, y, side }: Square) {
  const context = canvas.getContext('2d')!
  context.imageSmoothingQuality = 'high'
  context.fillStyle = '#ffffff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(picture, x, y, side, side, 0, 0, canvas.width, canvas.height)
}

async function jpegOf(canvas: HTMLCanvasElement): Promise<Blob> {
  for (const quality of QUALITIES) {
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality))
    if (blob && (blob.size <= LIGHT_BYTES || quality === QUALITIES.at(-1))) return blob
  }
  throw new Error('The browser made no JPEG.')
}

customElements.define('cover-crop', CoverCrop)
