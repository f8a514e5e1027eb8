import type { Cue } from './cues.ts'

/** The podcast namespace's JSON 1.0.0, each segment with its speaker. */
export function writeTranscriptJson(cues: Cue[]): string {
  const segments = cues.map(({ speaker, startSeconds, endSeconds, text }) => ({
    ...(speaker === undefined ? {} : { speaker }),
    startTime: startSeconds,
    ...(endSeconds === undefined ? {} : { endTime: endSeconds }),
    body: text,
  }))
  return `{"version":"1.0.0","segments":[\n${segments.map((segment) => JSON.stringify(segment)).join(',\n')}\n]}\n`
}
