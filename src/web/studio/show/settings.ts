import type { Response } from 'express'
import { type Html, html } from '../../../lib/html.ts'
import type { Handler } from '../../handler.ts'
import type { Language } from '../../languages.ts'
import { readForm } from '../../request-body.ts'
import { studioWordsFor } from '../../words/studio/words-for.ts'
import { leadBack, saidDone } from '../done.ts'
import { CONFLICT, type FieldErrors, submit, UNPROCESSABLE } from '../form.ts'
import { heldForm, heldFormScript } from '../held-form.ts'
import { studioPage } from '../page.ts'
import { shownFields } from './changed-meanwhile.ts'
import { type CoverSent, coverPart } from './cover-part.ts'
import { openShow, type ShowView, showPath, wayTo } from './open-show.ts'
import { saveShow } from './save-show.ts'
import { scheduledEpisodes } from './scheduled-episodes.ts'
import { allShowFields, fieldOf, fieldsOf, showParts, valuesOf } from './show-fields.ts'
import { showHeading } from './show-heading.ts'

/** Said after a change of the time zone, which is that of the dates ahead. */
const CLOCKS = 'clocks'

/** What comes again with the page. */
interface Again {
  status: number
  typed?: URLSearchParams
  errors?: FieldErrors
  notice?: Html | null
  cover?: CoverSent
}

/** GET /studio/shows/:show/settings — what a show says of itself, its cover and its address. */
export const showSettings: Handler = async (host, req, res) => {
  const view = await openShow(host, req, res, 'edit show')
  const { done, cover, clocks } = studioWordsFor(view.language).settings
  const [saved, said] = [done, cover.done].map((sentences) => saidDone(req.query.done, sentences))
  const notice = html`${saved}${req.query.done === CLOCKS && (await scheduledEpisodes(view, clocks))}`
  await sendSettings(view, res, { status: 200, notice, cover: { said } })
}

/**
 * POST /studio/shows/:show/settings — changes a show by the verb that programs use. When somebody changed it since the
 * form was opened, nothing is changed: the form comes again with what they made of the rest, and sending it again is meant.
 */
export const postSettings: Handler = async (host, req, res) => {
  const view = await openShow(host, req, res, 'edit show')
  const typed = await readForm(req, res)
  const form = { ...formIn(view.language), fields: fieldsOf(typed, view.show), nameOf: fieldOf(typed) }
  const saved = await saveShow(view, typed, form)
  if ('done' in saved) {
    const isOther = saved.done.timeZone !== view.show.timeZone
    return leadBack(res, wayTo({ ...view, show: saved.done }, 'settings'), isOther ? CLOCKS : 'saved')
  }
  if ('errors' in saved) return await sendSettings(view, res, { status: UNPROCESSABLE, typed, errors: saved.errors })
  const { now, ...again } = saved
  await sendSettings({ ...view, show: now }, res, { status: CONFLICT, ...again })
}

const formIn = (language: Language) => ({ valuesOf, parts: showParts(language) })

/** The page, also with what came back of one of its forms. */
export async function sendSettings(view: ShowView, res: Response, again: Again) {
  const { person, show, language } = view
  const { typed, errors = {}, notice, cover } = again
  const words = studioWordsFor(language).settings
  const hasErrors = again.status >= 400
  const values = typed ?? valuesOf(show)
  const scheduled = await scheduledEpisodes(view, words.scheduled)
  const content = html`${showHeading(view, 'settings')}
${notice}
${heldForm(
  language,
  html`<form class="fields" method="post" action="${wayTo(view, 'settings')}" novalidate>
${shownFields(show, formIn(language), typed)}
${allShowFields({ language, values, errors, scheduled })}
${submit(words.save)}
</form>`,
)}
${coverPart(view, errors, cover)}`
  const title = `${show.title} – ${words.pages.settings}`
  const path = showPath(show, 'settings')
  res
    .status(again.status)
    .type('html')
    .send(studioPage({ language, title, content, path, person, errors, hasErrors, head: heldFormScript }))
}
