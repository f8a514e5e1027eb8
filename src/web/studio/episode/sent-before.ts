/** The field in which a script says what it sent of the same form, as changes of the same version, and never heard of. */
export const SENT = 'sent'

/** The first and the last of all that was sent: what stands at the host is one of them (browser/studio/sent-before.ts). */
const MOST = 2

/** These forms, as they were sent. */
export const sentBefore = (typed: URLSearchParams): URLSearchParams[] =>
  (typed.get(SENT) ?? '')
    .split(' ')
    .filter(Boolean)
    .slice(0, MOST)
    .map((text) => new URLSearchParams(text))
