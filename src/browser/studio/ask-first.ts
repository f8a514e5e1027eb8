import { button } from './button.ts'

interface Question {
  heading: string
  level: 'h2' | 'h3' | 'h4'
  sentences: string[]
  /** Of which one has to be chosen. */
  choice?: { label: string; options: { value: string; label: string; lang: string }[] }
  yes: string
  no: string
}

/**
 * A question on the page, before something is done that can't be taken back or that nobody can guess. It has the focus.
 * Answers with what was chosen, empty where there was nothing to choose; with null where it is not to be done.
 */
export function askFirst(element: HTMLElement, question: Question): Promise<string | null> {
  const heading = document.createElement(question.level)
  heading.textContent = question.heading
  heading.id = 'asked-first'
  const sentences = question.sentences.map((sentence) => {
    const paragraph = document.createElement('p')
    paragraph.textContent = sentence
    return paragraph
  })
  const select = question.choice && document.createElement('select')
  const { promise, resolve } = Promise.withResolvers<string | null>()
  const answer = (chosen: string | null) => {
    element.hidden = true
    element.replaceChildren()
    resolve(chosen)
  }
  const yes = button(question.yes, () => answer(select?.value ?? ''), { looks: 'button' })
  const no = button(question.no, () => answer(null))
  const row = document.createElement('p')
  row.className = 'answers'
  row.append(yes, no)
  element.replaceChildren(heading, ...sentences, ...(select ? [fieldOf(select, question.choice!)] : []), row)
  element.className = 'notice asked'
  element.role = 'group'
  element.tabIndex = -1
  element.setAttribute('aria-labelledby', heading.id)
  element.hidden = false
  element.focus()
  return promise
}

function fieldOf(select: HTMLSelectElement, { label, options }: NonNullable<Question['choice']>) {
  const field = document.createElement('div')
  const name = document.createElement('label')
  field.className = 'field'
  select.id = 'asked-choice'
  name.htmlFor = select.id
  name.textContent = label
  for (const { value, label, lang } of options) {
    const option = new Option(label, value)
    option.lang = lang
    select.append(option)
  }
  field.append(name, select)
  return field
}
