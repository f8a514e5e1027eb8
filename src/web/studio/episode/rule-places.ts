import type { Finding } from '../../../feed/readiness.ts'

/** Where on the episode page a rule is met: the id of a field, or of a section where several are concerned. */
const OF_EPISODE: Readonly<Record<string, string>> = {
  'title-missing': 'title',
  'text-too-long': 'texts',
  'description-too-long': 'description',
  'guid-missing': 'facts',
  'number-needed': 'number',
  'number-invalid': 'number',
  'number-taken': 'number',
  'artwork-size': 'cover',
  'artwork-type': 'cover',
  'artwork-missing': 'cover',
  'artwork-alt-missing': 'cover',
  'transcript-missing': 'transcripts',
  'transcript-language': 'transcripts',
  'transcript-unchecked': 'transcripts',
  'transcript-without-times': 'transcripts',
  'description-missing': 'description',
  'title-with-number': 'title',
  'title-with-show': 'title',
  'chapters-outside-audio': 'chapters',
  'chapters-late': 'chapters',
  'soundbites-outside-audio': 'soundbites',
  'soundbites-length': 'soundbites',
  'episode-hidden': 'facts',
  'no-audio': 'audio',
  'audio-type': 'audio',
  'audio-ending': 'audio',
  'audio-address': 'audio',
  'audio-empty': 'audio',
  'audio-without-duration': 'audio',
  'audio-bitrate-low': 'audio',
  'audio-sample-rate': 'audio',
  'audio-index-last': 'audio',
}

/** What is no setting of the show's page but has one of its own. */
const OF_SHOW: Readonly<Record<string, string>> = {
  'show-complete': 'settings',
  'show-moved': 'move',
  'address-insecure': 'feed',
  'trailer-missing': 'upload',
  'show-empty': 'upload',
}

/** Where whoever reads a finding mends it: a place on the episode page, or a page of its show. */
export function placeOf({ rule, subject }: Pick<Finding, 'rule' | 'subject'>, show: string): string {
  const anchor = subject === 'episode' ? OF_EPISODE[rule] : undefined
  return anchor ? `#${anchor}` : `/studio/shows/${show}/${OF_SHOW[rule] ?? 'settings'}`
}
