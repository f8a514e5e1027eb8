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
  return Object.fromEntries(
    said.map(([name, sentence]) => {
      const [field, rest] =
        names[name] && names[name] !== name ? [names[name], withoutEntry(sentence)] : [name, sentence]
      return [field, inLanguage(language, rest)]
    }),
  )
}

/** Beside a field of its own nobody has to be told which entry it is about. */
const withoutEntry = (sentence: string) => sentence.replace(/^Entry \d+(?:(?:, [\w, ]+)?:)? /, '')

/** A sentence of a verb in the language of the page; in German one that is not known says no more than that. */
export const inLanguage = (language: Language, sentence: string): string =>
  language === 'en' ? sentence : (inGerman(sentence) ?? studioWordsFor('de').form.notTaken)

/** Where in a list or a text something is wrong, as verbs write it before the sentence. */
const PLACE =
  /^(?:Entry (?<entry>\d+)(?:, [\w, ]+)?|Its [\w, ]+|Line (?<line>\d+)|Chapter (?<chapter>\d+)(?: \(line \d+\))?): /

/** A sentence of a verb in German, null where there is none for it. */
export function inGerman(sentence: string): string | null {
  const place = PLACE.exec(sentence)
  if (!place) return known(sentence)
  const { entry, line, chapter } = place.groups!
  const where = entry ? `Eintrag ${entry}: ` : line ? `Zeile ${line}: ` : chapter ? `Kapitel ${chapter}: ` : ''
  const rest = known(sentence.slice(place[0].length))
  return rest === null ? known(sentence) : where + rest
}

function known(sentence: string): string | null {
  const exact = GERMAN_SENTENCES[sentence]
  if (exact) return exact
  for (const [pattern, german] of GERMAN_PATTERNS) {
    const match = pattern.exec(sentence)
    if (!match) continue
    const groups = german.replace(/\$<(\w+)>/g, (_, name: string) => {
      const caught = match.groups![name]!
      return name === 'why' ? inLanguage('de', caught).replaceAll('$', '$$$$') : germanFigure(caught)
    })
    return sentence.replace(pattern, groups)
  }
  return null
}

/** 50,000 as 50.000 and 52.168 as 52,168, with as many decimals as it has. */
function germanFigure(figure: string): string {
  const digits = /\.(\d*)/.exec(figure)?.[1]?.length ?? 0
  const decimals = { minimumFractionDigits: digits, maximumFractionDigits: digits }
  return Number(figure.replaceAll(',', '')).toLocaleString('de', decimals)
}
