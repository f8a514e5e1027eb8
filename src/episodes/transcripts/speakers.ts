import type { FoundCue } from './cues.ts'

/** A longer beginning before a colon is a sentence. */
const MAX_NAME_CHARACTERS = 60
const MAX_NAME_WORDS = 7

/** Words inside names and titles that begin with a small letter. */
const SMALL_WORDS = new Set(
  'am an and auf aus da de del dem den der des di die du el et für im in la le of the und van vom von zu zum zur & y'.split(
    ' ',
  ),
)

/**
 * Who says a text for which nobody is named: whoever spoke last, since formats name a speaker at a change only. What
 * stands in brackets or between notes ("[Musik]", "(Applaus)", "♪ …") is said by nobody.
 */
export function impliedSpeaker(text: string, last: string | undefined): string | undefined {
  return isSound(text) ? undefined : last
}

/** The cues with whoever goes on speaking in those that name nobody. */
export function withSpeakers(cues: FoundCue[]): FoundCue[] {
  let last: string | undefined
  return cues.map((cue) => {
    const speaker = cue.speaker || impliedSpeaker(cue.text, last)
    last = cue.speaker || last
    return { ...cue, speaker }
  })
}

/** For writers: each cue's speaker where a reader would not know, undefined where it would. */
export function speakersToName(cues: { speaker?: string; text: string }[]): (string | undefined)[] {
  let last: string | undefined
  return cues.map(({ speaker, text }) => {
    const named = speaker === impliedSpeaker(text, last) ? undefined : speaker
    last = speaker ?? last
    return named
  })
}

/**
 * Speakers that stand as "Name:" before the text. A single colon may be anything, so names count only where the file
 * begins with one, or where one of them comes twice.
 */
export function withNamesInFront(cues: FoundCue[]): FoundCue[] {
  const found = cues.map((cue) => nameInFront(cue.text))
  const names = found.filter((name) => name !== null)
  const firstSpoken = cues.findIndex(({ text }) => text.trim() !== '' && !isSound(text))
  const hasNames = found[firstSpoken] || new Set(names).size < names.length
  if (!hasNames) return cues
  return cues.map((cue, at) => {
    const name = found[at]
    return name ? { ...cue, speaker: name, text: cue.text.trimStart().slice(name.length + 1) } : cue
  })
}

/** What could be a name before a colon: words with a capital, or without case; titles such as Dr. and a number. */
export function nameInFront(text: string): string | null {
  const line = text.trimStart().slice(0, MAX_NAME_CHARACTERS + 2)
  const name = /^([^:\n]+):(?=\s|$)/.exec(line)?.[1]
  // "Im Jahr 2026:" begins a sentence.
  if (!name || name !== name.trim() || name.length > MAX_NAME_CHARACTERS || /\d{3}/.test(name)) return null
  const words = name.split(/\s+/)
  return words.length <= MAX_NAME_WORDS && /^[\p{Lu}\p{Lt}\p{Lo}]/u.test(name) && words.every(isNameWord) ? name : null
}

const isNameWord = (word: string) =>
  SMALL_WORDS.has(word) ||
  /^(?:\p{L}{1,2}\.)+$/u.test(word) ||
  /^\(?[\p{Lu}\p{Lt}\p{Lo}\p{N}][\p{L}\p{M}\p{N}'’.()/-]*$/u.test(word)

/** "[Musik]", "(lacht) [Applaus]", "♪ la la". */
const isSound = (text: string) =>
  text.trim() !== '' && /^(?:\s*(?:\[[^[\]]*\]|\([^()]*\)))*\s*(?:[♪♫].*)?$/su.test(text)
