import type { Response } from 'express'
import { actingAs } from '../../accounts/logbook.ts'
import { takeSecondFactor } from '../../accounts/people.ts'
import type { Handler } from '../handler.ts'
import { readForm } from '../request-body.ts'
import { studioWordsFor } from '../words/studio/words-for.ts'
import { leadBack } from './done.ts'
import { confirmed, type OtherView, openOther, pathTo, sendWarning } from './other-person.ts'

/** GET /studio/people/:id/second-factor — what taking somebody's second factor means, before it is done. */
export const showPersonFactor: Handler = async (host, req, res) => {
  const view = await openOther(host, req, res, 'second-factor')
  if (!view.shown.hasSecondFactor) return leadToPerson(view, res)
  sendWarning(view, res, warningOf(view))
}

/** POST /studio/people/:id/second-factor — takes it, when the administrator gives her own password once more. */
export const postPersonFactor: Handler = async (host, req, res) => {
  const view = await openOther(host, req, res, 'second-factor')
  const form = await readForm(req, res)
  if (!view.shown.hasSecondFactor) return leadToPerson(view, res)
  const outcome = await confirmed(view, req, res, form)
  if ('errors' in outcome) return sendWarning(view, res, warningOf(view), outcome)
  await takeSecondFactor(actingAs(host, view.person), view.person, view.shown.id)
  leadBack(res, pathTo(view), 'factor')
}

const leadToPerson = (view: OtherView, res: Response) => res.redirect(303, pathTo(view))

function warningOf({ host, shown, language }: OtherView) {
  const words = studioWordsFor(language).people.person.factor
  const isAsked = host.config.requireSecondFactor && shown.isAdministrator
  const meanings = [...words.meanings, isAsked ? words.asked : words.notAsked]
  return { ...words, title: words.title(shown.name), meanings }
}
