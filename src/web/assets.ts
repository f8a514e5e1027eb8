import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { notFound } from '../lib/errors.ts'
import { type Handler, partOf } from './handler.ts'

const stylesheet = readFileSync(join(import.meta.dirname, '../browser/site.css'))
const name = `site-${createHash('sha256').update(stylesheet).digest('hex').slice(0, 8)}.css`

export const stylesheetUrl = `/assets/${name}`

/** GET /assets/:file */
export const showAsset: Handler = (_host, req, res) => {
  if (partOf(req, 'file') !== name) throw notFound('file')
  res.set('Cache-Control', 'public, max-age=31536000, immutable').type('css').send(stylesheet)
}
