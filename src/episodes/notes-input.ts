import { z } from 'zod'
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

/** The notes are made safe first, so that what is checked and kept is what apps get. */
export function withSafeNotes(input: unknown, linkBase: string | undefined): unknown {
  if (typeof input !== 'object' || input === null || !('notes' in input)) return input
  const { notes } = input
  if (typeof notes !== 'string' || notes.length > MAX_PASTED_CHARACTERS) return input
  return { ...input, notes: richText(notes, linkBase) }
}
