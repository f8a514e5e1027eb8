import { createHash } from 'node:crypto'
import type { Request, Response } from 'express'
import type { Program } from '../accounts/access.ts'
import { AnsweredMeanwhile, findAnswer, keepAnswer, MAX_KEY_CHARACTERS } from '../accounts/answer.ts'
import type { Tx } from '../db.ts'
import { Refusal } from '../lib/errors.ts'
import type { Services } from '../services.ts'

/** Keeps the answer in the transaction of what was made. */
type Keep = (tx: Tx, body: object) => Promise<void>

interface Making<Body> {
  make(keep: Keep): Promise<Body>
  /** Where what was made can be read. */
  locationOf(body: Body): string
  /** 201 unless what was asked for is only begun. */
  status?: 201 | 202
  /** What was asked for, where it is JSON. Without it the body is an upload. */
  fields?: { typed: unknown }
}

/**
 * Answers 201 (or 202) with what `make` returns. A request with an Idempotency-Key that was answered before gets that answer
 * again, without an upload being read; of two at the same time, one makes and both get its answer. Plainly another request
 * with the same key is refused (draft-ietf-httpapi-idempotency-key-header §2.7): another address, other JSON, an upload
 * of another length.
 */
export async function repeatable<Body extends object>(
  services: Services,
  program: Pick<Program, 'id'>,
  req: Request,
  res: Response,
  { make, locationOf, status = 201, fields }: Making<Body>,
) {
  const answer = (body: Body) => void res.status(status).location(locationOf(body)).json(body)
  const key = req.headers['idempotency-key']
  if (typeof key !== 'string') return answer(await make(async () => undefined))
  if (key === '' || key.length > MAX_KEY_CHARACTERS)
    throw new Refusal(400, 'bad-idempotency-key', `An Idempotency-Key has 1 to ${MAX_KEY_CHARACTERS} characters.`)

  const repeat = { apiKeyId: program.id, key, request: `${req.method} ${req.path}`, body: bodyOf(req, fields) }
  const first = await findAnswer(services, repeat)
  if (first) return answer(first.body as Body)
  try {
    answer(await make((tx, body) => keepAnswer(tx, repeat, status, body)))
  } catch (error) {
    // A simultaneous repeat was faster: it has the answer, or what it made is in the way of this one (a slug).
    if (!(error instanceof AnsweredMeanwhile || error instanceof Refusal)) throw error
    const meanwhile = await findAnswer(services, repeat)
    if (!meanwhile) throw error
    answer(meanwhile.body as Body)
  }
}

function bodyOf(req: Request, fields: Making<object>['fields']): string | null {
  if (fields) return hashOf(fields.typed)
  const bytes = req.headers['content-length']
  return bytes === undefined ? null : `bytes:${bytes}`
}

/** Null for what is nested so deeply that it can't be written again; whoever reads it refuses it. */
function hashOf(typed: unknown): string | null {
  try {
    return `sha256:${createHash('sha256').update(inOrder(typed)).digest('hex')}`
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

/** JSON in which the order of names makes no difference: some programs write another each time. */
function inOrder(typed: unknown): string {
  const sorted = (_name: string, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value
  return JSON.stringify(typed, sorted) ?? ''
}
