import sharp from 'sharp'

/** The picture is looked at in this size: enough to weigh its areas. */
const SIDE = 48
/** Colours with less chroma (OKLCH) look grey. */
const MIN_CHROMA = 0.035
/** Neighbouring hues are counted together in sectors of so many degrees. */
const SECTOR_DEGREES = 10
const SECTORS = 360 / SECTOR_DEGREES

/**
 * The hue of a picture's main colour in OKLCH, in whole degrees; null where it is grey throughout. Strong colours count
 * more than pale ones, and large areas more than small ones.
 */
export async function hueOf(bytes: Uint8Array): Promise<number | null> {
  const pixels = await sharp(bytes)
    .resize(SIDE, SIDE, { fit: 'fill' })
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer()
  const weights = new Array<number>(SECTORS).fill(0)
  const points = new Array<[number, number]>(SECTORS)
  for (let at = 0; at + 2 < pixels.length; at += 3) {
    const [a, b] = chromaticityOf(pixels[at]!, pixels[at + 1]!, pixels[at + 2]!)
    const chroma = Math.hypot(a, b)
    if (chroma < MIN_CHROMA) continue
    const sector = Math.floor(degreesOf(a, b) / SECTOR_DEGREES) % SECTORS
    weights[sector]! += chroma
    const [sumA, sumB] = points[sector] ?? [0, 0]
    points[sector] = [sumA + a, sumB + b]
  }
  const together = weights.map((weight, at) => weight + around(weights, at - 1) / 2 + around(weights, at + 1) / 2)
  const [a, b] = points[together.indexOf(Math.max(...together))] ?? [0, 0]
  return a === 0 && b === 0 ? null : Math.round(degreesOf(a, b)) % 360
}

const around = (weights: number[], at: number) => weights[(at + SECTORS) % SECTORS]!
const degreesOf = (a: number, b: number) => ((Math.atan2(b, a) * 180) / Math.PI + 360) % 360

/** The a and b of OKLab for a colour in sRGB (CSS Color 4, § 10). */
function chromaticityOf(...srgb: [number, number, number]): [a: number, b: number] {
  const [red, green, blue] = srgb.map(linear) as [number, number, number]
  const long = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
  const medium = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
  const short = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
  return [
    1.9779984951 * long - 2.428592205 * medium + 0.4505937099 * short,
    0.0259040371 * long + 0.7827717662 * medium - 0.808675766 * short,
  ]
}

const linear = (value: number) => {
  const part = value / 255
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
}
