import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import type { Request, Response } from 'express'
import { type Coding, preferredCoding } from '../lib/content-coding.ts'
import { notFound, unavailable } from '../lib/errors.ts'
import { type Html, html } from '../lib/html.ts'
import { type Handler, partOf } from './handler.ts'

const BROWSER = join(import.meta.dirname, '../browser')
/** What Vite made of it (`npm run build`). */
const BUILT = join(import.meta.dirname, '../generated/browser')

/** What has an address that others write down or ask for; it is the file with a hash, or leads to it. */
const LEADS_ON = 'public, max-age=300'

type Asset = Record<Coding, () => Buffer>

/** What pages load besides themselves, by the name it has in its address. */
const assets = new Map<string, Asset>()

export const stylesheetUrl = addAsset('site.css', 'hues.css')
export const embedStylesheetUrl = addAsset('embed.css', 'hues.css')
export const studioStylesheetUrl = addAsset('studio.css')
export const iconUrl = addAsset('icon.svg')

const built = readManifest()
/** The script of `<sendeplatz-player>`, or null on a host that was not built: its pages play as browsers do. */
export const playerUrl = addBuilt('player/player.ts')
/** The script of the buttons that copy, likewise. */
export const copyUrl = addBuilt('copy/copy-button.ts')
/** The script of `<upload-field>`, likewise. */
export const uploadFieldUrl = addBuilt('studio/upload-field.ts')
/** The script of the forms of an episode in the studio. */
export const episodeFormUrl = addBuilt('studio/kept-form.ts')
/** The script that plays a part of the audio in the studio. */
export const hearPartUrl = addBuilt('studio/hear-part.ts')
/** The script with which a moment that is written is the one that is meant. */
export const momentChoiceUrl = addBuilt('studio/moment-choice.ts')
/** The script of the lines of a transcript in the studio. */
export const transcriptLinesUrl = addBuilt('studio/transcript-lines.ts')
/** The script of the lists in the studio that are searched. */
export const listFilterUrl = addBuilt('studio/list-filter.ts')
/** The script with which chapters are set while one listens. */
export const chapterMarksUrl = addBuilt('studio/chapter-marks.ts')
/** The script of what changes by itself in the studio. */
export const livePartUrl = addBuilt('studio/live-part.ts')
/** The script of passkeys and of recovery codes. */
export const accountUrl = addBuilt('studio/account.ts')
/** The script that catches files dropped where none are taken. */
export const strayFilesUrl = addBuilt('studio/stray-files.ts')
/** The script that keeps a page with what was typed until the host takes it. */
export const heldFormUrl = addBuilt('studio/held-form.ts')
/** The script that makes a cover square. */
export const coverCropUrl = addBuilt('studio/cover-crop.ts')
const frameUrl = addBuilt('frame/frame.ts')

/** What whoever starts a host without a build is told. */
export const MISSING_BUILD = 'The player is not built, so pages have the plain one of browsers: npm run build makes it.'

/** GET /assets/:file — readable for pages elsewhere, which load the player from here. */
export const showAsset: Handler = (_host, req, res) =>
  sendAsset(req, res, partOf(req, 'file'), 'public, max-age=31536000, immutable')

/** GET /favicon.ico — what browsers ask for beside anything that is no page of ours: a transcript, a feed. */
export const showIcon: Handler = (_host, req, res) => sendAsset(req, res, basename(iconUrl), LEADS_ON)

/** GET /embed/player.js — `<sendeplatz-player>` for other sites. */
export const showPlayerScript: Handler = (_host, _req, res) => leadOnTo(playerUrl, res)

/** GET /embed/frame.js — gives the frames of this host on another site the height of what is in them. */
export const showFrameScript: Handler = (_host, _req, res) => leadOnTo(frameUrl, res)

function sendAsset(req: Request, res: Response, file: string, cacheControl: string) {
  const asset = assets.get(file)
  if (!asset) throw notFound('file')
  const coding = preferredCoding(req.headers['accept-encoding'])
  if (coding !== 'plain') res.set('Content-Encoding', coding)
  res.set({ 'Cache-Control': cacheControl, Vary: 'Accept-Encoding' })
  res.type(extname(file)).send(asset[coding]())
}

function leadOnTo(url: string | null, res: Response) {
  if (!url) throw unavailable('not-built', MISSING_BUILD)
  res.set('Cache-Control', LEADS_ON).type('js').send(`import '${url}'\n`)
}

/** Reads a file, and others that go with it, once. The beginning of their hash is in its address, so that other bytes have another. */
function addAsset(file: string, ...more: string[]): string {
  const bytes = Buffer.concat([file, ...more].map((each) => readFileSync(join(BROWSER, each))))
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 8)
  return keep(file.replace('.', `-${hash}.`), bytes)
}

function addBuilt(source: string): string | null {
  return addWithImports(`src/browser/${source}`)
}

/** What several scripts share is a file of its own, which they load from beside them. */
function addWithImports(name: string): string | null {
  const entry = built[name]
  if (!entry) return null
  for (const shared of entry.imports ?? []) addWithImports(shared)
  return keep(entry.file, readFileSync(join(BUILT, entry.file)))
}

function readManifest(): Record<string, { file: string; imports?: string[] }> {
  const manifest = join(BUILT, 'manifest.json')
  return existsSync(manifest) ? JSON.parse(readFileSync(manifest, 'utf8')) : {}
}

/** Each coding is made when it is first asked for. */
function keep(name: string, bytes: Buffer): string {
  const once = (make: () => Buffer) => {
    let made: Buffer | null = null
    return () => {
      made ??= make()
      return made
    }
  }
  assets.set(name, {
    plain: () => bytes,
    gzip: once(() => gzipSync(bytes, { level: 9 })),
    br: once(() => brotliCompressSync(bytes)),
  })
  return `/assets/${name}`
}

/** What loads a script on a page; nothing where it was not built. */
export const moduleScript = (url: string | null): Html | undefined =>
  url === null ? undefined : html`<script type="module" src="${url}"></script>`
