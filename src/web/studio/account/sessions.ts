import { endOtherSessions, endSession, type OwnSession } from '../../../accounts/sessions.ts'
import { notFound } from '../../../lib/errors.ts'
import { type Html, html } from '../../../lib/html.ts'
import { type Handler, idOf } from '../../handler.ts'
import { pathIn } from '../../languages.ts'
import { momentIn } from '../../moment.ts'
import { carriedBy } from '../../signed-in.ts'
import { studioWordsFor } from '../../words/studio/words-for.ts'
import { ACCOUNT } from '../paths.ts'
import { deviceIn } from './device.ts'
import { type AccountView, backToAccount, openAccount } from './open-account.ts'

const PATH = `${ACCOUNT}/sessions` as const

/** POST /studio/account/sessions/:id/end — this one too: that is signing out. */
export const postSessionEnd: Handler = async (host, req, res) => {
  const { person, sessionId, language } = await openAccount(host, req, res)
  const id = idOf(req, 'session')
  if (!(await endSession(host, person.id, id))) throw notFound('session')
  if (id !== sessionId) return backToAccount(res, language, 'session')
  res.append('Set-Cookie', await host.signIn.end(carriedBy(req)))
  res.redirect(303, pathIn(language, '/studio/sign-in'))
}

/** POST /studio/account/sessions/end — all but this one. */
export const postOthersEnd: Handler = async (host, req, res) => {
  const { person, sessionId, language } = await openAccount(host, req, res)
  await endOtherSessions(host, person.id, sessionId)
  backToAccount(res, language, 'sessions')
}

/** The browsers in which she is signed in, this one first. */
export function sessionList({ sessionId, language }: AccountView, sessions: OwnSession[]): Html {
  const words = studioWordsFor(language).account.sessions
  const isHere = ({ id }: OwnSession) => id === sessionId
  const inOrder = [...sessions.filter(isHere), ...sessions.filter((session) => !isHere(session))]
  return html`<section aria-labelledby="sessions"><h2 id="sessions">${words.heading}</h2>
<ul class="keys">${inOrder.map(
    (session) => html`<li class="card"><h3 id="session-${session.id}">${deviceIn(language, session.userAgent)}${
      isHere(session) && html` <span class="quiet">(${words.here})</span>`
    }</h3>
<dl class="facts"><dt>${words.begun}</dt><dd>${momentIn(language, session.createdAt)}</dd>
<dt>${words.seen}</dt><dd>${momentIn(language, session.updatedAt)}</dd></dl>
<form method="post" action="${pathIn(language, `${PATH}/${session.id}/end`)}"><button class="button plain" type="submit" aria-describedby="session-${session.id}">${words.end}</button></form>
</li>`,
  )}</ul>
${
  sessions.length > 1 &&
  html`<form method="post" action="${pathIn(language, `${PATH}/end`)}"><p><button class="button" type="submit">${words.endOthers}</button></p></form>`
}</section>`
}
