import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { notFound } from '../lib/errors.ts'
import { type Handler, partOf } from './handler.ts'

const BROWSER = join(import.meta.dirname, '../browser')

/** What pages load besides themselves, by the name it has in its address. */
const assets = new Map<string, Buffer>()

export const stylesheetUrl = addAsset('site.css')
export const iconUrl = addAsset('icon.svg')

/** GET /assets/:file */
export const showAsset: Handler = (_host, req, res) => {
  const file = partOf(req, 'file')
  const bytes = assets.get(file)
  if (!bytes) throw notFound('file')
  res.set('Cache-Control', 'public, max-age=31536000, immutable').type(extname(file)).send(bytes)
}

/** Reads a file once. The beginning of its hash is in its address, so that other bytes have another. */
function addAsset(file: string): string {
  const bytes = readFileSync(join(BROWSER, file))
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 8)
  const name = file.replace('.', `-${hash}.`)
  assets.set(name, bytes)
  return `/assets/${name}`
}
