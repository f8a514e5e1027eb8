import type { Request, Response } from 'express'
import { AnsweredMeanwhile, findAnswer, keepAnswer, MAX_KEY_CHARACTERS } from '../accounts/answer.ts'
import type { Tx } from '../db.ts'
import { Refusal } from '../lib/errors.ts'
import type { Services } from '../services.ts'

/** Keeps the answer in the transaction of what was made. */
type Keep = (tx: Tx, body: object) => Promise<void>

/**
 * Answers 201 with what `make` returns. A request with an Idempotency-Key that was answered before gets that answer
 * again, without its body being read; of two at the same time, one makes and both get its answer.
 */
export async function repeatable(
  services: Services,
  token: { id: string },
  req: Request,
  res: Response,
  make: (keep: Keep) => Promise<object>,
) {
  const key = req.headers['idempotency-key']
  if (typeof key !== 'string') return void res.status(201).json(await make(async () => undefined))
  if (key === '' || key.length > MAX_KEY_CHARACTERS)
    throw new Refusal(400, 'bad-idempotency-key', `An Idempotency-Key has 1 to ${MAX_KEY_CHARACTERS} characters.`)

  const repeat = { tokenId: token.id, key, request: `${req.method} ${req.path}` }
  const first = await findAnswer(services, repeat)
  if (first) return void res.status(first.status).json(first.body)
  try {
    res.status(201).json(await make((tx, body) => keepAnswer(tx, repeat, 201, body)))
  } catch (error) {
    if (!(error instanceof AnsweredMeanwhile)) throw error
    const answer = await findAnswer(services, repeat)
    res.status(answer!.status).json(answer!.body)
  }
}
