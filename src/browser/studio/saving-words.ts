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
export type Trouble = 'away' | 'signedOut' | 'forbidden' | 'refused' | 'dated'
type Unsaved = Trouble | 'keptHere'

/**
 * What is said where nothing could be sent, and whether it goes again by itself. What was typed since is not `meant` to
 * be saved where nobody asked for that: it waits for the button.
 */
export function notSaved(words: UnsavedWords, trouble: Trouble, kept: { isKept: boolean }, isMeant = true) {
  const mayPass = trouble === 'away' || trouble === 'signedOut'
  return {
    sentence: unsaved(words, isMeant || !mayPass ? trouble : 'keptHere', kept),
    goesAgain: isMeant && mayPass,
  }
}

/** Why something is not saved, and where it is meanwhile. */
export const unsaved = (words: UnsavedWords, why: Unsaved, { isKept }: { isKept: boolean }) =>
  `${words[why]} ${isKept ? words.stays : words.staysNot}`
