import type { Cue } from './cues.ts'

/** Slow reading aloud: how long the last words may stay where nobody knows when they end. */
const CHARACTERS_A_SECOND = 12

export type Span = Cue & { startSeconds: number; endSeconds: number }

/** Cues with both times. Where only starts are known, each ends when the next one starts. */
export function withEnds(cues: Cue[]): Span[] {
  let later: number | undefined
  return cues
    .toReversed()
    .map((cue, at, reversed) => {
      const startSeconds = cue.startSeconds ?? 0
      // Cues that start together end together.
      const following = reversed[at - 1]?.startSeconds
      if (following !== undefined && following > startSeconds) later = following
      const guess = Math.round((startSeconds + Math.max(1, cue.text.length / CHARACTERS_A_SECOND)) * 1000) / 1000
      return { ...cue, startSeconds, endSeconds: cue.endSeconds ?? later ?? guess }
    })
    .toReversed()
}
