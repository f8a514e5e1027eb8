/** What is said while something is saved, or can't be. */
export interface SavingWords extends Record<Unsaved, string> {
  saving: string
  restored: string
  notYet: string
  /** Behind each sentence on what is not saved: it stays in this browser, or it does not. */
  stays: string
  staysNot: string
}

export type UnsavedWords = Omit<SavingWords, 'saving' | 'restored'>

/** That the same was changed elsewhere meanwhile, and the button that shows both versions. */
export interface ComparingWords extends SavingWords {
  conflict: string
  compare: string
}

/** What is in the way of an answer. */
export type Trouble = 'away' | 'busy' | 'signedOut' | 'somebodyElse' | 'forbidden' | 'refused' | 'dated'
type Unsaved = Trouble | 'keptHere'

/** How soon it is tried again when the host can't be reached. */
export const RETRY_MILLISECONDS = 10_000

/** What was in the way, and how soon the same may be sent again where the host says so. */
export interface Unanswered {
  trouble: Trouble
  waitMilliseconds?: number
}

const MAY_PASS: readonly Trouble[] = ['away', 'busy', 'signedOut', 'somebodyElse']

/**
 * What is said where nothing could be sent, and how soon it goes again by itself, null being never. What was typed since
 * is not `meant` to be saved where nobody asked for that: it waits for the button.
 */
export function notSaved(
  words: UnsavedWords,
  { trouble, waitMilliseconds = RETRY_MILLISECONDS }: Unanswered,
  kept: { isKept: boolean },
  isMeant = true,
) {
  const mayPass = MAY_PASS.includes(trouble)
  return {
    sentence: unsaved(words, isMeant || !mayPass ? trouble : 'keptHere', kept),
    againIn: isMeant && mayPass ? waitMilliseconds : null,
  }
}

/** Why something is not saved, and where it is meanwhile. */
export const unsaved = (words: UnsavedWords, why: Unsaved, { isKept }: { isKept: boolean }) =>
  `${words[why]} ${isKept ? words.stays : words.staysNot}`
