import type { Config } from '../../config.ts'
import type { Episode } from '../../episodes/episode.ts'
import { readTranscripts, type Transcript } from '../../episodes/transcript.ts'
import type { Cue } from '../../episodes/transcripts/cues.ts'
import { formatsFor, transcriptPath } from '../../episodes/transcripts/formats.ts'
import { paragraphsOf } from '../../episodes/transcripts/paragraphs.ts'
import { speakersToName } from '../../episodes/transcripts/speakers.ts'
import { timeElement } from '../../episodes/transcripts/write-html.ts'
import { clockTime } from '../../lib/duration.ts'
import { type Html, html } from '../../lib/html.ts'
import type { Services } from '../../services.ts'
import { transcriptUrl } from '../../shows/addresses.ts'
import { type Language, languageName } from '../languages.ts'
import { wordsFor } from '../words/words-for.ts'

/** Forms people take away; the others are for programs. */
const FOR_PEOPLE = new Set(['vtt', 'srt'])

/** All that is said in an episode, to read: open in the language that is spoken, closed in others. Null without a transcript. */
export async function transcriptSection(
  services: Services,
  episode: Episode,
  language: Language,
  media: Pick<Config, 'publicUrl'>,
): Promise<Html | null> {
  const transcripts = episode.transcripts.length > 0 ? await readTranscripts(services, episode.id) : []
  const [first, ...others] = transcripts.toSorted((a, b) => rank(episode, b.language) - rank(episode, a.language))
  if (!first) return null
  const words = wordsFor(language)
  const name = (transcript: Transcript) => languageName(transcript.language, language)
  const text = (transcript: Transcript) => spoken(media, episode, transcript, language)

  return html`<div class="transcript">
<h2 id="transcript">${words.transcript}</h2>
${text(first)}
${others.map((other) => html`<details><summary>${words.transcript}: ${name(other)}</summary>${text(other)}</details>`)}
</div>`
}

function spoken(media: Pick<Config, 'publicUrl'>, episode: Episode, transcript: Transcript, language: Language): Html {
  const words = wordsFor(language)
  const { state, times, cues } = transcript
  const label = `${words.transcript}: ${languageName(transcript.language, language)}`
  const paragraphs = paragraphsOf(cues)
  const names = speakersToName(paragraphs)
  const files = formatsFor(times).filter(({ extension }) => FOR_PEOPLE.has(extension))
  const end = `after-${transcript.language}`
  return html`<p class="quiet">${words.transcriptStates[state]}</p>
${times !== 'none' && html`<p class="over"><a href="#${end}">${words.overTranscript}</a></p>`}
<section class="spoken" aria-label="${label}" tabindex="0"><div lang="${transcript.language}">
${paragraphs.map((paragraph, at) => paragraphElement(paragraph, names[at]))}</div></section>
${
  files.length > 0 &&
  html`<p class="quiet files" id="${end}" tabindex="-1">${words.transcriptFiles}: ${files.map(
    (format, at) =>
      html`${at > 0 && ', '}<a href="${transcriptUrl(media, transcriptPath(episode, transcript, format))}" download>${format.extension.toUpperCase()}</a>`,
  )}</p>`
}`
}

/** Its time leads to its second: the player goes there, and without script the page begins there. */
const paragraphElement = ({ startSeconds, text }: Cue, name: string | undefined) =>
  html`<p>${startSeconds !== undefined && html`<a href="?t=${clockTime(startSeconds)}">${timeElement(startSeconds)}</a> `}${name && html`<cite>${name}:</cite> `}${text}</p>\n`

/** What is spoken before its relatives, those before all others. */
function rank(episode: Episode, language: string): number {
  const spoken = episode.language ?? episode.show.language
  const base = (tag: string) => tag.slice(0, 2)
  return language.toLowerCase() === spoken.toLowerCase() ? 2 : base(language) === base(spoken) ? 1 : 0
}
