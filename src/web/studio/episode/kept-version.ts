/** The name under which a form tells where it asks which of two versions is kept. */
export const ASKED = 'asked'

/** The answers beside a field that somebody else changed too are named after it. */
export const keepName = (name: string) => `keep-${name}`

/** Where a form asks which version is kept. */
export const askedIn = (typed: URLSearchParams): string[] => typed.getAll(ASKED)

/** Where nobody answered. */
export const unanswered = (typed: URLSearchParams) => askedIn(typed).filter((name) => !typed.get(keepName(name)))

/** The same form, asking about these too: what was answered before was about another version. */
export function askAbout(typed: URLSearchParams, names: string[]): URLSearchParams {
  const again = new URLSearchParams(typed)
  for (const name of names) {
    again.delete(keepName(name))
    if (!askedIn(again).includes(name)) again.append(ASKED, name)
  }
  return again
}
