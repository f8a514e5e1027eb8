/** Every word the choosing of a square shows or says. The host sends them with the page; `{…}` is filled in. */
export interface CropWords {
  /** It can't be read as a picture. */
  unreadable: string
  /** "Das Bild hat {width} × {height} Pixel, …" */
  tooSmall: string
  /** It is sent as it is. */
  fits: string
  /** What apps would refuse of it, sentence by sentence. */
  reasons: Record<Reason, string>
  /** What is made of it. */
  made: string
  legend: string
  across: string
  down: string
  size: string
  /** "Gesendet wird ein Quadrat von {side} × {side} Pixeln." */
  sent: string
  preview: string
}

/** What apps refuse and a browser can mend. */
export type Reason = 'notSquare' | 'tooLarge' | 'otherFormat' | 'transparent' | 'colours' | 'tooHeavy'
