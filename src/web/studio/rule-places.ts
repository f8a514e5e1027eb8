import type { Finding } from '../../feed/readiness.ts'

/** Where on the page of an episode a rule is met: the id of a field, or of a section where several are concerned. */
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
  'transcript-outside-audio': 'transcripts',
  'description-missing': 'description',
  'title-with-number': 'title',
  'title-with-show': 'title',
  'chapters-outside-audio': 'chapters',
  'description-cut': 'description',
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

/** Where among the pages of a show a rule is met, and the id of a field on it. */
const OF_SHOW: Readonly<Record<string, string>> = {
  'show-title-missing': 'settings#title',
  'show-text-too-long': 'settings#title',
  'show-description-missing': 'settings#description',
  'show-description-too-long': 'settings#description',
  'show-description-cut': 'settings#description',
  'language-invalid': 'settings#language',
  'category-missing': 'settings#categories',
  'category-unknown': 'settings#categories',
  'website-invalid': 'settings#website',
  'cover-missing': 'settings#artwork',
  'cover-size': 'settings#artwork',
  'cover-type': 'settings#artwork',
  'cover-small': 'settings#artwork',
  'cover-heavy': 'settings#artwork',
  'cover-alt-missing': 'settings#artworkAlt',
  'author-missing': 'settings#author',
  'owner-email-missing': 'settings#ownerEmail',
  'copyright-sign': 'settings#copyright',
  'show-hidden': 'settings#block',
  'show-complete': 'settings#complete',
  'show-moved': 'move',
  'trailer-missing': 'upload',
  'show-empty': 'upload',
}

/** The page of a show and the field on it that a rule is about; null for what only the operator of the host decides. */
export const placeInShow = (rule: string): string | null => OF_SHOW[rule] ?? null

/** Where whoever reads a finding of an episode mends it: a place on its page, or a page of its show. */
export function placeOf({ rule, subject }: Pick<Finding, 'rule' | 'subject'>, show: string): string {
  const anchor = subject === 'episode' ? OF_EPISODE[rule] : undefined
  return anchor ? `#${anchor}` : `/studio/shows/${show}/${placeInShow(rule) ?? 'feed'}`
}
