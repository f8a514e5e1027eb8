/** What is said while something is saved, or can't be. */
export interface SavingWords extends Record<Unsaved, string> {
  saving: string
  restored: string
  notYet: string
  /** Behind each sentence on what is not saved: it stays in this browser, or it does not. */
  stays: string
  staysNot: string
}

/** What is in the way of an answer. */
export type Trouble = 'away' | 'signedOut' | 'forbidden' | 'refused'
type Unsaved = Trouble | 'keptHere'

/** Whether the same may be taken later. */
export const mayPass = (trouble: Trouble) => trouble === 'away' || trouble === 'signedOut'

/** Why something is not saved, and where it is meanwhile. */
export const unsaved = (words: SavingWords, why: Unsaved, { isKept }: { isKept: boolean }) =>
  `${words[why]} ${isKept ? words.stays : words.staysNot}`
