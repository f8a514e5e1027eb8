/** An element as the `podcast` package takes it: {name: text}, with `_attr` its attributes, with a list its children. */
export type Element = Record<string, unknown>

type Absent = null | undefined | false | '' | 0

/** The elements of a list that are there. */
export const present = (elements: (Element | Absent)[]) => elements.filter((element) => !!element) as Element[]

/** An element with the attributes that have a value, and perhaps a text. */
export function element(name: string, attributes: Record<string, string | number | Absent>, text?: string): Element {
  const given = Object.entries(attributes).filter(([, value]) => value || value === 0)
  if (given.length === 0) return { [name]: text }
  const _attr = Object.fromEntries(given)
  return { [name]: text ? [{ _attr }, text] : { _attr } }
}
