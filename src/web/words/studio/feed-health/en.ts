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
  xml: 'The feed as apps read it (XML)',
  beginning: 'The feed is long. This is its beginning.',
  none: 'The feed is being made. Load this page again in a minute.',
  moved: 'This podcast has moved. Its feed is here now:',
  met: (met, all) => `${met} of ${all} rules are met`,
  read: {
    heading: 'What apps find in it',
    hint: 'Read from the feed itself, as it is served at the moment.',
    missing: 'not in it',
    facts: {
      ...{ title: 'Title', author: 'Published by', description: 'Description', language: 'Language' },
      ...{ categories: 'Categories', cover: 'Cover', explicit: 'For adults only', type: 'Order' },
      ...{ owner: 'Owner', copyright: 'Rights', link: 'Website', guid: 'podcast:guid' },
      locked: 'Locked against moves',
    },
    episodes: (count) => (count === 1 ? 'The newest episode in it' : `The ${count} newest episodes in it`),
    columns: { title: 'Title', date: 'Date', length: 'Length', audio: 'Audio', also: 'Also' },
    also: { transcript: 'Transcript', chapters: 'Chapters', persons: 'People' },
  },
}
