import type { publication as German, when as GermanWhen } from './publication-de.ts'

const open = { now: 'Publish', ahead: 'Schedule', either: 'Publish or schedule' }

export const when: typeof GermanWhen = {
  day: 'Day',
  time: 'Time',
  zone: (name) => `The clocks of ${PLACES[name] ?? name} count.`,
  noDay: 'Give the day for this time.',
  noTime: 'Give the time for this day.',
  badDay: 'There is no such day. Write it like this: 2026-12-01.',
  badYear: 'Choose a day in the years 1970 to 2100.',
  badTime: 'There is no such time. Write it like this: 06:00.',
  leftOut: 'There is no such time on that day, because clocks are put forward. Take an hour earlier or later.',
  twice: 'This time comes twice on that day, because clocks are put back. Choose which of the two you mean.',
  turn: 'Which of the two?',
  choose: 'Please choose',
}

const PLACES: Record<string, string> = { 'Europe/Berlin': 'Berlin' }

export const publication: typeof German = {
  heading: 'Publication',
  told: {
    draft: () => '',
    scheduled: (moment) => `The episode appears on ${moment}.`,
    published: (moment) => `The episode has been published since ${moment}.`,
  },
  ready: 'Nothing is in the way of publication.',
  blocked: 'What is still missing',
  setAside: 'What was set aside',
  because: (reason) => `Reason: ${reason}`,
  advice: (count) => (count === 1 ? 'One piece of advice' : `${count} pieces of advice`),
  when: 'When is the episode to appear?',
  change: 'When is the episode to appear instead?',
  now: 'Now',
  atMoment: 'At this moment (one in the past is allowed):',
  savesFirst: 'Not everything on this page is saved yet. Please look first:',
  kept: {
    keptHere: 'The moment does not hold yet.',
    stays: 'What you chose stays in this browser.',
    staysNot: 'This browser keeps nothing: what you chose is lost if you leave the page without sending it.',
  },
  button: {
    draft: open,
    returned: open,
    waiting: { now: 'Approve and publish', ahead: 'Approve and schedule', either: 'Approve' },
    scheduled: { now: 'Publish now', ahead: 'Change the date', either: 'Publish, or change the date' },
    published: { now: 'Change the date', ahead: 'Take back and schedule', either: 'Change the date' },
  },
  noMoment: 'Give the day and the time, or choose “Now”.',
  changedMeanwhile: (moment, isOwn) => {
    const who = isOwn ? 'In another window you yourself' : 'Somebody else'
    const what = moment ? `changed the publication meanwhile: to ${moment}.` : 'made the episode a draft meanwhile.'
    return `${who} ${what} Send yours again if it is to hold all the same.`
  },
  somebodyElse: 'somebody else',
  unknownChanges: (name, changed) =>
    `Nothing was published: since you opened this page, ${name} has changed the episode. Other than before: ${changed}. Look at what is new. If it is to appear like this, send yours again.`,
  toChanges: 'What was changed is in the history',
  nowOrThen: 'You chose “Now” and typed a moment. Choose “At this moment”, or empty day and time.',
  reason: {
    'transcript-missing': 'Publish without a transcript, because …',
    'show-moved': 'Publish here although the podcast moved, because …',
  },
  otherReason: 'Publish all the same, because …',
  reasonOfEditors: 'Whoever may publish gives the reason.',
  reasonHint: '10 to 500 characters. The reason stays with the episode.',
  numberNeeded: 'Add the number of the episode: in this podcast each full episode has one.',
  takeBack: { scheduled: 'Do not publish after all', published: 'Take the publication back' },
  takeBackMeans: {
    scheduled: 'The episode is a draft again. Nobody has heard it yet.',
    published:
      'The episode is a draft again: its page, player and audio are out of reach at once, and the feed does not name it any more. Whoever loaded it already keeps it. If you publish it again later, apps know it as the same episode.',
  },
  afterwards: 'What comes next',
  toPage: 'See the page of the episode',
  worksThen: 'You can pass on address and code already. They work from the moment of publication.',
  address: 'Address of the page',
  embed: 'Code to embed it in other websites',
  feed: 'Address of the feed',
  whenInApps: 'When do apps show the episode?',
  inApps:
    'On its page and in embedded players it can be heard as soon as it is published. Podcast apps look for new episodes by themselves: most within an hour, some only after several hours or by the next day. There is nothing more for you to do.',
  moved:
    'On its page and in embedded players it can be heard as soon as it is published. The feed has moved: apps that followed the move no longer read new episodes from here. Publish the episode at the new host for them to show it.',
  somebody: 'Somebody',
  waiting: (name, moment) => `${name} asks for approval (${moment}).`,
  wished: (moment) => `Wished for ${moment}.`,
  wishedSoon: 'Wished for as soon as it is approved.',
  sentBack: (name) => `${name} sent the episode back:`,
  askHint: 'Editors publish. Ask them for approval when everything is done.',
  wish: 'When is the episode to appear? Empty means: as soon as it is approved.',
  ask: 'Ask for approval',
  withdraw: 'Withdraw the request',
  cannotAsk: {
    noAudio: 'Upload the audio first.',
    published: 'The episode has a date of publication by now.',
  },
  answer: 'What is still to be done?',
  answerHint: 'At most 500 characters. Whoever asked reads this sentence.',
  noAnswer: 'Say in 1 to 500 characters what is still to be done.',
  noReview: 'Nobody asks for the approval of this episode any more.',
  sendBack: 'Send back',
  awaiting: 'Waiting for your approval',
  sentBackToYou: 'Sent back to you',
}
