import type { Response } from 'express'
import { type Html, html } from '../../../lib/html.ts'
import { CHANGED_MEANWHILE, changeShow, getShow } from '../../../shows/show.ts'
import { readShowChanges } from '../../../shows/show-input.ts'
import type { Handler } from '../../handler.ts'
import { readForm } from '../../request-body.ts'
import { studioWordsFor } from '../../words/studio/words-for.ts'
import { fieldErrors } from '../field-errors.ts'
import { attempt, errorSummary, type FieldErrors, submit, UNPROCESSABLE } from '../form.ts'
import { studioPage } from '../page.ts'
import { coverPart } from './cover-part.ts'
import { openShow, type ShowView, showPath, wayTo } from './open-show.ts'
import { allShowFields, differences, fieldsOf, valuesOf } from './show-fields.ts'
import { showHeading } from './show-heading.ts'

/** What comes again with the page. */
interface Again {
  status: number
  typed?: URLSearchParams
  errors?: FieldErrors
  notice?: Html | null
}

/** GET /studio/shows/:show/settings — what a show says of itself, its cover and its address. */
export const showSettings: Handler = async (host, req, res) => {
  const view = await openShow(host, req, res, 'edit show')
  const words = studioWordsFor(view.language).settings
  const notice = req.query.saved === undefined ? null : html`<p class="saved" role="status">${words.saved}</p>`
  sendSettings(view, res, { status: 200, notice })
}

/**
 * POST /studio/shows/:show/settings — changes a show by the verb that programs use. When somebody changed it since the
 * form was opened, nothing is changed: what differs is shown, and sending it again is meant.
 */
export const postSettings: Handler = async (host, req, res) => {
  const view = await openShow(host, req, res, 'edit show')
  const typed = await readForm(req, res)
  const seen = new Date(typed.get('seen') ?? '')
  const outcome = await attempt(async () => {
    const changes = readShowChanges(fieldsOf(typed))
    return changeShow(host, view.show.slug, changes, Number.isNaN(seen.getTime()) ? new Date(0) : seen)
  })
  if ('done' in outcome) return res.redirect(303, `${wayTo({ ...view, show: outcome.done }, 'settings')}?saved`)

  const { refused } = outcome
  if (refused.code !== CHANGED_MEANWHILE) {
    const names: Record<string, string> = refused.code === 'number-needed' ? { content: 'type' } : {}
    const errors = fieldErrors(view.language, refused, names)
    return sendSettings(view, res, { status: UNPROCESSABLE, typed, errors })
  }
  const now = { ...view, show: await getShow(host, view.show.slug) }
  typed.set('seen', now.show.updatedAt.toISOString())
  sendSettings(now, res, { status: refused.status, typed, notice: changedMeanwhile(now, typed) })
}

function changedMeanwhile({ show, language }: ShowView, typed: URLSearchParams): Html {
  const words = studioWordsFor(language).settings
  const rows = differences(typed, show).map(
    ([name, now]) => html`<dt>${words.labels[name]}</dt><dd>${now === '' ? words.empty : now}</dd>`,
  )
  return html`<div class="errors" role="alert" tabindex="-1" autofocus aria-labelledby="changed-title">
<h2 id="changed-title">${words.changedMeanwhile}</h2>
<p>${words.changedHint}</p>
${rows.length > 0 && html`<dl class="facts">${rows}</dl>`}
</div>`
}

/** The page, also with what came back of one of its forms. */
export function sendSettings(view: ShowView, res: Response, again: Again) {
  const { person, show, language } = view
  const { typed, errors = {}, notice } = again
  const words = studioWordsFor(language).settings
  const hasErrors = again.status >= 400
  const values = typed ?? valuesOf(show)
  const content = html`${errorSummary(language, errors)}
${showHeading(view, 'settings')}
${notice}
<form class="fields" method="post" action="${wayTo(view, 'settings')}" novalidate>
<input type="hidden" name="seen" value="${typed?.get('seen') ?? show.updatedAt.toISOString()}">
${allShowFields({ language, values, errors })}
${submit(words.save)}
</form>
${coverPart(view, errors)}`
  const title = `${show.title} – ${words.pages.settings}`
  const path = showPath(show, 'settings')
  res.status(again.status).type('html').send(studioPage({ language, title, content, path, person, hasErrors }))
}
