import type { Request, Response } from 'express'
import { requireAccess } from '../../../accounts/access.ts'
import { CHANGED_MEANWHILE } from '../../../episodes/changed-meanwhile.ts'
import { editVerb } from '../../../episodes/episode.ts'
import { restoreVersion } from '../../../episodes/restore-version.ts'
import { getVersion, listVersions, type Version } from '../../../episodes/versions.ts'
import { staysReady } from '../../../feed/publish-gate.ts'
import { notFound } from '../../../lib/errors.ts'
import { type Html, html } from '../../../lib/html.ts'
import type { Handler } from '../../handler.ts'
import { pathIn } from '../../languages.ts'
import { exactClockIn } from '../../moment.ts'
import { readForm } from '../../request-body.ts'
import { versionNumber } from '../../seen-version.ts'
import { studioWordsFor } from '../../words/studio/words-for.ts'
import { doneSentence, leadBack } from '../done.ts'
import { openView } from '../episode/episode-page.ts'
import { type EpisodeView, episodePath } from '../episode/section.ts'
import { fieldErrors } from '../field-errors.ts'
import { attempt, CONFLICT, type FieldErrors, UNPROCESSABLE } from '../form.ts'
import { studioPage } from '../page.ts'
import { changesTold, differences } from './differences.ts'
import { historyPath, makerOf, momentOf, restoreForm, tellingOf, wayUp } from './history-view.ts'
import { type Step, stepsOf } from './steps.ts'
import type { Telling } from './values.ts'

/** Versions on one page: an evening of corrections. */
const PAGE = 200
/** Says in the address that a version was restored. */
const RESTORED = 'restored'
/** The same where nothing is other by that. */
const UNCHANGED = 'unchanged'

/** GET /studio/episodes/:id/history — who changed what and when, and back to each version. */
export const showHistory: Handler = async (host, req, res) => {
  const view = await openView(host, req, res)
  await sendHistory(view, res, { olderThan: versionNumber(req.query.before), restored: await restoredOf(view, req) })
}

/** POST /studio/episodes/:id/history — makes a version the newest again; nothing of those since is lost. */
export const postHistory: Handler = async (host, req, res) => {
  const view = await openView(host, req, res)
  const { episode, person: by, language } = view
  requireAccess(by, editVerb(episode, host.now()), episode.showId)
  const form = await readForm(req, res)
  const number = versionNumber(form.get('number'))
  if (number === undefined) throw notFound('version')
  const outcome = await attempt(() =>
    restoreVersion(host, episode.id, number, {
      ...{ by, seen: versionNumber(form.get('seen')), guard: staysReady(host) },
    }),
  )
  if ('done' in outcome) {
    const left = outcome.done.left.map((name) => `&left=${name}`).join('')
    return leadBack(res, `${historyPath(view)}?version=${number}${left}`, outcome.done.isOther ? RESTORED : UNCHANGED)
  }
  const { refused } = outcome
  const errors = fieldErrors(language, refused, { version: 'content', number: 'content' })
  const status = refused.code === CHANGED_MEANWHILE ? CONFLICT : UNPROCESSABLE
  await sendHistory(await openView(host, req, res), res, { errors, status })
}

interface Shown {
  olderThan?: number | undefined
  /** Says what was restored just now. */
  restored?: Html | null
  errors?: FieldErrors
  status?: number
}

async function sendHistory(view: EpisodeView, res: Response, { olderThan, restored, errors = {}, status }: Shown) {
  const { host, episode, language, person } = view
  const words = studioWordsFor(language).episode.history
  // One more, since each is compared with the one before.
  const versions = await listVersions(host, episode.id, PAGE + 1, olderThan)
  const telling = await tellingOf(view)
  const [steps, oldest] = [stepsOf(versions), versions.at(-1)]
  const isMore = oldest !== undefined && oldest.number > 0
  const content = html`${wayUp(view)}
<h1>${words.heading}</h1>
${restored}
<p>${words.intro} ${episode.slugStays ? words.addressStays : words.addressFollows}</p>
${olderThan !== undefined && html`<p><a href="${historyPath(view)}">${words.newest}</a></p>`}
${
  steps.length === 0
    ? html`<p>${words.none}</p>`
    : html`<ol class="history" reversed>${steps.map((step) => stepItem(view, telling, step))}
${oldest && !isMore && beginning(view, oldest)}</ol>`
}
${isMore && html`<p><a href="${historyPath(view)}?before=${oldest.number + 1}">${words.older}</a></p>`}`
  res
    .status(status ?? 200)
    .type('html')
    .send(
      studioPage({
        ...{ language, title: `${words.heading} – ${episode.title}`, content, person },
        ...{ errors, path: `${episodePath(episode)}/history` },
      }),
    )
}

function stepItem(view: EpisodeView, telling: Telling, { saves, before }: Step): Html {
  const { language, mayEdit } = view
  const words = studioWordsFor(language).episode.history
  const newest = saves[0]!
  const moment = momentOf(view, newest)
  const since = exactClockIn(language, saves.at(-1)!.createdAt, telling.timeZone)
  return html`<li><h2><time datetime="${newest.createdAt.toISOString()}">${moment}</time></h2>
<p class="quiet">${makerOf(view, newest)}${saves.length > 1 && html` · ${words.saves(saves.length, since)}`}</p>
<details><summary>${words.changed}: ${changesTold(telling, newest, before)}</summary>
${differences(telling, newest.facts, before.facts)}</details>
${saves.length > 1 && singleSaves(view, telling, { saves, before })}
<p><a href="${historyPath(view)}/${newest.number}">${words.look}<span class="unseen"> (${moment})</span></a></p>
${mayEdit && restoreForm(view, newest, words.restoreAt(moment))}</li>
`
}

/** Every save of a step, to be chosen. */
function singleSaves(view: EpisodeView, telling: Telling, { saves, before }: Step): Html {
  const { language, mayEdit } = view
  const words = studioWordsFor(language).episode.history
  const item = (save: Version, at: number) => {
    const time = exactClockIn(language, save.createdAt, telling.timeZone)
    return html`<li><p><time datetime="${save.createdAt.toISOString()}">${time}</time> ${words.changed}: ${changesTold(telling, save, saves[at + 1] ?? before)}</p>
<p><a href="${historyPath(view)}/${save.number}">${words.lookAt(time)}</a></p>
${mayEdit && restoreForm(view, save, words.restoreAt(time))}</li>
`
  }
  return html`<details><summary>${words.each(saves.length)}</summary>
<ol class="saves" reversed>${saves.map(item)}</ol></details>`
}

function beginning(view: EpisodeView, version: Version): Html {
  const words = studioWordsFor(view.language).episode.history
  const moment = momentOf(view, version)
  return html`<li><h2><time datetime="${version.createdAt.toISOString()}">${moment}</time></h2>
<p class="quiet">${makerOf(view, version)}</p>
<p><a href="${historyPath(view)}/${version.number}">${words.look}<span class="unseen"> (${moment})</span></a></p>
${view.mayEdit && restoreForm(view, version, words.restoreAt(moment))}</li>
`
}

/** What the address says was restored, or was so already, with what stays as it is. */
async function restoredOf(view: EpisodeView, { query }: Request): Promise<Html | null> {
  const isRestored = query.done === RESTORED
  const number = isRestored || query.done === UNCHANGED ? versionNumber(query.version) : undefined
  if (number === undefined) return null
  const words = studioWordsFor(view.language).episode.history
  const version = await getVersion(view.host.db, view.episode.id, number)
  const left = [query.left].flat().flatMap((name) => (typeof name === 'string' && words.left[name]) || [])
  const moment = momentOf(view, version)
  const sentences = isRestored
    ? [words.done(moment), ...left]
    : [words.unchanged, ...(left.length > 0 ? left : [words.holds(moment)])]
  return doneSentence(html`${sentences.join(' ')}
<a href="${pathIn(view.language, episodePath(view.episode))}">${words.toEpisode}</a>`)
}
