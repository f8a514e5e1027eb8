/** A mark on the timeline: where it stands, and what is written on it. */
export interface Mark {
  seconds: number
  name: string
}

interface Told {
  /** Somebody pointed at a moment. */
  onSeek(seconds: number): void
  /** A mark is being dragged, or was let go. */
  onMove(at: number, seconds: number, isLetGo: boolean): void
}

/** A finger or a mouse that moves less only points (CSS pixels). */
const STILL_PIXELS = 3

/**
 * The audio as a line: its waveform where the page has one, how far it has played, and marks that are dragged. A picture for those who point; everything it
 * does has a button or a field elsewhere (WCAG 2.5.7), so it is not read out.
 */
export function timeline(length: number, { onSeek, onMove }: Told) {
  const element = document.createElement('div')
  element.className = 'timeline'
  element.ariaHidden = 'true'
  const marksPlace = document.createElement('div')
  const picture = document.querySelector('svg.waveform')?.cloneNode(true)
  element.append(...(picture ? [picture] : []), marksPlace)
  let marks: Mark[] = []
  let dragged: { at: number; from: number; hasMoved: boolean } | null = null

  const secondsAt = ({ clientX }: PointerEvent) => {
    const { left, width } = element.getBoundingClientRect()
    return Math.min(1, Math.max(0, (clientX - left) / width)) * length
  }

  element.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return
    element.setPointerCapture(event.pointerId)
    const mark = (event.target as HTMLElement).closest<HTMLElement>('.mark')
    if (mark) dragged = { at: [...marksPlace.children].indexOf(mark), from: event.clientX, hasMoved: false }
    else onSeek(secondsAt(event))
  })
  element.addEventListener('pointermove', (event) => {
    if (!dragged) return
    dragged.hasMoved ||= Math.abs(event.clientX - dragged.from) > STILL_PIXELS
    if (dragged.hasMoved) move(dragged.at, secondsAt(event), false)
  })
  element.addEventListener('pointerup', (event) => {
    if (!dragged) return
    const { at, hasMoved } = dragged
    dragged = null
    if (hasMoved) move(at, secondsAt(event), true)
    else onSeek(marks[at]!.seconds)
  })
  element.addEventListener('pointercancel', () => {
    if (dragged?.hasMoved) move(dragged.at, marks[dragged.at]!.seconds, true)
    dragged = null
  })

  function move(at: number, seconds: number, isLetGo: boolean) {
    place(marksPlace.children[at] as HTMLElement, seconds)
    onMove(at, seconds, isLetGo)
  }

  const place = (mark: HTMLElement, seconds: number) => mark.style.setProperty('--at', `${(seconds / length) * 100}%`)

  return {
    element,
    /** Shows how far the audio has played. */
    show(seconds: number) {
      place(element, seconds)
    },
    draw(now: Mark[]) {
      marks = now
      marksPlace.replaceChildren(
        ...now.map(({ seconds, name }) => {
          const mark = document.createElement('span')
          mark.className = 'mark'
          mark.textContent = name
          place(mark, seconds)
          return mark
        }),
      )
    },
  }
}
