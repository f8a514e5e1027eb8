import type { Response } from 'express'
import { actingAs } from '../../../accounts/logbook.ts'
import { type Html, html } from '../../../lib/html.ts'
import { movedTo, moveShow, refuseWayBack, takeMoveBack } from '../../../shows/move.ts'
import { readMove } from '../../../shows/move-input.ts'
import type { Handler } from '../../handler.ts'
import { readForm } from '../../request-body.ts'
import { studioWordsFor } from '../../words/studio/words-for.ts'
import { leadBack, saidDone } from '../done.ts'
import { fieldErrors } from '../field-errors.ts'
import { attempt, type FieldErrors, field, submit, UNPROCESSABLE } from '../form.ts'
import { studioPage } from '../page.ts'
import { readWhen, whenFields } from '../read-when.ts'
import { moveTold } from './move-notice.ts'
import { openShow, type ShowView, showPath, wayTo } from './open-show.ts'
import { scheduledEpisodes } from './scheduled-episodes.ts'
import { showHeading } from './show-heading.ts'

/** GET /studio/shows/:show/move — where the feed of a show lives, and what a move means. */
export const showMove: Handler = async (host, req, res) => {
  const view = await openShow(host, req, res, 'move show')
  await sendPage(view, res, { said: saidDone(req.query.done, studioWordsFor(view.language).move.done) })
}

/**
 * POST /studio/shows/:show/move — moves the feed, or takes the move back, by the verbs that programs use. A move that takes
 * effect at once is done when the address was shown once more.
 */
export const postMove: Handler = async (host, req, res) => {
  const view = await openShow(host, req, res, 'move show')
  const { show, person, language } = view
  const acting = actingAs(host, person)
  const typed = await readForm(req, res)
  if (typed.get('do') === 'take back') {
    const outcome = await attempt(() => takeMoveBack(acting, show.slug))
    if ('done' in outcome) return leadBack(res, wayTo(view, 'move'), 'back')
    return await sendPage(view, res, { errors: fieldErrors(language, outcome.refused, { content: 'to' }) })
  }
  const when = readWhen(language, typed, show.timeZone)
  if ('errors' in when) return await sendPage(view, res, { typed, errors: when.errors })
  const outcome = await attempt(async () => {
    const move = readMove({ to: typed.get('to'), at: when.at?.toISOString() })
    if (isNew(view, move) && typed.get(SURE) !== move.to) {
      await refuseWayBack(host.config, host.db, show.id, move.to)
      return move.to
    }
    await moveShow(acting, show.slug, move)
    return null
  })
  if ('done' in outcome) {
    if (outcome.done === null) return leadBack(res, wayTo(view, 'move'), 'saved')
    return await sendPage(view, res, { typed, said: askFirst(view, typed, outcome.done) })
  }
  await sendPage(view, res, { typed, errors: fieldErrors(language, outcome.refused, { at: 'day', content: 'to' }) })
}

/** The field with the address that was shown once more. */
const SURE = 'sure'

/** Whether apps are led elsewhere from now on. */
function isNew({ host, show }: ShowView, { to, at }: { to: string; at: Date | null }): boolean {
  const now = host.now()
  return movedTo(show, now) !== to && (at === null || at <= now)
}

/** The question before apps are led to an address, with what was typed as the answer. */
function askFirst(view: ShowView, typed: URLSearchParams, to: string): Html {
  const words = studioWordsFor(view.language).move.sure
  const answer = new URLSearchParams(typed)
  answer.set(SURE, to)
  return html`<div class="notice asked" role="group" tabindex="-1" autofocus aria-labelledby="asked-first">
<h2 id="asked-first">${words.heading}</h2>
<p>${words.means}<br><strong>${to}</strong></p>
<p>${words.kept}</p>
<form method="post" action="${wayTo(view, 'move')}">
${[...answer].map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">\n`)}<p class="answers"><button class="button" type="submit">${words.yes}</button>
<a class="button plain" href="${wayTo(view, 'move')}">${words.no}</a></p>
</form></div>`
}

interface Sent {
  typed?: URLSearchParams
  errors?: FieldErrors
  said?: Html | null
}

async function sendPage(view: ShowView, res: Response, { typed, errors = {}, said }: Sent) {
  const { person, show, language } = view
  const words = studioWordsFor(language).move
  const hasErrors = Object.keys(errors).length > 0
  const content = html`${showHeading(view, 'move')}
${said}
${statusOf(view)}
${unlockFirst(view)}
<h2>${words.means}</h2>
<ul>${words.meanings.map((sentence) => html`<li>${sentence}</li>`)}</ul>
<form class="fields" method="post" action="${wayTo(view, 'move')}" novalidate>
<input type="hidden" name="do" value="move">
${field(language, {
  ...{ name: 'to', label: words.to, hint: words.toHint, type: 'url', error: errors.to },
  value: typed ? typed.get('to') : show.newFeedUrl,
})}
<fieldset><legend>${words.when}</legend>
<p class="quiet">${words.whenHint}</p>
${whenFields(language, { typed: typed ?? null, errors, at: show.movedAt, timeZone: show.timeZone })}
</fieldset>
${await scheduledEpisodes(view, words.scheduled)}
${submit(show.newFeedUrl ? words.change : words.move)}
</form>`
  const title = `${show.title} – ${studioWordsFor(language).settings.pages.move}`
  res
    .status(hasErrors ? UNPROCESSABLE : 200)
    .type('html')
    .send(studioPage({ language, title, content, path: showPath(show, 'move'), person, errors }))
}

/** A locked feed is not taken by a host that honours the lock: what to do before, until it lives there. */
function unlockFirst(view: ShowView): Html | null {
  const { host, show, language } = view
  if (!show.locked || movedTo(show, host.now())) return null
  const { move, settings } = studioWordsFor(language)
  return html`<h2>${move.unlock.heading}</h2>
<p>${move.unlock.about(settings.labels.locked)}</p>
<p><a href="${wayTo(view, 'settings')}#locked">${move.unlock.link}</a></p>`
}

/** Where the feed lives, and the way back. */
function statusOf(view: ShowView): Html {
  const words = studioWordsFor(view.language).move
  const told = moveTold(view)
  if (!told) return html`<p><strong>${words.here}</strong></p>`
  return html`<div class="notice">${told}
<form method="post" action="${wayTo(view, 'move')}"><input type="hidden" name="do" value="take back">
${submit(words.takeBack)}</form>
<p class="quiet">${words.takeBackMeans}</p></div>`
}
