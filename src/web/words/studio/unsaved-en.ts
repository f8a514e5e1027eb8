import type { unsaved as German } from './unsaved-de.ts'

/** What is said while something can't be saved, in English. */
export const unsaved: typeof German = {
  keptHere: 'Not saved yet.',
  notYet: 'Not saved yet. Please check:',
  away: 'No connection. It is saved as soon as that is possible.',
  busy: 'Too many requests at once. What you typed is sent again by itself.',
  signedOut: 'You are signed out. Sign in in a new window, then it is saved here.',
  somebodyElse:
    'Somebody else is signed in in this browser by now. In a new window, sign out and sign in again with your own account, then it is saved here.',
  forbidden: 'You may not change this any more.',
  dated: 'The episode is scheduled or published by now. What you change here counts once you save it yourself.',
  refused: 'This can’t be saved as it is. Perhaps it is too long.',
  staysNot: 'This browser keeps nothing: copy your text before you leave the page, or wait until it is saved.',
}
