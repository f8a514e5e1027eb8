import type { Outcome } from './send-form.ts'

/** Shows the way to sign in beside what is said of saving, as long as that is what is in the way. */
export function offerSignIn(within: Element, outcome: Outcome<unknown>) {
  const way = within.querySelector<HTMLElement>('.sign-in')
  if (way) way.hidden = !('trouble' in outcome && outcome.trouble === 'signedOut')
}
