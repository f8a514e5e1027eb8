/** "Folge 12", "#12", "S01E02" and the like in front of a title. */
const WORDED =
  /^\W*(?:s\d{1,2}\s*[.:·x-]?\s*e\d{1,4}|(?:folge|episode|ep|ausgabe|nr|no|#)\.?\s*(?:nr\.?\s*|#\s*)?\d+)(?![\p{L}\p{N}])/iu

/** "12: …", "07. …", "3) …" in front of a title. */
const BARE = /^(\d{1,3})\s*([.:)|–—-])\s+\S/u

/** What stands between a title and the name of the show, when somebody wrote both. */
const SEPARATOR = '\\s*[:|·•–—-]\\s*'

/** Whether a title begins with the episode's number. "2. Weltkrieg" does so only in the second episode. */
export function repeatsNumber(title: string, number: number | null): boolean {
  if (WORDED.test(title)) return true
  const [, digits, sign] = BARE.exec(title) ?? []
  return digits !== undefined && (sign !== '.' || digits.startsWith('0') || Number(digits) === number)
}

/** Whether a title is the name of its show, or has it in front or at the end. */
export function repeatsShow(title: string, show: string): boolean {
  const name = RegExp.escape(show)
  return new RegExp(`^(?:${name}(?:${SEPARATOR}.*)?|.*${SEPARATOR}${name})$`, 'isu').test(title)
}
