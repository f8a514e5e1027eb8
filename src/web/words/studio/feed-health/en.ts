import type { FeedHealthWords } from './de.ts'

/** The words of the page on which a feed is checked, in English. */
export const feedHealth: FeedHealthWords = {
  health: 'What directories check',
  healthy: 'Nothing is in the way: directories can take this podcast.',
  blocked: 'This is in the way, also of publishing any episode:',
  advice: 'This makes it better',
  feed: 'The feed',
  address: 'Address for directories and apps',
  changed: 'Last changed',
  episodes: 'Episodes in it',
  size: 'Size',
  kilobytes: (count) => `${count.toLocaleString('en')} kB`,
  xml: 'The feed as apps read it (XML)',
  beginning: 'The feed is long. This is its beginning.',
  none: 'The feed is being made. Load this page again in a minute.',
  moved: 'This podcast has moved. Its feed is here now:',
}
