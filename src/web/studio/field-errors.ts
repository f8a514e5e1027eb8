import type { Refusal } from '../../lib/errors.ts'
import type { Language } from '../languages.ts'
import { GERMAN_PATTERNS, GERMAN_SENTENCES } from '../words/studio/sentences.ts'
import { studioWordsFor } from '../words/studio/words-for.ts'
import type { FieldErrors } from './form.ts'

/** Which field a refusal without fields is about. */
const FIELD_OF: Readonly<Record<string, string>> = { 'slug-taken': 'slug' }
/** The name of what no field is to blame for: the summary says it, and leads to the content. */
const WHOLE = 'content'

/**
 * What a refusal says of each field, in the language of the page. `names` tells what a field is called in the form
 * where that differs.
 */
export function fieldErrors(language: Language, refusal: Refusal, names: Record<string, string> = {}): FieldErrors {
  const entries = Object.entries(refusal.fields)
  const said: [string, string][] = entries.length > 0 ? entries : [[FIELD_OF[refusal.code] ?? WHOLE, refusal.message]]
  return Object.fromEntries(said.map(([name, sentence]) => [names[name] ?? name, inLanguage(language, sentence)]))
}

/** A sentence of a verb in the language of the page; in German one that is not known says no more than that. */
export function inLanguage(language: Language, sentence: string): string {
  if (language === 'en') return sentence
  const place = /^(?:Entry (\d+)(?:, ([\w, ]+))?|Its ([\w, ]+)|Line (?<line>\d+)): /.exec(sentence)
  const rest = place ? sentence.slice(place[0].length) : sentence
  const where = place?.[1] ? `Eintrag ${place[1]}: ` : place?.groups?.line ? `Zeile ${place.groups.line}: ` : ''
  return where + inGerman(rest)
}

function inGerman(sentence: string): string {
  const known = GERMAN_SENTENCES[sentence]
  if (known) return known
  for (const [pattern, german] of GERMAN_PATTERNS) {
    if (pattern.test(sentence)) return sentence.replace(pattern, german)
  }
  return studioWordsFor('de').form.notTaken
}
