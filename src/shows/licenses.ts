const creativeCommons = (slug: string) => `https://creativecommons.org/licenses/${slug}/`

/**
 * Licences known by an identifier (SPDX, and the podcast namespace's own list), and where their text stands; all
 * rights reserved has none.
 */
export const LICENSES: Readonly<Record<string, string | null>> = {
  ARR: null,
  'CC-BY-4.0': creativeCommons('by/4.0'),
  'CC-BY-SA-4.0': creativeCommons('by-sa/4.0'),
  'CC-BY-ND-4.0': creativeCommons('by-nd/4.0'),
  'CC-BY-NC-4.0': creativeCommons('by-nc/4.0'),
  'CC-BY-NC-SA-4.0': creativeCommons('by-nc-sa/4.0'),
  'CC-BY-NC-ND-4.0': creativeCommons('by-nc-nd/4.0'),
  'CC-BY-3.0': creativeCommons('by/3.0'),
  'CC-BY-SA-3.0': creativeCommons('by-sa/3.0'),
  'CC-BY-ND-3.0': creativeCommons('by-nd/3.0'),
  'CC-BY-NC-3.0': creativeCommons('by-nc/3.0'),
  'CC-BY-NC-SA-3.0': creativeCommons('by-nc-sa/3.0'),
  'CC-BY-NC-ND-3.0': creativeCommons('by-nc-nd/3.0'),
  'CC-BY-3.0-DE': creativeCommons('by/3.0/de'),
  'CC-BY-SA-3.0-DE': creativeCommons('by-sa/3.0/de'),
  'CC-BY-NC-ND-3.0-DE': creativeCommons('by-nc-nd/3.0/de'),
  'CC0-1.0': 'https://creativecommons.org/publicdomain/zero/1.0/',
  'DL-DE-BY-2.0': 'https://www.govdata.de/dl-de/by-2-0',
  'DL-DE-ZERO-2.0': 'https://www.govdata.de/dl-de/zero-2-0',
  'EUPL-1.2': 'https://eur-lex.europa.eu/eli/dec_impl/2017/863/oj',
  'POD-V4V-1.0': 'https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/license/v4v-4.0.md',
}

/** A licence's identifier as its list spells it, whatever the capitals; null for one that is on no list. */
export function findLicense(identifier: string): string | null {
  const wanted = identifier.toUpperCase()
  return Object.keys(LICENSES).find((name) => name.toUpperCase() === wanted) ?? null
}
