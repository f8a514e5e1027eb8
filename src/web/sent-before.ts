import { Refusal } from '../lib/errors.ts'

/** The field in which a script says what it sent before, as changes of the same version, and never heard of. */
export const SENT = 'sent'

/** As many as a script tells (browser/studio/sent-before.ts). */
const MOST = 10

/** What was typed in these, as far as they could be read: what is refused was not saved. */
export function sentBefore<Sent>(typed: URLSearchParams, read: (fields: URLSearchParams) => Sent): Sent[] {
  const forms = (typed.get(SENT) ?? '').split(' ').filter(Boolean).slice(0, MOST)
  return forms.flatMap((text) => {
    try {
      return [read(new URLSearchParams(text))]
    } catch (error) {
      if (error instanceof Refusal) return []
      throw error
    }
  })
}
