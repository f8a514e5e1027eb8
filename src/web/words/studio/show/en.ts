import type { ShowWords } from './de.ts'

/** The words of a show's page in the studio, in English. */
export const show: ShowWords = {
  episodes: 'Episodes',
  newEpisode: 'New episode',
  publicPage: 'Public page',
  empty: 'There is no episode in this podcast yet.',
  episodeDeleted: 'The episode is deleted.',
  created: 'Your podcast is created.',
  toDo: {
    heading: 'What to do next',
    done: 'done',
    steps: { cover: 'Upload the cover', upload: 'Upload the first episode', publish: 'Publish the first episode' },
    hints: {
      cover: 'A square picture, ideally 3000 × 3000 pixels. No directory takes a podcast without a cover.',
      upload:
        'An audio file: what stands in it fills the fields of the episode. Until you publish the episode, only those who work here see it.',
      publish: 'On the page of the episode, at once or at a set time. It says before what is missing.',
    },
  },
  search: 'Search episodes',
  count: (total) => (total === 1 ? '1 episode' : `${total.toLocaleString('en')} episodes`),
  columns: { date: 'Date', title: 'Title', number: 'Number', length: 'Length', status: 'Status' },
  status: {
    ...{ draft: 'Draft', returned: 'Sent back', waiting: 'Waiting for approval' },
    ...{ scheduled: 'Scheduled', published: 'Published' },
  },
  deleted: 'Deleted episodes',
  goneOn: 'is deleted for good on',
  whoRestores: 'Editors and owners can bring them back.',
}
