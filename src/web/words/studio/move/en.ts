import type { MoveWords } from './de.ts'

/** The words of the page on which a podcast moves away, in English. */
export const move: MoveWords = {
  here: 'The feed lives here.',
  announced: (moment) => `The move is announced. From ${moment} on, the feed leads to:`,
  moved: (moment) => `The feed has moved. Since ${moment} it leads to:`,
  named: 'The feed names the new address to apps already.',
  way: 'To the move',
  done: { saved: 'The move is saved.', back: 'The move is taken back.' },
  takeBack: 'Take the move back',
  takeBackMeans: 'The feed lives here again at once. Apps that followed the move already stay with the new host.',
  unlock: {
    heading: 'First: unlock the feed',
    about: (field) =>
      `In the settings “${field}” says “Yes”. A new host that honours it does not take the feed over like this. Set it to “No” before you move.`,
    link: 'To this field in the settings',
  },
  means: 'What a move means',
  meanings: [
    'The feed tells apps the new address at once. From the moment you choose, the old address leads there.',
    'Whoever subscribed to the podcast keeps it and need not do anything.',
    'You publish new episodes at the new host then. Apps no longer read new ones from here.',
    'The pages and audio files here stay until you delete the podcast. Leave the move as it is for at least six months before you do: some apps ask rarely.',
  ],
  to: 'New address of the feed',
  toHint: 'The whole address at the new host, such as https://podcast.example/feed.xml.',
  when: 'From when on the old address leads there',
  whenHint: 'Both empty: at once.',
  scheduled:
    'These episodes are still scheduled. They appear on the pages here, but apps that follow the move read them no more. Publish them at the new host, or move after the last of their dates.',
  move: 'Move',
  sure: {
    heading: 'Move the feed now?',
    means: 'From now on the feed permanently redirects to this address:',
    kept: 'Apps remember that. A typing error loses subscribers, even if you take the move back.',
    yes: 'Yes, move at once',
    no: 'Do not move',
  },
  change: 'Change the move',
}
