import { expect } from 'vitest'
import type { Cue } from '../../../src/episodes/transcripts/cues.ts'
import { readTranscript } from '../../../src/episodes/transcripts/read-transcript.ts'
import { Refusal } from '../../../src/lib/errors.ts'

/** An hour of audio. */
export const SECONDS = 3600

/** The cues of a file as it would be kept. */
export const read = (text: string | Uint8Array, type = ''): Cue[] =>
  readTranscript(typeof text === 'string' ? Buffer.from(text) : text, type, SECONDS)

/** The sentence a file is refused with; nothing when it is taken. */
export function refusalOf(text: string | Uint8Array, type = ''): string | null {
  try {
    read(text, type)
    return null
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    expect(error).toMatchObject({ status: 422, code: 'bad-transcript', fields: { transcript: error.message } })
    expect(error.message).toMatch(/^Line [1-9]\d*: .+\.$/s)
    return error.message
  }
}

/** A cue on one line: start, end, who and what. */
export const cue = (startSeconds: number, endSeconds: number, speaker: string | null, text: string): Cue => ({
  startSeconds,
  endSeconds,
  ...(speaker === null ? {} : { speaker }),
  text,
})
