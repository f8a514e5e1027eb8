import type { FoundCue } from './cues.ts'
import { nameInFront, withNamesInFront, withSpeakers } from './speakers.ts'

/** Plain text: paragraphs parted by empty lines, none with a time. A "Name:" in front is the speaker until another. */
export function readPlainText(text: string): FoundCue[] {
  const paragraphs: FoundCue[] = []
  let isOpen = false
  for (const [at, line] of text.split('\n').entries()) {
    if (line.trim() === '') isOpen = false
    // Lines of a conversation may follow each other without an empty one.
    else if (isOpen && !nameInFront(line)) paragraphs.at(-1)!.text += `\n${line}`
    else {
      paragraphs.push({ text: line, line: at + 1 })
      isOpen = true
    }
  }
  return withSpeakers(withNamesInFront(paragraphs))
}
