import sharp from 'sharp'
import type { Services } from '../services.ts'
import { imageKey } from '../storage/object-keys.ts'
import { findObject, readObject } from '../storage/read-object.ts'

/** The sizes pages show pictures in, in pixels of a side. There are no others, so nobody can ask for many. */
export const IMAGE_SIDES = [160, 320, 640, 960] as const
export type ImageSide = (typeof IMAGE_SIDES)[number]

export const IMAGE_TYPE = 'image/webp'
/** Where covers with type on them begin to look alike to the original. */
const QUALITY = 82

interface Original {
  showId: string
  key: string
  sha256: string
}

/** Images being made: whoever asks for one meanwhile waits for the same. */
const making = new Map<string, Promise<Buffer>>()
/** One at a time, because memory and processors are needed for listeners. */
let turn: Promise<unknown> = Promise.resolve()

/** A picture in one of the sizes. It is made when it is first asked for and kept beside the original, which stays as it is. */
export async function getImage(services: Services, original: Original, side: ImageSide): Promise<Buffer> {
  const key = imageKey({ ...original, side })
  return (await findObject(services.storage, key)) ?? makeOnce(services, original, side, key)
}

function makeOnce(services: Services, original: Original, side: ImageSide, key: string): Promise<Buffer> {
  const begun = making.get(key)
  if (begun) return begun
  const made = turn.then(() => makeImage(services, original, side, key)).finally(() => making.delete(key))
  making.set(key, made)
  turn = made.catch(() => undefined)
  return made
}

async function makeImage({ storage, log }: Services, { key }: Original, side: ImageSide, imageKey: string) {
  const original = await readObject(storage, key)
  sharp.cache(false)
  sharp.concurrency(1)
  const image = await sharp(original).resize(side, side).toColourspace('srgb').webp({ quality: QUALITY }).toBuffer()
  // A full store takes no image, but people see the one that was made.
  await storage
    .put(imageKey, image, IMAGE_TYPE)
    .catch((error) => log.warn({ cause: String(error) }, 'an image was not kept'))
  return image
}
