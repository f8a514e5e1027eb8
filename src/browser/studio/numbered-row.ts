/** What tells the fields of a row from those of others. */
const NAMING = ['id', 'name', 'for', 'aria-describedby']

/** Gives a row that is in use another number; what is typed in it stays. */
export function renumber(row: HTMLElement, prefix: string, number: number) {
  const former = new RegExp(`\\b${prefix}-\\d+(?=-)`, 'g')
  for (const part of row.querySelectorAll('*')) {
    for (const name of NAMING) {
      const value = part.getAttribute(name)
      const now = value?.replace(former, `${prefix}-${number}`)
      if (now !== undefined && now !== value) part.setAttribute(name, now)
    }
  }
}

/** A row of this number out of a template, which has one with the number 0: `prefix-0-name`. */
export function numberedRow(template: HTMLTemplateElement, prefix: string, number: number): HTMLElement {
  const row = template.content.firstElementChild!.cloneNode(true) as HTMLElement
  for (const part of [row, ...row.querySelectorAll('*')]) {
    for (const { name, value } of part.attributes) {
      if (value.includes(`${prefix}-0`)) part.setAttribute(name, value.replace(`${prefix}-0`, `${prefix}-${number}`))
    }
  }
  return row
}
