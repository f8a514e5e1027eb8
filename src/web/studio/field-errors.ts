import { clockTime } from '../../lib/duration.ts'
import type { Refusal } from '../../lib/errors.ts'
import type { Language } from '../languages.ts'
import { GERMAN_PATTERNS, GERMAN_SENTENCES } from '../words/studio/sentences.ts'
import { ENGLISH_IN_FORMS } from '../words/studio/sentences-placed.ts'
import { studioWordsFor } from '../words/studio/words-for.ts'
import type { FieldErrors } from './form.ts'

/** Which field a refusal without fields is about. */
const FIELD_OF: Readonly<Record<string, string>> = { 'slug-taken': 'slug' }
/** The name of what no field is to blame for: the summary says it, and leads to the content. */
const WHOLE = 'content'

/** What a field is called in the form; where it is a list or has parts, the sentence about it decides. */
type NameOf = (field: string, sentence: string) => string

/**
 * Everything that a refusal says, beside the fields it is about and in the language of the page. `names` tells what a
 * field is called in the form where that differs.
 */
export function fieldErrors(
  language: Language,
  refusal: Refusal,
  names: Readonly<Record<string, string>> | NameOf = {},
): FieldErrors {
  const nameOf: NameOf = typeof names === 'function' ? names : (field) => names[field] ?? field
  const entries = Object.entries(refusal.fields)
  const said = entries.length > 0 ? entries : [[FIELD_OF[refusal.code] ?? WHOLE, refusal.message] as const]
  const errors = new Map<string, Set<string>>()
  for (const [field, sentences] of said) {
    for (const sentence of sentences.split('\n')) {
      const name = nameOf(field, sentence)
      const told = name === field ? sentence : withoutPlace(sentence)
      errors.set(name, (errors.get(name) ?? new Set()).add(inForm(language, told)))
    }
  }
  return Object.fromEntries([...errors].map(([name, told]) => [name, [...told].join('\n')]))
}

/** Beside a field of its own nobody has to be told which entry or part it is about. */
const withoutPlace = (sentence: string) => sentence.replace(/^(?:Entry \d+(?:, [\w, ]+)?|Its [\w, ]+): /, '')

const inForm = (language: Language, sentence: string): string =>
  language === 'en' ? (ENGLISH_IN_FORMS[sentence] ?? byTheClock(sentence)) : inLanguage(language, sentence)

/** The end of the audio as forms ask for times. */
const byTheClock = (sentence: string) =>
  sentence.replace(
    /(?<=behind the end of the audio)(?:, which has | \()([\d.]+) seconds\)?(?=\.$)/,
    (_, seconds: string) => ` (${clockTime(Number(seconds))})`,
  )

/** Sentences of a verb, each on a line, in the language of the page; in German one that is not known says no more than that. */
export const inLanguage = (language: Language, sentences: string): string =>
  language === 'en' ? sentences : sentences.split('\n').map(knownOrNot).join('\n')

const knownOrNot = (sentence: string) => inGerman(sentence) ?? studioWordsFor('de').form.notTaken

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
      if (name === 'clock') return clockTime(Number(caught))
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
