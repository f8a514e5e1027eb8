import { h } from './h.ts'

export interface Panel {
  name: string
  element: HTMLElement
  /** Called each time before it is shown. */
  open?(): void
}

/** Buttons that each show and hide a panel below them, one at a time. */
export function panels(list: Panel[]): HTMLElement[] {
  const entries = list.map(({ name, element, open }) => {
    const box = h('div', { class: 'panel', role: 'group', 'aria-label': name, hidden: true }, element)
    const button = h(
      'button',
      { type: 'button', class: 'tab', 'aria-expanded': 'false', click: () => toggle(box) },
      name,
    )
    return { box, button, open }
  })

  function toggle(chosen: HTMLElement) {
    for (const { box, button, open } of entries) {
      const show = box === chosen && box.hidden
      if (show) open?.()
      box.hidden = !show
      button.setAttribute('aria-expanded', String(show))
    }
  }

  return [h('div', { class: 'tabs' }, ...entries.map(({ button }) => button)), ...entries.map(({ box }) => box)]
}
