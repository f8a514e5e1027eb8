import type { UploadWords } from './words.ts'

/** What can be typed beside a file. */
export const NAMES = ['title', 'description', 'season', 'number'] as const
export type TypedName = (typeof NAMES)[number]

/** The fields beside a file, and a sentence at each where something is wrong with it. */
export function typedInputs(words: UploadWords, item: number) {
  const input = () => document.createElement('input')
  const inputs = { title: input(), description: document.createElement('textarea'), season: input(), number: input() }
  const errors = new Map(NAMES.map((name) => [name, document.createElement('p')]))

  function fieldOf(name: TypedName) {
    const [field, label] = [document.createElement('div'), document.createElement('label')]
    const [input, error] = [inputs[name], errors.get(name)!]
    field.className = 'field'
    input.id = `${name}-${item}`
    input.name = name
    if (name === 'season' || name === 'number') input.inputMode = 'numeric'
    label.htmlFor = input.id
    label.textContent = words[name]
    error.className = 'error'
    error.id = `${input.id}-error`
    error.hidden = true
    field.append(label, error, input)
    return field
  }

  return {
    inputs,
    elements: NAMES.map(fieldOf),
    showErrors(sentences: Record<string, string>) {
      for (const [name, error] of errors) {
        const [input, sentence] = [inputs[name], sentences[name]]
        error.textContent = sentence ?? ''
        error.hidden = !sentence
        input.ariaInvalid = sentence ? 'true' : null
        if (sentence) input.setAttribute('aria-describedby', error.id)
        else input.removeAttribute('aria-describedby')
      }
    },
  }
}
