/** Short enough for a link that is read aloud or printed. */
const MAX_CHARACTERS = 60
/** How many of the same slug are told apart by numbers: a show would need as many episodes of the same title. */
const MAX_NUMBER = 100

/**
 * A text as part of an address: only a-z, 0-9 and single inner hyphens, at most 60 characters, cut after a whole word
 * where there is one. German letters are written out (ä → ae, ß → ss), other accents dropped; a text with no Latin
 * letter or digit becomes the fallback.
 */
export function slugOf(text: string, fallback = 'folge'): string {
  const words = text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[äöüßæœøłđðþı]/g, (letter) => WRITTEN_OUT[letter] ?? '')
    .normalize('NFKD')
    .replace(/[\p{M}'’‘ʼ]/gu, '')
    .match(/[a-z0-9]+/g)
  return words ? cutOnWord(words) : fallback
}

/** The same with a number behind it, for one that others have already; no longer than any other. */
export function numberedSlug(slug: string, number: number): string {
  if (number === 1) return slug
  const end = `-${number}`
  return slug.slice(0, MAX_CHARACTERS - end.length).replace(/-$/, '') + end
}

/** The slug, and behind it those with a number that take its place where it is taken. */
export const numberedSlugs = (slug: string): string[] =>
  Array.from({ length: MAX_NUMBER }, (_, at) => numberedSlug(slug, at + 1))

/** Whether a text can stand in an address as it is: what `slugOf` could have made. */
export function isSlug(text: string): boolean {
  return text.length <= MAX_CHARACTERS && /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text)
}

const WRITTEN_OUT: Record<string, string> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'oe',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
}

function cutOnWord([first = '', ...rest]: string[]): string {
  let slug = first.slice(0, MAX_CHARACTERS)
  for (const word of rest) {
    if (slug.length + 1 + word.length > MAX_CHARACTERS) break
    slug += `-${word}`
  }
  return slug
}
