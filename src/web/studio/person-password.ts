import type { Request, Response } from 'express'
import { actingAs } from '../../accounts/logbook.ts'
import { makePasswordLink, passwordLinkPath, requirePasswordOf } from '../../accounts/password-link.ts'
import type { Handler, Host } from '../handler.ts'
import { readForm } from '../request-body.ts'
import { studioWordsFor } from '../words/studio/words-for.ts'
import { copyScript, madeLink } from './invited.ts'
import { confirmed, type OtherView, openOther, sendOther, sendWarning } from './other-person.ts'

/** GET /studio/people/:id/password — what a link for another password means, before it is made. */
export const showPersonPassword: Handler = async (host, req, res) => {
  const view = await openView(host, req, res)
  sendWarning(view, res, warningOf(view))
}

/** POST /studio/people/:id/password — makes it, when the administrator gives his own password once more. */
export const postPersonPassword: Handler = async (host, req, res) => {
  const view = await openView(host, req, res)
  const outcome = await confirmed(view, req, res, await readForm(req, res))
  if ('errors' in outcome) return sendWarning(view, res, warningOf(view), outcome)
  const { person, shown, language } = view
  const { secret, expiresAt } = await makePasswordLink(actingAs(host, person), person, shown.id)
  const { title } = warningOf(view)
  const { made } = studioWordsFor(language).people.person.password
  const content = madeLink(host.config, made, passwordLinkPath(secret), expiresAt, language)
  sendOther(view, res, { title, content, status: 201, head: copyScript })
}

async function openView(host: Host, req: Request, res: Response): Promise<OtherView> {
  const view = await openOther(host, req, res, 'password')
  await requirePasswordOf(host, view.shown)
  return view
}

function warningOf({ shown, language }: OtherView) {
  const words = studioWordsFor(language).people.person.password
  return { ...words, title: words.title(shown.name) }
}
