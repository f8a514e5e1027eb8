import { numberedRow } from './numbered-row.ts'

/**
 * Gives each list of rows as many as there are among these names of fields, such as `person-2-name`: the list stands
 * before its `<template data-rows="person">`.
 */
export function putRows(form: HTMLFormElement, names: string[]) {
  for (const template of form.querySelectorAll<HTMLTemplateElement>('template[data-rows]')) {
    const prefix = template.dataset.rows!
    const list = template.previousElementSibling!
    const count = Math.max(...names.map((name) => numberIn(prefix, name)))
    while (list.childElementCount > count) list.lastElementChild!.remove()
    while (list.childElementCount < count) list.append(rowOf(template, prefix, list.childElementCount + 1))
    const add = form.querySelector<HTMLButtonElement>(`[value="add-${prefix}"]`)!
    add.formAction = add.formAction.replace(/-\d+-(?=\w+$)/, `-${count + 1}-`)
  }
}

/** The fields that are not as they were sent, by what the host says of them; of rows also those that are there no more. */
export function othersIn(form: HTMLFormElement, sent: Record<string, string>, values: Record<string, string>) {
  const prefixes = [...form.querySelectorAll<HTMLTemplateElement>('template[data-rows]')].map(
    (one) => one.dataset.rows!,
  )
  const isOfRow = (name: string) => prefixes.some((prefix) => numberIn(prefix, name) > 0)
  const told = Object.keys(values).filter((name) => name in sent || isOfRow(name))
  const gone = told.length > 0 ? Object.keys(sent).filter((name) => isOfRow(name) && !(name in values)) : []
  return [...told, ...gone].filter((name) => (values[name] ?? '') !== (sent[name] ?? ''))
}

const numberIn = (prefix: string, name: string) => Number(new RegExp(`^${prefix}-(\\d+)-`).exec(name)?.[1] ?? 0)

function rowOf(template: HTMLTemplateElement, prefix: string, number: number): HTMLElement {
  const row = numberedRow(template, prefix, number)
  for (const told of row.querySelectorAll('legend, button'))
    told.textContent = told.textContent.replace('0', String(number))
  return row
}
