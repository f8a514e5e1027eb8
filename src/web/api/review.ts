import { findReview, type Review, requestReview, sendBack, withdrawReview } from '../../episodes/review.ts'
import { readReviewAnswer, readReviewRequest } from '../../episodes/review-input.ts'
import { type Handler, idOf } from '../handler.ts'
import { readJson } from '../request-body.ts'
import { requireToken } from '../signed-in.ts'

/** GET /api/v1/episodes/:id/review */
export const getReview: Handler = async (host, req, res) => {
  await requireToken(host, req)
  res.json(reviewJson(await findReview(host, idOf(req, 'episode'))))
}

/** PUT /api/v1/episodes/:id/review — {"at": "2026-12-01T06:00:00+01:00"}: asks for its publication, wished then. */
export const putReview: Handler = async (host, req, res) => {
  await requireToken(host, req)
  const id = idOf(req, 'episode')
  const wishedAt = readReviewRequest(await readJson(req, res))
  res.json(reviewJson(await requestReview(host, id, { wishedAt, askedById: null })))
}

/** PATCH /api/v1/episodes/:id/review — {"answer": "…"}: sends it back. It is approved by publishing it. */
export const patchReview: Handler = async (host, req, res) => {
  await requireToken(host, req)
  const id = idOf(req, 'episode')
  const answer = readReviewAnswer(await readJson(req, res))
  res.json(reviewJson(await sendBack(host, id, { answer, answeredById: null })))
}

/** DELETE /api/v1/episodes/:id/review */
export const deleteReview: Handler = async (host, req, res) => {
  await requireToken(host, req)
  await withdrawReview(host, idOf(req, 'episode'))
  res.status(204).end()
}

function reviewJson(review: Review | null) {
  if (!review) return { status: 'none', at: null, askedAt: null, askedBy: null, answer: null, answeredAt: null }
  const { wishedAt, askedAt, askedBy, answer, answeredAt } = review
  const status = answer === null ? 'waiting' : 'sent back'
  return { status, at: wishedAt, askedAt, askedBy: askedBy?.name ?? null, answer, answeredAt }
}
