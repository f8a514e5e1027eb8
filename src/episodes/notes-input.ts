import { z } from 'zod'
import { markdown } from '../lib/markdown.ts'
import { cleanText } from '../lib/plain-text.ts'
import { richText } from '../lib/rich-text.ts'

/** Long enough for every source and every name; a hundred such episodes still make a feed that apps read. */
export const MAX_NOTES_BYTES = 50_000
/** With everything a word processor puts around them; reading more than that would hold up others. */
export const MAX_PASTED_CHARACTERS = 100_000

/** The full show notes (content:encoded), as `withSafeNotes` leaves them. */
export const notes = z
  .string('Write the notes as HTML or as plain text.')
  .max(MAX_PASTED_CHARACTERS, `Send notes of at most ${MAX_PASTED_CHARACTERS.toLocaleString('en')} characters.`)
  .refine((html) => Buffer.byteLength(html) <= MAX_NOTES_BYTES, {
    error: ({ input }) =>
      `Shorten the notes: they may have ${MAX_NOTES_BYTES.toLocaleString('en')} bytes, these have ${Buffer.byteLength(String(input))}.`,
  })

const SOURCE_HINT = 'Write the notes in Markdown.'

/** The same in Markdown as it is typed; the notes are made of it. */
export const notesSource = z
  .string(SOURCE_HINT)
  .max(MAX_PASTED_CHARACTERS, `Send notes of at most ${MAX_PASTED_CHARACTERS.toLocaleString('en')} characters.`)

/**
 * The notes are made safe first, so that what is checked and kept is what apps get. Those in Markdown win, and those in
 * HTML leave none.
 */
export function withSafeNotes(input: unknown, linkBase: string | undefined): unknown {
  if (typeof input !== 'object' || input === null) return input
  const { notes, notesSource } = input as Record<string, unknown>
  if (typeof notesSource === 'string' && notesSource.length <= MAX_PASTED_CHARACTERS) {
    const source = cleanText(notesSource)
    return { ...input, notes: notesFrom(source, linkBase), notesSource: source }
  }
  if (notesSource !== undefined || notes === undefined) return input
  if (typeof notes !== 'string' || notes.length > MAX_PASTED_CHARACTERS) return { ...input, notesSource: null }
  return { ...input, notes: richText(notes, linkBase), notesSource: null }
}

/** Notes in Markdown as apps will show them. */
export const notesFrom = (source: string, linkBase: string | undefined) => richText(markdown(source).markup, linkBase)
