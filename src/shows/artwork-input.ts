import { z } from 'zod'
import { line, readNew } from '../lib/input.ts'

/** What a picture shows, in words for those who don't see it (podcast:image, alt). */
export const artworkAlt = line('Say in at most 255 characters what the picture shows.')

/** Reads what was typed beside a picture. Throws `invalid` with every bad field. */
export const readPictureFields = (input: unknown) => readNew(PictureFields, input)

const PictureFields = z.strictObject({ alt: artworkAlt.optional() })
