const SVG = 'http://www.w3.org/2000/svg'

/** Drawn on 24 × 24: outlines, filled shapes, and a number in the middle. */
const ICONS = {
  play: { filled: 'M8 4.8v14.4L19.5 12z' },
  pause: { filled: 'M6.5 5h4v14h-4zM13.5 5h4v14h-4z' },
  back: { lines: 'M12 4.5A8.5 8.5 0 1 1 3.5 13M15 1.5l-3 3 3 3', number: '15' },
  forward: { lines: 'M12 4.5A8.5 8.5 0 1 0 20.5 13M9 1.5l3 3-3 3', number: '30' },
  sound: {
    filled: 'M3.5 9.5H7L11.5 5.5v13L7 14.5H3.5z',
    lines: 'M14.8 9.2a4 4 0 0 1 0 5.6M17.6 6.6a7.6 7.6 0 0 1 0 10.8',
  },
  silent: { filled: 'M3.5 9.5H7L11.5 5.5v13L7 14.5H3.5z', lines: 'M15 9.5l5 5M20 9.5l-5 5' },
  out: { lines: 'M13.5 5H19v5.500M19 5l-8.500 8.500M16 14v5H5V8h5' },
} satisfies Record<string, { filled?: string; lines?: string; number?: string }>

export type Icon = keyof typeof ICONS

/** A picture beside a name, so nothing to those who listen to the page. */
export function icon(name: Icon): SVGElement {
  const { filled, lines, number } = ICONS[name] as { filled?: string; lines?: string; number?: string }
  const svg = draw('svg', { viewBox: '0 0 24 24', 'aria-hidden': 'true' })
  if (filled) svg.append(draw('path', { d: filled }))
  if (lines) svg.append(draw('path', { d: lines, class: 'lines' }))
  if (number) {
    const text = draw('text', { x: '12', y: '16.1', 'text-anchor': 'middle' })
    text.textContent = number
    svg.append(text)
  }
  return svg
}

function draw(tag: string, attributes: Record<string, string>): SVGElement {
  const element = document.createElementNS(SVG, tag) as SVGElement
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  return element
}
