import type { EpisodeWords } from './de.ts'

/** The words of the episode page, in English. */
export const episode: EpisodeWords = {
  status: { draft: 'Draft', scheduled: 'Scheduled for', published: 'Published' },
  publicPage: 'Public page',
  readOnly: 'You may look at this episode, but not change it.',
  parts: 'Parts of this page',
  saved: 'Saved.',
  texts: {
    heading: 'Title and texts',
    title: 'Title',
    shortTitle: 'Short title',
    description: 'Description',
    notes: 'Show notes',
    hints: {
      title: 'What it is about, in a few words. Apps show the number by themselves.',
      shortTitle: 'For apps that show number and season beside it. Without one they take the title.',
      description: 'Two or three sentences for lists and search.',
      notes: 'Everything that belongs to the episode: links, sources, contacts.',
    },
    save: 'Save texts',
  },
  facts: {
    heading: 'Facts',
    number: 'Number',
    season: 'Season',
    type: 'Kind of episode',
    types: { full: 'Full episode', trailer: 'Trailer', bonus: 'Bonus' },
    author: 'Who speaks or publishes',
    language: 'Language',
    explicit: 'For adults only',
    explicitAnswers: { '': 'As the podcast', false: 'No', true: 'Yes' },
    recordedOn: 'Recorded on',
    slug: 'Address of the page',
    hints: {
      number: 'For example 12. In podcasts with an order each full episode has one.',
      season: 'For example 2.',
      type: undefined,
      author: "Without it the podcast's counts.",
      language: "As its code: de, en, de-DE. Without it the podcast's counts.",
      explicit: undefined,
      recordedOn: 'Day, month or year: 2026-10-25, 2026-10 or 2026.',
      slug: 'The last part of the address. The one before goes on leading here.',
    },
    save: 'Save facts',
  },
}
