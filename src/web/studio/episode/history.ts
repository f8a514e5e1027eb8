import type { Response } from 'express'
import { requireAccess } from '../../../accounts/access.ts'
import { editVerb } from '../../../episodes/edit-verb.ts'
import { changeEpisode } from '../../../episodes/episode.ts'
import { changesTo, type Facts, isSame, listVersions, TYPED_FIELDS } from '../../../episodes/versions.ts'
import { notFound } from '../../../lib/errors.ts'
import { type Html, html } from '../../../lib/html.ts'
import type { Handler } from '../../handler.ts'
import { type Language, langOf, pathIn } from '../../languages.ts'
import { readForm } from '../../request-body.ts'
import { studioWordsFor } from '../../words/studio/words-for.ts'
import { fieldErrors } from '../field-errors.ts'
import { attempt, errorSummary, type FieldErrors, UNPROCESSABLE } from '../form.ts'
import { momentIn } from '../moment.ts'
import { studioPage } from '../page.ts'
import { openView } from './episode-page.ts'
import { type EpisodeView, episodePath, sectionPath } from './section.ts'

/** Versions that are looked through; more than anybody reads. */
const MAX_VERSIONS = 500
/** What one person saves without a longer pause is one step of the history. */
const STEP_MILLISECONDS = 10 * 60_000

type Version = Awaited<ReturnType<typeof listVersions>>[number]
/** A version and what it was made from. */
type Step = [version: Version, before: Version]

/** GET /studio/episodes/:id/history — who changed what and when, and back to each version. */
export const showHistory: Handler = async (host, req, res) => sendHistory(await openView(host, req, res), res)

/** POST /studio/episodes/:id/history — makes a version the newest again; nothing of those since is lost. */
export const postHistory: Handler = async (host, req, res) => {
  const view = await openView(host, req, res)
  const { episode, person: by, language } = view
  requireAccess(by, editVerb(episode, host.now()), episode.showId)
  const number = numberIn(await readForm(req, res))
  const changes = await changesTo(host, episode.id, number)
  const outcome = await attempt(() => changeEpisode(host, episode.id, changes, { by }))
  if ('refused' in outcome) return sendHistory(view, res, fieldErrors(language, outcome.refused))
  res.redirect(303, pathIn(language, `${episodePath(episode)}/history`))
}

function numberIn(form: URLSearchParams): number {
  const number = form.get('number') ?? ''
  if (!/^\d{1,9}$/.test(number)) throw notFound('version')
  return Number(number)
}

async function sendHistory(view: EpisodeView, res: Response, errors: FieldErrors = {}) {
  const { host, episode, language, person } = view
  const words = studioWordsFor(language).episode.history
  const versions = await listVersions(host, episode.id, MAX_VERSIONS)
  const steps = stepsOf(versions)
  const hasErrors = Object.keys(errors).length > 0
  const content = html`${errorSummary(language, errors)}
<p class="above"><a href="${pathIn(language, episodePath(episode))}"${langOf(episode.language ?? episode.show.language, language)}>${episode.title}</a></p>
<h1>${words.heading}</h1>
${steps.length === 0 ? html`<p>${words.none}</p>` : html`<ol class="history" reversed>${steps.map((step) => stepItem(view, step))}</ol>`}`
  res
    .status(hasErrors ? UNPROCESSABLE : 200)
    .type('html')
    .send(
      studioPage({
        ...{ language, title: `${words.heading} – ${episode.title}`, content, person, hasErrors },
        path: `${episodePath(episode)}/history`,
      }),
    )
}

/** Newest first, what one person saved in one go put together; going back to a version is a step of its own. */
function stepsOf(versions: Version[]): Step[] {
  const steps: Step[] = []
  const texts = versions.map((version) => JSON.stringify(TYPED_FIELDS.map((name) => factsOf(version)[name])))
  const isRestored = (at: number) => texts.lastIndexOf(texts[at]!) > at
  let isOpen = false
  for (const [at, version] of versions.entries()) {
    const before = versions[at + 1]
    const last = steps.at(-1)
    if (!before) break
    const belongs =
      last &&
      isOpen &&
      !isRestored(at) &&
      last[0].personId !== null &&
      last[0].personId === version.personId &&
      last[1].createdAt.getTime() - version.createdAt.getTime() < STEP_MILLISECONDS &&
      last[1].number === version.number
    if (belongs) last[1] = before
    else {
      steps.push([version, before])
      isOpen = !isRestored(at)
    }
  }
  return steps
}

function stepItem(view: EpisodeView, [version, before]: Step): Html {
  const { language, mayEdit } = view
  const words = studioWordsFor(language).episode.history
  const { createdAt } = version
  return html`<li><h2><time datetime="${createdAt.toISOString()}">${momentIn(language, createdAt)}</time></h2>
<p class="quiet">${version.savedBy ?? words.somebody}</p>
<details><summary>${words.changed}: ${
    changedFields(version, before)
      .map((name) => words.fields[name])
      .join(', ') || words.nothing
  }</summary>
${changedFields(version, before).map((name) => difference(name, version, before, language))}</details>
${
  mayEdit &&
  html`<form method="post" action="${sectionPath(view, 'history')}"><input type="hidden" name="number" value="${before.number}">
<p><button class="button plain" type="submit">${words.restore}<span class="unseen"> (${momentIn(language, createdAt)})</span></button></p></form>`
}</li>
`
}

/** The notes are told as they were typed; those that came as HTML as they are. */
const changedFields = (version: Version, before: Version) =>
  TYPED_FIELDS.filter((name) => !isSame(factsOf(version)[name], factsOf(before)[name]))

function difference(name: (typeof TYPED_FIELDS)[number], version: Version, before: Version, language: Language): Html {
  const words = studioWordsFor(language).episode.history
  return html`<h3>${words.fields[name]}</h3>
<div class="both"><div><p class="quiet">${words.before}</p><pre>${textOf(factsOf(before)[name])}</pre></div>
<div><p class="quiet">${words.after}</p><pre>${textOf(factsOf(version)[name])}</pre></div></div>`
}

const factsOf = ({ facts }: Version) => facts as unknown as Facts

const textOf = (value: unknown): string =>
  value === null || value === undefined
    ? ''
    : typeof value === 'object'
      ? JSON.stringify(value, null, 2)
      : String(value)
