import { hashedName } from '../../shows/addresses.ts'
import type { Cue, Times } from './cues.ts'
import { writeTranscriptHtml } from './write-html.ts'
import { writeTranscriptJson } from './write-json.ts'
import { writeSrt } from './write-srt.ts'
import { writeVtt } from './write-vtt.ts'

/** A form a transcript is offered in. Its type is announced and served exactly like this: each is UTF-8 by itself. */
export interface TranscriptFormat {
  extension: 'vtt' | 'srt' | 'json' | 'html'
  type: string
  needsTimes: boolean
  /** Whether it is meant for captions, where each cue has its own end. */
  hasCaptions: boolean
  write(cues: Cue[], language: string): string
}

/** The best for apps first: Apple shows speakers from WebVTT only. */
const FORMATS: TranscriptFormat[] = [
  { extension: 'vtt', type: 'text/vtt', needsTimes: true, hasCaptions: true, write: writeVtt },
  { extension: 'srt', type: 'application/x-subrip', needsTimes: true, hasCaptions: true, write: writeSrt },
  { extension: 'json', type: 'application/json', needsTimes: true, hasCaptions: false, write: writeTranscriptJson },
  { extension: 'html', type: 'text/html', needsTimes: false, hasCaptions: false, write: writeTranscriptHtml },
]

/** The forms for a transcript with such times: without any, only text to read. */
export const formatsFor = (times: Times) => FORMATS.filter(({ needsTimes }) => !needsTimes || times !== 'none')

interface Placed {
  slug: string
  show: { slug: string }
}

/** Where a form is fetched, below /transcripts/: in small letters throughout. */
export const transcriptPath = (
  { slug, show }: Placed,
  { language, sha256 }: { language: string; sha256: string },
  { extension }: Pick<TranscriptFormat, 'extension'>,
) => `${show.slug}/${hashedName(`${slug}-${language.toLowerCase()}`, sha256, extension)}`
