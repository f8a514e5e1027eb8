import { type Html, html } from '../../lib/html.ts'
import type { License } from '../../shows/credits-input.ts'
import { LICENSES } from '../../shows/licenses.ts'
import type { Language } from '../languages.ts'
import { studioWordsFor } from '../words/studio/words-for.ts'
import { choice, field } from './form.ts'

/** A licence is typed in parts: one of the list or another, what that is called, and where the text stands. */
export const LICENSE_FIELDS = ['licenseIdentifier', 'licenseName', 'licenseUrl'] as const
export type LicenseField = (typeof LICENSE_FIELDS)[number]

/** What is chosen in the list for a licence that is not on it. */
const OTHER = 'other'

/** What stands in the fields of a licence, or of none. */
export function licenseValues(license: License | null | undefined): Record<LicenseField, string> {
  const { identifier = '', url = '' } = license ?? {}
  const isListed = identifier === '' || identifier in LICENSES
  return {
    licenseIdentifier: isListed ? identifier : OTHER,
    licenseName: isListed ? '' : identifier,
    licenseUrl: url,
  }
}

/**
 * The licence that was typed. Where none is chosen, what was typed into the other fields names one all the same; what
 * was left in them of the licence there was goes with it.
 */
export function typedLicense(typed: URLSearchParams, before: License | null | undefined): License | null {
  const [chosen = '', name = '', url = ''] = LICENSE_FIELDS.map((field) => typed.get(field)?.trim())
  const left = licenseValues(before)
  const isNone = chosen === '' && name === left.licenseName && url === left.licenseUrl
  if (isNone || `${chosen}${name}${url}` === '') return null
  return { identifier: chosen === '' || chosen === OTHER ? name : chosen, url }
}

/** In which field something is wrong with a licence. */
export function licenseFieldOf(sentence: string, typed: URLSearchParams): LicenseField {
  if (/^(Its url|Give the address)/.test(sentence)) return 'licenseUrl'
  return ['', OTHER].includes(typed.get('licenseIdentifier') ?? '') ? 'licenseName' : 'licenseIdentifier'
}

/** What the choice in the list is called; `none` where there is none. */
export function licenseChoice(language: Language, chosen: string, none: string): string {
  const { licenses } = studioWordsFor(language).episode.facts
  return chosen === '' ? none : (licenses[chosen] ?? chosen)
}

type About = Pick<Parameters<typeof field>[1], 'label' | 'value' | 'hint' | 'error'>

/** The fields, each with what `about` tells of it; `none` is what it means that none is chosen. */
export function licenseFields(language: Language, about: (name: LicenseField) => About, none: string): Html {
  const [listed, name, url] = LICENSE_FIELDS
  const values = new Set(['', ...Object.keys(LICENSES), OTHER, about(listed).value ?? ''])
  const options = [...values].map((value) => ({ value, label: licenseChoice(language, value, none) }))
  return html`${choice({ ...about(listed), name: listed, options })}
${field(language, { ...about(name), name, required: 'sometimes' })}
${field(language, { ...about(url), name: url, required: 'sometimes', type: 'url' })}`
}
