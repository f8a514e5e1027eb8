/** A show that may be chosen for what is dropped. */
export interface ShowChoice {
  value: string
  label: string
  lang: string
}

/** Says which of several shows a file goes to: `label` is what shows are called. */
export function intoShow(label: string, show: ShowChoice): HTMLElement {
  const [line, title] = [document.createElement('p'), document.createElement('span')]
  line.className = 'quiet into-show'
  title.lang = show.lang
  title.textContent = show.label
  line.append(`${label}: `, title)
  return line
}
