import { writeClock } from './clock.ts'
import type { Cue } from './cues.ts'
import { withEnds } from './spans.ts'
import { speakersToName } from './speakers.ts'
import { wrap } from './wrap.ts'

/** Podcast namespace: advised for WebVTT. */
const LINE_CHARACTERS = 65

/** WebVTT (W3C), with `<v Name>` where the speaker changes. */
export function writeVtt(cues: Cue[]): string {
  const names = speakersToName(cues)
  const blocks = withEnds(cues).map(({ startSeconds, endSeconds, text }, at) => {
    const voice = names[at] === undefined ? '' : `<v ${annotation(names[at])}>`
    const lines = wrap(text, LINE_CHARACTERS).map(escaped)
    return `${writeClock(startSeconds, '.')} --> ${writeClock(endSeconds, '.')}\n${voice}${lines.join('\n')}\n`
  })
  return ['WEBVTT\n', ...blocks].join('\n')
}

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
const escaped = (text: string) => text.replace(/[&<>]/g, (character) => ESCAPES[character]!)
/** With the bracket behind it, a name that ends with two hyphens would be an arrow, which no text may have. */
const annotation = (name: string) => escaped(name).replace(/--$/, '-&#45;')
