import { lineButton } from './line-button.ts'
import type { lineList } from './line-list.ts'
import { fill } from './words.ts'

/** The parts of a long transcript as buttons, the one that is shown pressed; null where there is one only. */
export function linePartButtons(
  { parts, showPart }: Pick<ReturnType<typeof lineList>, 'parts' | 'showPart'>,
  label: string,
  onShown: () => void,
): HTMLElement | null {
  if (parts.length < 2) return null
  const buttons = document.createElement('p')
  for (const { from, to, isShown } of parts) {
    const one = lineButton(fill(label, { from: from + 1, to }), () => {
      showPart(from)
      onShown()
    })
    one.setAttribute('aria-pressed', String(isShown))
    buttons.append(one, ' ')
  }
  return buttons
}
