import { clockTime } from '../../lib/duration.ts'
import { type Html, html } from '../../lib/html.ts'
import type { Cue } from './cues.ts'
import { paragraphsOf } from './paragraphs.ts'
import { speakersToName } from './speakers.ts'

/** The podcast namespace's HTML as a document of its own, in paragraphs, without style or script. */
export function writeTranscriptHtml(cues: Cue[], language: string): string {
  const paragraphs = paragraphsOf(cues)
  const names = speakersToName(paragraphs)
  const body = paragraphs.map(
    ({ startSeconds, text }, at) =>
      html`${names[at] && html`<cite>${names[at]}:</cite>\n`}${
        startSeconds !== undefined && html`${timeElement(startSeconds)}\n`
      }<p>${text}</p>\n`,
  )
  const title = language.startsWith('de') ? 'Transkript' : 'Transcript'
  return `<!doctype html>\n${
    html`<html lang="${language}">
<head>
<meta charset="utf-8">
<title>${title}</title>
</head>
<body>
${body}</body>
</html>
`.markup
  }`
}

/** A moment in the audio: to whole seconds for people, exactly for programs. */
export const timeElement = (seconds: number): Html =>
  html`<time datetime="PT${String(seconds)}S">${clockTime(seconds)}</time>`
