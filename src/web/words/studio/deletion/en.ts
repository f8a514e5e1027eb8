import type { DeletionWords } from './de.ts'

/** The words of the pages on which a podcast is deleted and brought back, in English. */
export const deletion: DeletionWords = {
  what: (published, others) =>
    `This concerns ${published === 1 ? 'one published episode' : `${published} published episodes`}${others > 0 ? ` and ${others === 1 ? 'one more' : `${others} more`} (drafts and scheduled ones)` : ''}.`,
  means: 'What deleting means',
  atOnce: [
    'At once the pages of the podcast, all episodes, their audio, their transcripts and the embedded players can no longer be reached.',
    'Instead of the feed, apps are answered “not found” (404). Subscriptions stay in the apps and show nothing new. What listeners have downloaded stays with them.',
  ],
  grace: (days, last) =>
    `Until ${last} (${days === 1 ? 'one day' : `${days} days`}) you can bring everything back as it was. Until then the podcast stands on the first page of the studio.`,
  noGrace: 'Nothing can be brought back then: on this service, deleting is final at once.',
  final: [
    'After that, texts, pictures, audio and transcripts are deleted for good. Feed and pages then answer “gone” (410), and apps end the subscription.',
    'The address stays taken for ever: nobody inherits your subscriptions.',
  ],
  moved: 'The feed goes on leading to its new place, afterwards too: nobody who wants to follow you there is lost.',
  instead: 'There are milder ways:',
  complete: 'No new episodes will come, and the old ones are to stay: “Complete” in the settings',
  move: 'The podcast goes to another host: move away',
  title: (title) => `Type the title to confirm: ${title}`,
  wrongTitle: (title) => `This is not the title of this podcast. Type: ${title}`,
  submit: 'Delete podcast',
  done: 'The podcast is deleted.',
  deleted: 'This podcast is deleted',
  until: (moment) => `It can still be brought back. It is deleted for good on ${moment}.`,
  restore: 'Bring back',
  restored: 'The podcast is back as it was.',
  list: 'Deleted podcasts',
  listHint: 'None of them can be reached. Until that day they can be brought back.',
  goneOn: 'is deleted for good on',
  seePage: 'So this page is not there now, and nothing can be saved here. Nothing is gone for good yet.',
  toPage: 'Who can bring it back, and until when',
  whoRestores: 'Whoever owns it can bring it back.',
}
