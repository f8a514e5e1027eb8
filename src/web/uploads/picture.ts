import { readFile } from 'node:fs/promises'
import type { Request, Response } from 'express'
import type { Services } from '../../services.ts'
import { readPictureFields } from '../../shows/artwork-input.ts'
import type { Picture } from '../../shows/keep-artwork.ts'
import { dropStaged } from '../../storage/staging.ts'
import { receiveUpload } from './multipart.ts'

/** A little more than a cover may have, so that the refusal can say what is wrong with it. */
const MAX_PICTURE_BYTES = 32 * 1024 * 1024

/** The picture in the part `artwork` of multipart/form-data, and in the text part `alt` what it shows. */
export async function readPicture(services: Services, req: Request, res: Response): Promise<Picture> {
  const { file, fields } = await receiveUpload(services, req, res, 'artwork', MAX_PICTURE_BYTES)
  try {
    return { bytes: await readFile(file.path), ...readPictureFields(fields) }
  } finally {
    await dropStaged(file)
  }
}
