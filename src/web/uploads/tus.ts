import { finished } from 'node:stream'
import { Server, TUS_RESUMABLE } from '@tus/server'
import type { Response as Answer, Request as Asked } from 'express'
import type { Actor } from '../../accounts/access.ts'
import { Refusal } from '../../lib/errors.ts'
import type { Host } from '../handler.ts'
import { acceptBody } from '../request-body.ts'
import type { ReceivedBytes } from './received-bytes.ts'
import { finishUpload, type Row, refusalOf } from './upload.ts'
import { UploadStore } from './upload-store.ts'

/** How long one request waits for another at the same upload, which is asked to let go. */
const LOCK_SECONDS = 15
/** How long that one may take to put away what it has. */
const LET_GO_MILLISECONDS = 1000

export interface Tus {
  /** Answers a request about an upload that is known and allowed. What goes wrong is thrown as a refusal. */
  answer(req: Asked, res: Answer, actor: Actor, row: Row): Promise<void>
}

/** The protocol (tus 1.0.0) on the uploads of this host. */
export function makeTus(host: Host, bytes: ReceivedBytes): Tus {
  const known = new WeakMap<object, { actor: Actor; row: Row }>()
  const errors = new WeakMap<object, unknown>()
  const server = new Server({
    path: '/',
    datastore: new UploadStore(host, bytes),
    maxSize: host.config.maxUploadBytes,
    lockDrainTimeout: LET_GO_MILLISECONDS,
    locker: { newLock: (id) => lockOf(host, id) },
    namingFunction: (request) => known.get(request)!.row.id,
    getFileIdFromRequest: (request) => known.get(request)!.row.id,
    generateUrl: (request, { id }) => `${new URL(request.url).pathname}/${id}`,
    async onUploadFinish(request) {
      const { actor, row } = known.get(request)!
      const refusal = refusalOf(await finishUpload(host, bytes, actor, row.id))
      if (refusal) throw refusal
      return {}
    },
    onResponseError(request, error) {
      errors.set(request, error)
      return undefined
    },
  })

  return {
    async answer(req, res, actor, row) {
      const request = requestOf(req, host.config.publicUrl)
      Object.assign(request, { runtime: { node: { req, res } } })
      known.set(request, { actor, row })
      acceptBody(req, res)
      const answer = await server.handleWeb(request)
      req.setTimeout(0)
      if (answer.status >= 400) throw refusalFor(answer.status, errors.get(request) ?? (await answer.text()))
      for (const name of FORWARDED) if (answer.headers.has(name)) res.set(name, answer.headers.get(name)!)
      res.status(answer.status).end()
    },
  }
}

/** Of what the library sets; who may read across origins is not its business here. */
const FORWARDED = ['Location', 'Upload-Offset', 'Upload-Length', 'Upload-Expires', 'Tus-Resumable', 'Cache-Control']
const BODIES = new Set(['POST', 'PATCH'])
/** What proxies add is nothing to refuse an upload for. */
const OF_PROTOCOL = /^(tus|upload|content)-/

function requestOf(req: Asked, publicUrl: string): Request {
  const headers = new Headers()
  for (const [name, value] of Object.entries(req.headers))
    if (typeof value === 'string' && OF_PROTOCOL.test(name)) headers.set(name, value)
  const body = BODIES.has(req.method) ? bodyOf(req) : null
  return new Request(publicUrl + req.originalUrl, { method: req.method, headers, body, duplex: 'half' } as RequestInit)
}

/** The chunks as they come. Node's own bridge copies each, and nobody would free the one it was copied from. */
function bodyOf(req: Asked): ReadableStream<Uint8Array> {
  let letGo = () => {}
  const start = (controller: ReadableStreamDefaultController<Uint8Array>) => {
    const hand = (chunk: Uint8Array) => {
      controller.enqueue(chunk)
      req.pause()
    }
    const forget = finished(req, { writable: false }, (error) => (error ? controller.error(error) : controller.close()))
    req.on('data', hand).pause()
    letGo = () => {
      forget()
      req.off('data', hand)
    }
  }
  return new ReadableStream({ start, pull: () => void req.resume(), cancel: () => letGo() }, { highWaterMark: 0 })
}

function lockOf({ locks }: Host, id: string) {
  let release: (() => Promise<void>) | null = null
  return {
    async lock(signal: AbortSignal, letGo: () => unknown) {
      release = await locks.hold(`upload ${id}`, { seconds: LOCK_SECONDS, onWanted: () => void letGo(), signal })
    },
    async unlock() {
      await release?.()
    },
  }
}

/** The library's own errors are objects with a status and a text; everything else is ours, or a bug. */
function refusalFor(status: number, error: unknown): unknown {
  if (error instanceof Refusal) return error
  if (typeof error === 'string') return new Refusal(status, CODES[status] ?? 'bad-upload', error.trim())
  const { status_code: code, body = '' } = error as { status_code?: number; body?: string }
  if (!code) return error
  const declines = code < 500 || code === NOT_SPOKEN
  return declines ? new Refusal(code, CODES[code] ?? 'bad-upload', body.trim()) : new Error(body, { cause: error })
}

/** Of an extension (tus 1.0.0). */
const NOT_SPOKEN = 501
const CODES: Record<number, string> = { 404: 'not-found', 409: 'wrong-offset', 410: 'gone', 413: 'too-large' }

/** Extensions that a client asks for by a header when it begins an upload, and that are not spoken here. */
const FOR_EXTENSIONS = ['Upload-Concat', 'Upload-Defer-Length']

/** Refuses (501) an upload in parts, and one of unknown length. */
export function requireSpoken(req: Asked) {
  const name = FOR_EXTENSIONS.find((name) => req.headers[name.toLowerCase()] !== undefined)
  if (!name) return
  const sentence = `Send the header Upload-Length and no ${name}: here a file is one upload of known length.`
  throw new Refusal(NOT_SPOKEN, 'not-spoken', sentence)
}

/** Every answer says which version it speaks; a request in another one is not looked at (tus 1.0.0, Tus-Resumable). */
export function requireVersion(req: Asked, res: Answer) {
  res.set('Tus-Resumable', TUS_RESUMABLE)
  if (req.headers['tus-resumable'] === TUS_RESUMABLE) return
  res.set('Tus-Version', TUS_RESUMABLE)
  throw new Refusal(412, 'tus-version', `Send the header Tus-Resumable: ${TUS_RESUMABLE}.`)
}
