import type { ShowWords } from './de.ts'

/** The words of a show's page in the studio, in English. */
export const show: ShowWords = {
  episodes: 'Episodes',
  ways: 'What you can do with this podcast',
  way: { upload: 'Upload an episode', settings: 'Settings', feed: 'Check the feed', move: 'Move away' },
  publicPage: 'Public page',
  empty: 'There is no episode in this podcast yet.',
  first: 'The first episode',
  firstHint:
    'Upload an audio file. What stands in it fills the fields of the episode. Until you publish it, only those who work here see it.',
  search: 'Search episodes',
  find: 'Search',
  count: (total) => (total === 1 ? '1 episode' : `${total.toLocaleString('en')} episodes`),
  columns: { date: 'Date', title: 'Title', number: 'Number', length: 'Length', status: 'Status' },
  status: { draft: 'Draft', scheduled: 'Scheduled', published: 'Published' },
  pages: 'Pages',
  previous: 'Previous page',
  next: 'Next page',
  pageOf: (page, pages) => `Page ${page} of ${pages}`,
  deleted: 'Deleted episodes',
  goneOn: 'is deleted for good on',
  restore: 'Bring back',
}
