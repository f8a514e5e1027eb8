import type { ImportWords } from './de.ts'

/** The words of the pages on which a podcast moves in, in English. */
export const imports: ImportWords = {
  title: 'Move a podcast here',
  link: 'Move a podcast here from another host',
  about:
    'This brings a podcast here with everything: texts, audio, pictures, chapters, transcripts, people and dates. Subscribers notice nothing if the old host leads on to the new feed at the end. How that is done is told here then.',
  first: 'First, a dry run reads the feed alone and says what would come and what can’t. Nothing is changed by it.',
  url: 'Address of the present feed',
  urlHint: 'The address podcast apps subscribe to. The present host shows it as “RSS feed”.',
  slug: 'Address of the page here',
  slugHint: 'The last part of the address: a–z, 0–9 and hyphens. Without it, one is made from the title.',
  dryRun: 'Start dry run',
  start: 'Move it now',
  again: 'Import once more',
  startHint: 'Episodes keep their dates and are public here at once. The old feed stays as it is.',
  againHint:
    'As often as you like: what is here stays as it is. What is new comes in, what an episode lacks is added, and what failed is tried once more.',
  owner: 'The podcast is ours, and we may bring it here.',
  ownerHint: 'The feed is locked against imports at the old host. Without this confirmation it stays there.',
  former: 'Imports so far',
  columns: { feed: 'Feed', kind: 'Kind', state: 'State', begun: 'Begun' },
  kinds: { dryRun: 'Dry run', real: 'Import' },
  states: { waiting: 'Waiting', running: 'Running', done: 'Done', failed: 'Failed' },
  headings: {
    waiting: 'About to begin',
    running: 'Under way',
    dryRun: 'This would come',
    done: 'The podcast is here',
    failed: 'That failed',
  },
  reading: 'The feed is being read.',
  progress: 'Progress',
  told: (percent) => {
    if (percent === 0) return 'The first episodes are being looked at.'
    return percent === 100
      ? 'All episodes have been looked at.'
      : `At least ${percent}% of the episodes have been looked at.`
  },
  episodes: 'Episodes',
  counted: (done, total) =>
    `${done.toLocaleString('en')} of ${total === 1 ? 'one episode' : `${total.toLocaleString('en')} episodes`}`,
  leave: 'You can close this page. The import goes on, even when the service starts anew.',
  reload: 'Reload',
  warnings: 'What to know about it',
  steps: 'What to do now',
  toShow: 'To the podcast',
  feed: 'Address of the feed here',
  outcomes: {
    all: 'all',
    planned: (count) => `${count} would be imported`,
    imported: (count) => `${count} imported`,
    unchanged: (count) => `${count} ${count === 1 ? 'was' : 'were'} here already`,
    failed: (count) => `${count} failed`,
  },
  outcome: { planned: 'Would be imported', imported: 'Imported', unchanged: 'Was here already', failed: 'Failed' },
  filter: 'Episodes by what became of them',
  episodeColumns: { title: 'Episode', outcome: 'Outcome', told: 'Notes' },
  noTitle: '(without a title)',
  more: 'More episodes',
}
