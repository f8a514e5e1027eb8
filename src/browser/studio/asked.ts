/** Where a form asks which of two versions is kept. */
export const askedIn = (form: HTMLFormElement): string[] =>
  [...form.querySelectorAll<HTMLInputElement>('[name=asked]')].map(({ value }) => value)

/** The questions in a form that came without them, for what was typed while they stood there: sent, it comes back with both versions. */
export function askAgain(form: HTMLFormElement, names: string[]) {
  for (const name of names) {
    const field = document.createElement('input')
    field.type = 'hidden'
    field.name = 'asked'
    field.value = name
    form.append(field)
  }
}
