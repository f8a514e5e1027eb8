import type { Request, Response } from 'express'
import { notFound } from '../../lib/errors.ts'
import { getImage, IMAGE_SIDES, IMAGE_TYPE } from '../../shows/artwork-images.ts'
import { type Handler, type Host, pathOf } from '../handler.ts'
import { answerPrecondition } from '../precondition.ts'
import { refuseLost } from './media.ts'

/** The picture under an address never changes, so nobody needs to ask twice. */
const FOR_EVER = 'public, max-age=31536000, immutable'

/** GET /images/:side/*path — a public picture in one of the sizes pages show, made when it is first asked for. */
export const showImage: Handler = async (host, req, res) => {
  const [, path] = /^([\w./-]+)\.webp$/.exec(pathOf(req)) ?? []
  const original = path ? await host.media.find('artwork', path) : null
  if (!original) throw notFound('picture')
  await sendImage(host, req, res, original, FOR_EVER)
}

/** Sends a picture in the size that the address asks for. */
export async function sendImage(
  host: Host,
  req: Request,
  res: Response,
  original: Parameters<typeof getImage>[1],
  cacheControl: string,
) {
  const side = IMAGE_SIDES.find((known) => String(known) === req.params.side)
  if (!side) throw notFound('picture')
  const tag = `${original.sha256}-${side}`
  const shared = { 'Cache-Control': cacheControl, ETag: `"${tag}"` }
  if (answerPrecondition(req, res, { tags: [tag], unchanged: shared })) return
  const image = await getImage(host, original, side).catch(refuseLost)
  res.writeHead(200, {
    ...shared,
    'Content-Type': IMAGE_TYPE,
    'Content-Length': image.length,
    'X-Content-Type-Options': 'nosniff',
  })
  res.end(req.method === 'HEAD' ? undefined : image)
}
