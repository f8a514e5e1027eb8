import { h } from './h.ts'

export interface Panel {
  name: string
  element: HTMLElement
  /** Called each time before it is shown. */
  open?(): void
}

/**
 * Where Escape means: leave the list, empty the field. A browser that can't say whether a list is open (Selectors 4) may
 * mean it in any.
 */
const OWNERS = `select${CSS.supports('selector(:open)') ? ':open' : ''}, [type=search]:not(:placeholder-shown)`

/**
 * Buttons that each show and hide a panel below them, one at a time. `link` stands first among them. `onKey` is for the
 * whole player: Escape closes what is open, and leads from within it to its button.
 */
export function panels(list: Panel[], link: HTMLElement | false) {
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

  function onKey({ key, target }: KeyboardEvent) {
    const opened = entries.find(({ box }) => !box.hidden)
    if (key !== 'Escape' || !opened || (target as Element).matches(OWNERS)) return
    if (opened.box.contains(target as Element)) opened.button.focus()
    toggle(opened.box)
  }

  const tabs = h('div', { class: 'tabs' }, link, ...entries.map(({ button }) => button))
  return { elements: [tabs, ...entries.map(({ box }) => box)], onKey }
}
