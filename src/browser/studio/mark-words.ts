import type { ComparingWords } from './saving-words.ts'

/** Every word the marking of chapters shows or says. The host sends them with the page; `{…}` is filled in. */
export interface MarkWords extends RowWords, SaverWords {
  /** What the player is called. */
  player: string
  mark: string
  markHint: string
  /** "{name} beginnt bei {time}." */
  marked: string
  /** "{name} beginnt hier schon." */
  there: string
  add: string
}

/** In each row. */
export interface RowWords {
  /** "Kapitel {n}" */
  chapter: string
  listen: string
  earlier: string
  later: string
  here: string
  remove: string
  /** "{name} ist entfernt." */
  removed: string
  undo: string
}

/** About saving. */
export interface SaverWords extends ComparingWords {
  untitled: string
}
