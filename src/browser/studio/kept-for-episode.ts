import { keptText } from './kept-text.ts'
import type { TypedName } from './typed-inputs.ts'

/** In which form of the episode's page a field stands. */
const FORMS: Record<string, TypedName[]> = { texts: ['title', 'description'], facts: ['season', 'number'] }

/**
 * What is typed beside a file and not saved, where the forms of the episode's page look for it: they bring it back as a
 * change of the version it was typed upon.
 */
export function keptForEpisode(person: string, address: string) {
  const path = new URL(address, location.href).pathname
  const forms = Object.entries(FORMS).map(([form, names]) => ({
    ...{ form, names },
    kept: keptText(`sendeplatz:${person}:${path}/${form}`),
    isWritten: false,
  }))
  return {
    get isKept() {
      return forms.every(({ kept }) => kept.isKept)
    },
    /** Where on that page it stands: in the first form that has any of it. */
    get place() {
      const first = forms.find(({ isWritten }) => isWritten)
      return first ? `${address}#${first.form}` : address
    },
    /** `sent` of the same version, without an answer yet. */
    write({ seen, sent }: { seen: number; sent: string }, unsaved: Partial<Record<TypedName, string>>) {
      for (const form of forms) {
        const own = form.names.filter((name) => name in unsaved).map((name) => [name, unsaved[name]])
        if (own.length > 0) form.kept.write(JSON.stringify({ seen: String(seen), sent, ...Object.fromEntries(own) }))
        else if (form.isWritten) form.kept.saved()
        form.isWritten = own.length > 0
      }
    },
  }
}
