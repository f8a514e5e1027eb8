/** What is said while something is saved, or can't be. */
export interface SavingWords {
  saving: string
  restored: string
  keptHere: string
  notYet: string
  away: string
  signedOut: string
  forbidden: string
}
