import type { Trouble } from './saving-words.ts'
import type { Outcome } from './send-form.ts'

const GO_BY_SIGNING_IN: readonly Trouble[] = ['signedOut', 'somebodyElse']

/** Shows the way to sign in beside what is said of saving, as long as that is what is in the way. */
export function offerSignIn(within: Element, outcome: Outcome<unknown>) {
  const way = within.querySelector<HTMLElement>('.sign-in')
  if (way) way.hidden = !('trouble' in outcome && GO_BY_SIGNING_IN.includes(outcome.trouble))
}

/** The way to sign in where the page came without one; shown by `offerSignIn`. */
export function wayToSignIn({ label, href }: { label: string; href: string }): HTMLElement {
  const [way, link] = [document.createElement('p'), document.createElement('a')]
  way.className = 'sign-in'
  way.hidden = true
  link.href = href
  link.target = '_blank'
  link.textContent = label
  way.append(link)
  return way
}
