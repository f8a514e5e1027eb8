import { isUtf8 } from 'node:buffer'
import express, { type Request, type Response } from 'express'
import { Refusal, tooLarge } from '../lib/errors.ts'
import { askAgain } from './signed-in.ts'

const MAX_JSON_BYTES = 100 * 1024

/** A sender who is silent for so long is gone. */
const SILENCE_MILLISECONDS = 60_000

/**
 * Lets a client that asked first (Expect: 100-continue) send its body; before this, a refusal costs it nothing. One who
 * falls silent in the middle of it is cut off. What is done with the body afterwards takes its time.
 */
export function acceptBody(req: Request, res: Response) {
  if (req.complete) return
  if (req.headers.expect?.toLowerCase() === '100-continue' && !res.headersSent) res.writeContinue()
  req.setTimeout(SILENCE_MILLISECONDS, () => req.destroy())
  req.once('end', () => req.setTimeout(0))
}

/**
 * The JSON body of a request, an object or a list, or undefined when it has none. Refuses other values and types, broken
 * and too long ones, and like everything here that takes a body, whose right to send it went while it came.
 */
export async function readJson(req: Request, res: Response, maxBytes = MAX_JSON_BYTES): Promise<unknown> {
  const empty = !req.headers['transfer-encoding'] && !Number(req.headers['content-length'] ?? 0)
  if (empty) return undefined
  if (!req.is('application/json')) throw new Refusal(415, 'not-json', 'Send the fields as application/json.')
  acceptBody(req, res)
  const parse = express.json({ limit: maxBytes, strict: false, verify: refuseBrokenText })
  await new Promise<void>((resolve, reject) => {
    parse(req, res, (error?: unknown) => (error ? reject(jsonRefusal(error, maxBytes)) : resolve()))
  })
  await askAgain(req)
  if (typeof req.body !== 'object' || req.body === null)
    throw new Refusal(400, 'bad-json', 'Send an object with a value for each field.')
  return req.body
}

interface TextBody {
  /** What it may call itself; its content decides what it is. */
  types: string[]
  maxBytes: number
  /** The refusal of another type. */
  otherwise: Refusal
}

/** A body of text, in UTF-8 unless its type names another charset. Refuses other types, broken and too long ones. */
export async function readText(req: Request, res: Response, { types, maxBytes, otherwise }: TextBody): Promise<string> {
  if (!types.includes((req.headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase())) throw otherwise
  const charset = /;\s*charset="?([\w:.-]+)/i.exec(req.headers['content-type'] ?? '')?.[1] ?? 'utf-8'
  return decode(await readBytes(req, res, maxBytes), charset)
}

/** What fits into one form: more than the longest show notes. */
const MAX_FORM_BYTES = 1024 ** 2

/** The fields of a form without files. Refuses another type, and more than a megabyte unless told otherwise. */
export async function readForm(req: Request, res: Response, maxBytes = MAX_FORM_BYTES): Promise<URLSearchParams> {
  const types = ['application/x-www-form-urlencoded']
  const otherwise = new Refusal(415, 'not-a-form', 'Send the fields as a form.')
  return new URLSearchParams(await readText(req, res, { types, maxBytes, otherwise }))
}

/** The bytes of a body of any type. Refuses broken and too long ones. */
export async function readBytes(req: Request, res: Response, maxBytes: number): Promise<Uint8Array> {
  acceptBody(req, res)
  await new Promise<void>((resolve, reject) => {
    const receive = express.raw({ limit: maxBytes, type: () => true })
    receive(req, res, (error?: unknown) => (error ? reject(bodyRefusal(error, maxBytes)) : resolve()))
  })
  await askAgain(req)
  return Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0)
}

function decode(bytes: Uint8Array, charset: string): string {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes)
  } catch {
    throw new Refusal(400, 'bad-text', `The body is no text in ${charset}. Send it in UTF-8.`)
  }
}

/** JSON is in UTF-8 (RFC 8259 §8.1). Read as if it were, other text would be kept with its umlauts lost. */
function refuseBrokenText(_req: unknown, _res: unknown, bytes: Buffer, charset: string) {
  if (charset === 'utf-8' && !isUtf8(bytes)) throw new Error('The body is no UTF-8')
}

function bodyRefusal(error: unknown, maxBytes: number): unknown {
  switch ((error as { type?: string }).type) {
    case 'entity.too.large':
      return tooLarge(maxBytes)
    case 'request.size.invalid':
    case 'request.aborted':
      return new Refusal(400, 'body-truncated', 'The body ended early.')
    case 'encoding.unsupported':
      return new Refusal(415, 'bad-encoding', 'The body is compressed in a way that is not taken. Send it as it is.')
    default:
      return error
  }
}

function jsonRefusal(error: unknown, maxBytes: number): unknown {
  switch ((error as { type?: string }).type) {
    case 'entity.too.large':
      return tooLarge(maxBytes)
    case 'entity.verify.failed':
      return new Refusal(400, 'bad-text', 'The body is no text in UTF-8. Send it in UTF-8.')
    case 'entity.parse.failed':
    case 'request.size.invalid':
    case 'encoding.unsupported':
    case 'charset.unsupported':
      return new Refusal(400, 'bad-json', 'The body is not valid JSON.')
    case 'request.aborted':
      return new Refusal(400, 'body-truncated', 'The body ended early.')
    default:
      return error
  }
}
