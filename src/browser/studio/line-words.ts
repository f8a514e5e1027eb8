import type { SavingWords } from './saving-words.ts'
import type { Counted } from './words.ts'

/** Every word that correcting the lines of a transcript shows or says. The host sends them; `{…}` is filled in. */
export interface LineWords extends SavingWords {
  /** "Zeile {n}" */
  line: string
  start: string
  end: string
  speaker: string
  text: string
  play: string
  split: string
  join: string
  /** The same in full, for who does not see the rows. */
  joinNext: string
  remove: string
  undo: string
  undone: string
  /** "Zeile {n} ist geteilt." */
  wasSplit: string
  wasJoined: string
  wasRemoved: string
  /** "In {n} Zeilen geändert." */
  renamed: Counted
  /** "Zeilen {from} bis {to}" */
  part: string
  badTime: string
  /** Behind it are the fields, as "Zeile 3, Beginn". */
  unread: string
  /** Behind buttons that lead to fields. */
  furtherWrong: Counted
  /** Where there is nothing to be saved. */
  allSaved: string
  theirs: string
  mine: string
  takeMine: string
  leaveTheirs: string
  conflict: string
}
