import { writeClock } from './clock.ts'
import type { Cue } from './cues.ts'
import { withEnds } from './spans.ts'
import { speakersToName } from './speakers.ts'
import { wrap } from './wrap.ts'

/** Podcast namespace: advised for SRT. */
const LINE_CHARACTERS = 32

/** SubRip, with "Name: " where the speaker changes. It has no escapes: an arrow in a text is written as one character. */
export function writeSrt(cues: Cue[]): string {
  const names = speakersToName(cues)
  return withEnds(cues)
    .map(({ startSeconds, endSeconds, text }, at) => {
      const said = (names[at] === undefined ? text : `${names[at]}: ${text}`).replaceAll('-->', '→')
      const times = `${writeClock(startSeconds, ',')} --> ${writeClock(endSeconds, ',')}`
      return `${at + 1}\n${times}\n${wrap(said, LINE_CHARACTERS).join('\n')}\n`
    })
    .join('\n')
}
