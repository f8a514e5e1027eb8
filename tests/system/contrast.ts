import type { Locator, Page } from 'playwright-core'
import sharp from 'sharp'

/** Relative luminance of sRGB channels (WCAG 2.2). */
function luminance([red, green, blue]: number[]): number {
  const linear = (value: number) =>
    value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4
  return 0.2126 * linear(red!) + 0.7152 * linear(green!) + 0.0722 * linear(blue!)
}

function contrast(one: number, other: number): number {
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05)
}

/** The contrast of the lightest and the darkest that is drawn where an element is. */
export async function drawnContrast(element: Locator): Promise<number> {
  const { data, info } = await sharp(await element.screenshot({ animations: 'disabled' }))
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  const all = Array.from({ length: data.length / info.channels }, (_, at) =>
    luminance([...data.subarray(at * info.channels, at * info.channels + 3)]),
  )
  return contrast(Math.min(...all), Math.max(...all))
}

/**
 * For every hue a cover may have, the contrast of pairs of colours; of each pair the weakest. Colours are custom
 * properties seen by what `root` leads to, and `setHue` gives that a hue.
 */
export async function weakestContrasts(
  page: Page,
  { root, setHue, pairs }: { root: string; setHue: string; pairs: readonly (readonly [string, string])[] },
): Promise<Record<string, number>> {
  const names = [...new Set(pairs.flat())]
  const byHue = await page.evaluate<Record<string, number[]>[]>(`(() => {
    const root = ${root}
    const setHue = ${setHue}
    const paint = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
    const probe = root.appendChild(document.createElement('i'))
    const found = []
    for (let hue = 0; hue < 360; hue += 10) {
      setHue(hue)
      found.push(Object.fromEntries(${JSON.stringify(names)}.map((name) => {
        probe.style.setProperty('color', 'var(--' + name + ')')
        paint.fillStyle = getComputedStyle(probe).color
        paint.fillRect(0, 0, 1, 1)
        return [name, [...paint.getImageData(0, 0, 1, 1).data]]
      })))
    }
    probe.remove()
    return found
  })()`)
  return Object.fromEntries(
    pairs.map(([one, other]) => [
      `${one} on ${other}`,
      Math.min(...byHue.map((colours) => contrast(luminance(colours[one]!), luminance(colours[other]!)))),
    ]),
  )
}
