import type { Cue } from './cues.ts'

/** A paragraph of speech is ended with the sentence after so many characters, and in any case after more. */
const ENOUGH_CHARACTERS = 500
const MAX_CHARACTERS = 1500

/** For readers: what one speaker says in a row as paragraphs, each with the time it begins. */
export function paragraphsOf(cues: Cue[]): Cue[] {
  const paragraphs: Cue[] = []
  for (const { startSeconds, speaker, text } of cues) {
    const last = paragraphs.at(-1)
    // Without times the source was read in paragraphs.
    if (last && startSeconds !== undefined && speaker === last.speaker && goesOn(last.text)) last.text += ` ${text}`
    else
      paragraphs.push({
        ...(startSeconds === undefined ? {} : { startSeconds }),
        ...(speaker === undefined ? {} : { speaker }),
        text,
      })
  }
  return paragraphs
}

function goesOn(text: string): boolean {
  const isSentence = /[.!?…]["'”“«»)]*$/.test(text)
  return text.length < (isSentence ? ENOUGH_CHARACTERS : MAX_CHARACTERS)
}
