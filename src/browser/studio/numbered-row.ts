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
