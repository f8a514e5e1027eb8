import type { Config } from '../config.ts'
import type { Episode } from '../episodes/episode.ts'
import { formatsFor, transcriptPath } from '../episodes/transcripts/formats.ts'
import { transcriptUrl } from '../shows/addresses.ts'
import { type Element, element } from './element.ts'

/**
 * A `podcast:transcript` for each language and form an episode's transcript is offered in, with exactly the type it is
 * served with. Captions are only those whose cues each have an end of their own.
 */
export function transcriptElements(config: Config, episode: Episode): Element[] {
  return episode.transcripts.flatMap((transcript) =>
    formatsFor(transcript.times).map((format) =>
      element('podcast:transcript', {
        url: transcriptUrl(config, transcriptPath(episode, transcript, format)),
        type: format.type,
        language: transcript.language,
        rel: format.hasCaptions && transcript.times === 'spans' && 'captions',
      }),
    ),
  )
}
