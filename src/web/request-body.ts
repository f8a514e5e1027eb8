import express, { type Request, type Response } from 'express'
import { Refusal } from '../lib/errors.ts'

const MAX_JSON = '100kb'
const parse = express.json({ limit: MAX_JSON, strict: true })

/** Lets a client that asked first (Expect: 100-continue) send its body. Before this, a refusal costs it nothing. */
export function acceptBody(req: Request, res: Response) {
  if (req.headers.expect?.toLowerCase() === '100-continue' && !res.headersSent) res.writeContinue()
}

/** The JSON body of a request, or undefined when it has none. Refuses other types, broken and too long ones. */
export async function readJson(req: Request, res: Response): Promise<unknown> {
  const empty = !req.headers['transfer-encoding'] && !Number(req.headers['content-length'] ?? 0)
  if (empty) return undefined
  if (!req.is('application/json')) throw new Refusal(415, 'not-json', 'Send the fields as application/json.')
  acceptBody(req, res)
  await new Promise<void>((resolve, reject) => {
    parse(req, res, (error?: unknown) => (error ? reject(jsonRefusal(error)) : resolve()))
  })
  return req.body
}

function jsonRefusal(error: unknown): unknown {
  switch ((error as { type?: string }).type) {
    case 'entity.too.large':
      return new Refusal(413, 'too-large', `The fields take more than ${MAX_JSON}.`)
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
