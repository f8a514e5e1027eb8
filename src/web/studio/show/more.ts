import type { Response } from 'express'
import { type Html, html } from '../../../lib/html.ts'
import type { Handler } from '../../handler.ts'
import type { Language } from '../../languages.ts'
import { readForm } from '../../request-body.ts'
import { studioWordsFor } from '../../words/studio/words-for.ts'
import { leadBack, saidDone } from '../done.ts'
import { CONFLICT, type FieldErrors, submit, submitByEnter, UNPROCESSABLE } from '../form.ts'
import { heldForm, heldFormScript } from '../held-form.ts'
import { studioPage } from '../page.ts'
import { changedRows } from '../row-list.ts'
import { shownFields } from './changed-meanwhile.ts'
import { moreFieldOf, moreFields, moreFieldsOf, moreLabels, moreParts, moreValuesOf } from './more-fields.ts'
import { ROW_LISTS, withoutEmptyRows } from './more-lists.ts'
import { openShow, type ShowView, showPath, wayTo } from './open-show.ts'
import { saveShow } from './save-show.ts'
import { showHeading } from './show-heading.ts'

/** GET /studio/shows/:show/more — what else a show may say of itself, which few need every day. */
export const showMore: Handler = async (host, req, res) => {
  const view = await openShow(host, req, res, 'edit show')
  const { done } = studioWordsFor(view.language).settings
  const notice = saidDone(req.query.done, done)
  sendMore(view, res, { status: 200, notice })
}

/** POST /studio/shows/:show/more — saves it by the verb that programs use, or adds and removes a row. */
export const postMore: Handler = async (host, req, res) => {
  const view = await openShow(host, req, res, 'edit show')
  const sent = await readForm(req, res)
  const changed = changedRows(ROW_LISTS, sent)
  if (changed) return sendMore(view, res, { status: 200, typed: changed })

  const typed = withoutEmptyRows(sent)
  const form = { ...formIn(view.language), fields: moreFieldsOf(typed, view.show), nameOf: moreFieldOf }
  const saved = await saveShow(view, typed, form)
  if ('done' in saved) return leadBack(res, wayTo(view, 'more'), 'saved')
  if ('errors' in saved) return sendMore(view, res, { status: UNPROCESSABLE, typed, errors: saved.errors })
  const { now, ...again } = saved
  sendMore({ ...view, show: now }, res, { status: CONFLICT, ...again })
}

const formIn = (language: Language) => ({ valuesOf: moreValuesOf, parts: moreParts(language) })

/** What comes again with the page. */
interface Again {
  status: number
  typed?: URLSearchParams
  errors?: FieldErrors
  notice?: Html | null
}

function sendMore(view: ShowView, res: Response, { status, typed, errors = {}, notice }: Again) {
  const { person, show, language } = view
  const words = studioWordsFor(language)
  const values = typed ?? moreValuesOf(show)
  const labels = moreLabels(language, values)
  const content = html`${showHeading(view, 'more')}
${notice}
<p>${words.more.about}</p>
${heldForm(
  language,
  html`<form class="fields" method="post" action="${wayTo(view, 'more')}" novalidate>
${shownFields(show, formIn(language), typed)}
${submitByEnter(words.more.save)}
${moreFields({ language, values, errors })}
${submit(words.more.save)}
</form>`,
)}`
  const title = `${show.title} – ${words.settings.pages.more}`
  const path = showPath(show, 'more')
  res
    .status(status)
    .type('html')
    .send(
      studioPage({
        language,
        title,
        content,
        path,
        person,
        errors,
        labels,
        hasErrors: status >= 400,
        head: heldFormScript,
      }),
    )
}
