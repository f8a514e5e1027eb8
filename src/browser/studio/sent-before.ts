/** What is longer is not told: with what is typed it has to fit into one request, and into what a browser keeps. */
const MAX_CHARACTERS = 300_000

/** So many sendings are told, of which the host looks at each (web/sent-before.ts). */
const MOST = 10

/** What tells how a form was seen and what was answered, and is none of what is typed. */
export const isTyped = (name: string) => !['seen', 'sent', 'asked'].includes(name) && !name.startsWith('keep-')

/**
 * What was sent of a form and never heard of, once these fields are sent too: as the form has it in its field `sent`. Of
 * more than a few the first and the newest are told, since the line mostly breaks at one and comes back at the last.
 */
export function sentWith({ sent = '', ...fields }: Record<string, string>): string {
  const last = new URLSearchParams(Object.entries(fields).filter(([name]) => isTyped(name))).toString()
  const told = [...sent.split(' ').filter((one) => one !== '' && one !== last), last]
  const isTooMuch = () => told.length > MOST || told.join(' ').length > MAX_CHARACTERS
  while (told.length > 2 && isTooMuch()) told.splice(1, 1)
  return isTooMuch() ? '' : told.join(' ')
}
