import { may } from '../../accounts/access.ts'
import { findReview, listReviews, type Review, requestReview, sendBack, withdrawReview } from '../../episodes/review.ts'
import { readReviewAnswer, readReviewRequest } from '../../episodes/review-input.ts'
import { listShows } from '../../shows/show.ts'
import type { Handler } from '../handler.ts'
import { readJson } from '../request-body.ts'
import { requireProgram } from '../signed-in.ts'
import { episodeFor } from './asked-for.ts'

/** GET /api/v1/reviews — the episodes that wait in the shows a key may see, the longest waiting first. */
export const getReviews: Handler = async (host, req, res) => {
  const program = await requireProgram(host, req)
  const shows = (await listShows(host)).filter(({ id }) => may(program, 'see show', id))
  const waiting = await listReviews(
    host,
    shows.map(({ id }) => id),
  )
  const reviews = waiting.map(({ episode: { id, title, show }, wishedAt, askedAt, askedBy }) => ({
    ...{ episode: id, show: show.slug, title, at: wishedAt, askedAt, askedBy: askedBy?.name ?? null },
  }))
  res.json({ reviews })
}

/** GET /api/v1/episodes/:id/review */
export const getReview: Handler = async (host, req, res) => {
  const { id } = await episodeFor(host, req, 'see show')
  res.json(reviewJson(await findReview(host, id)))
}

/** PUT /api/v1/episodes/:id/review — {"at": "2026-12-01T06:00:00+01:00"}: asks for its publication, wished then. */
export const putReview: Handler = async (host, req, res) => {
  const { id } = await episodeFor(host, req)
  const wishedAt = readReviewRequest(await readJson(req, res))
  res.json(reviewJson(await requestReview(host, id, { wishedAt, askedById: null })))
}

/** PATCH /api/v1/episodes/:id/review — {"answer": "…"}: sends it back. It is approved by publishing it. */
export const patchReview: Handler = async (host, req, res) => {
  const { id } = await episodeFor(host, req, 'publish')
  const answer = readReviewAnswer(await readJson(req, res))
  res.json(reviewJson(await sendBack(host, id, { answer, answeredById: null })))
}

/** DELETE /api/v1/episodes/:id/review */
export const deleteReview: Handler = async (host, req, res) => {
  const { id } = await episodeFor(host, req)
  await withdrawReview(host, id)
  res.status(204).end()
}

function reviewJson(review: Review | null) {
  if (!review) return { status: 'none', at: null, askedAt: null, askedBy: null, answer: null, answeredAt: null }
  const { wishedAt, askedAt, askedBy, answer, answeredAt } = review
  const status = answer === null ? 'waiting' : 'sent back'
  return { status, at: wishedAt, askedAt, askedBy: askedBy?.name ?? null, answer, answeredAt }
}
