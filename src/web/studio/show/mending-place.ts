/** Where in the studio a rule of shows is met: a page of the show, and the id of a field on it. */
const PLACES: Readonly<Record<string, string>> = {
  'show-title-missing': 'settings#title',
  'show-text-too-long': 'settings#title',
  'show-description-missing': 'settings#description',
  'show-description-too-long': 'settings#description',
  'language-invalid': 'settings#language',
  'category-missing': 'settings#categories',
  'category-unknown': 'settings#categories',
  'website-invalid': 'settings#website',
  'cover-missing': 'settings#artwork',
  'cover-size': 'settings#artwork',
  'cover-type': 'settings#artwork',
  'cover-small': 'settings#artwork',
  'cover-heavy': 'settings#artwork',
  'cover-alt-missing': 'settings#artworkAlt',
  'author-missing': 'settings#author',
  'owner-email-missing': 'settings#ownerEmail',
  'copyright-sign': 'settings#copyright',
  'show-hidden': 'settings#block',
  'show-complete': 'settings#complete',
}

/** Null for what no field of the show decides: the host's own address, or that there is an episode. */
export const mendingPlaceOf = (rule: string): string | null => PLACES[rule] ?? null
