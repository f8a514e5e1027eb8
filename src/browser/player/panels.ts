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
 * Buttons that each show and hide a panel below them, one at a time. Escape, in one or on a button, closes it and leads back to
 * its button. `link`
 * stands first among them.
 */
export function panels(list: Panel[], link: HTMLElement | false): HTMLElement[] {
  const entries = list.map(({ name, element, open }) => {
    const box = h('div', { class: 'panel', role: 'group', 'aria-label': name, hidden: true, keydown: onKey }, element)
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
    toggle(opened.box)
    opened.button.focus()
  }

  return [
    h('div', { class: 'tabs', keydown: onKey }, link, ...entries.map(({ button }) => button)),
    ...entries.map(({ box }) => box),
  ]
}
