/** What is longer is not told: with what is typed it has to fit into one request, and into what a browser keeps. */
const MAX_CHARACTERS = 300_000

/** What tells how a form was seen and what was answered, and is none of what is typed. */
export const isTyped = (name: string) => !['seen', 'sent', 'asked'].includes(name) && !name.startsWith('keep-')

/**
 * What was sent of a form and never heard of, once these fields are sent too: as the form has it in its field `sent`. Of
 * many only the first and the last are told, since the line mostly breaks at one and comes back at the other.
 */
export function sentWith({ sent = '', ...fields }: Record<string, string>): string {
  const [first] = sent.split(' ')
  const last = new URLSearchParams(Object.entries(fields).filter(([name]) => isTyped(name))).toString()
  const told = first && first !== last ? `${first} ${last}` : last
  return told.length > MAX_CHARACTERS ? '' : told
}
