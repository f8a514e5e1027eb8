/** A square part of a picture, in its pixels. */
export interface Square {
  x: number
  y: number
  side: number
}

interface Size {
  width: number
  height: number
}

/** The largest square, in the middle. */
export function largestSquare({ width, height }: Size): Square {
  const side = Math.min(width, height)
  return { x: Math.round((width - side) / 2), y: Math.round((height - side) / 2), side }
}

/** The same square where it lies inside the picture, in whole pixels. */
export function inside({ width, height }: Size, { x, y, side }: Square): Square {
  const within = (value: number, most: number) => Math.round(Math.min(Math.max(0, value), most))
  return { side, x: within(x, width - side), y: within(y, height - side) }
}

/** With another side, around the same middle as far as the picture reaches. */
export const resized = (picture: Size, { x, y, side }: Square, to: number): Square =>
  inside(picture, { side: to, x: x + (side - to) / 2, y: y + (side - to) / 2 })
