import type { Transcript } from '../../../episodes/transcript.ts'
import type { Cue } from '../../../episodes/transcripts/cues.ts'
import { type PagePath, pathIn } from '../../languages.ts'
import { type EpisodeView, episodePath } from '../episode/section.ts'
import type { FieldErrors } from '../form.ts'

/** A transcript on its page, and what of it comes back because something was wrong. */
export interface TranscriptView extends Omit<EpisodeView, 'again'> {
  transcript: Transcript
  again: TranscriptAgain | null
}

export interface TranscriptAgain {
  typed: URLSearchParams
  errors: FieldErrors
  /** What others made of lines meanwhile, by the number of the line; null where it is gone. */
  theirs?: Map<number, Cue | null>
}

/** Where the lines of a transcript are corrected. */
export const transcriptPath = (episode: EpisodeView['episode'], language: string): PagePath & string =>
  `${episodePath(episode)}/transcripts/${language}`

export const transcriptHref = ({ language, episode, transcript }: TranscriptView): string =>
  pathIn(language, transcriptPath(episode, transcript.language))

/** Who speaks in it, in the order in which they begin. */
export const speakersIn = ({ transcript }: Pick<TranscriptView, 'transcript'>): string[] => [
  ...new Set(transcript.cues.flatMap(({ speaker }) => speaker ?? [])),
]
