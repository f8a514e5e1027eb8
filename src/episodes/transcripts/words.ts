import type { FoundCue } from './cues.ts'

/** Speech has two to four words a second; passages start seconds apart. */
const MAX_SECONDS_APART = 1
const SHARE_OF_SINGLE_WORDS = 0.9
const MIN_WORDS = 5
/** A passage: two lines of subtitles, or a sentence that is not too short to stand alone. */
const MAX_CHARACTERS = 120
const MIN_SENTENCE_CHARACTERS = 30
/** A silence as long as this ends a passage. */
const PAUSE_SECONDS = 2

/** Whether a transcript has a time for each word, and so no passages. */
export function areWords(cues: FoundCue[]): boolean {
  const starts = cues.map(({ startSeconds }) => startSeconds ?? Number.NaN)
  const isAscending = starts.every((start, at) => at === 0 || start >= starts[at - 1]!)
  if (!isAscending || cues.length < MIN_WORDS) return false
  const apart = (starts.at(-1)! - starts[0]!) / (cues.length - 1)
  const single = cues.filter(({ text }) => !/\S\s+\S/.test(text)).length
  return apart < MAX_SECONDS_APART && single >= cues.length * SHARE_OF_SINGLE_WORDS
}

/** Words as passages: ended by a change of speaker, a sentence's end, a pause or their length. */
export function mergedWords(words: FoundCue[]): FoundCue[] {
  // Some programs write the blanks between words into them, others leave them out.
  const haveBlanks = words.some(({ text }) => /^\s|\s$/.test(text))
  const passages: FoundCue[] = []
  for (const word of words) {
    const passage = passages.at(-1)
    if (!passage || endsBefore(passage, word)) {
      passages.push({ ...word })
      continue
    }
    passage.text += (haveBlanks || /^[.,;:!?…)\]”“]/.test(word.text) ? '' : ' ') + word.text
    passage.endSeconds = word.endSeconds
  }
  return passages
}

function endsBefore(passage: FoundCue, word: FoundCue): boolean {
  const { text, speaker, endSeconds, startSeconds = 0 } = passage
  if (speaker !== word.speaker || text.length + word.text.length > MAX_CHARACTERS) return true
  if (/[.!?…]["'”“«»)]*\s*$/.test(text) && text.length >= MIN_SENTENCE_CHARACTERS) return true
  return (word.startSeconds ?? 0) - (endSeconds ?? startSeconds) > PAUSE_SECONDS
}
