import type { Request, Response } from 'express'
import { may, requireAccess } from '../../../accounts/access.ts'
import { getEpisodeDeletion } from '../../../episodes/delete-episode.ts'
import { editVerb, getEpisode } from '../../../episodes/episode.ts'
import { notFound } from '../../../lib/errors.ts'
import { type Html, html } from '../../../lib/html.ts'
import { moduleScript } from '../../assets.ts'
import { type Handler, type Host, idOf } from '../../handler.ts'
import { langOf, languageOf, pathIn } from '../../languages.ts'
import { requirePerson } from '../../signed-in.ts'
import { studioWordsFor } from '../../words/studio/words-for.ts'
import { leadBack, saidDone } from '../done.ts'
import { CONFLICT, UNPROCESSABLE } from '../form.ts'
import { studioPage } from '../page.ts'
import { unlessTooLate } from '../sent-by-itself.ts'
import { type DeletedView, refuseDeletedEpisode, sendDeletedEpisode } from './deletion.ts'
import { type Again, type EpisodeView, episodePath, mayEdit, type Section } from './section.ts'
import { SECTIONS } from './sections.ts'
import { statusLine } from './status-line.ts'
import { whoMayEdit } from './who-may-edit.ts'

/**
 * GET /studio/episodes/:id — everything of one episode; whoever may only see it reads it without forms. Of one that is
 * deleted, or whose show is, the way back.
 */
export const showEpisodePage: Handler = async (host, req, res) => {
  const opened = await open(host, req, res)
  if ('deletion' in opened) return sendDeletedEpisode(opened, res)
  await sendPage(opened, res)
}

/** GET on the address of a section: the section on the page. */
export const leadToSection =
  ({ name }: Section): Handler =>
  async (host, req, res) => {
    const { episode, language } = await openView(host, req, res)
    res.redirect(303, `${pathIn(language, episodePath(episode))}#${name}`)
  }

/**
 * POST on the address of a section: does what its form asks for and leads back to it, or sends the whole page again
 * with what was typed. A script that asks for JSON is told in JSON.
 */
export const postToSection =
  (section: Section): Handler =>
  (host, req, res) =>
    unlessTooLate(res, () => post(section, host, req, res))

async function post(section: Section, host: Host, req: Request, res: Response) {
  const view = await openView(host, req, res)
  requireAccess(view.person, section.verb ?? editVerb(view.episode, host.now()), view.episode.showId)
  const answer = await section.receive(view, req, res)
  const wantsJson = isScript(req)
  if (answer && 'to' in answer) return res.redirect(303, answer.to)
  if (!answer || !('typed' in answer)) {
    if (wantsJson) return void res.json(answer ?? {})
    const done = answer && 'done' in answer ? `${section.name}.${answer.done}` : section.name
    return leadBack(res, pathIn(view.language, episodePath(view.episode)), done)
  }
  const { errors, preview } = answer
  const status = statusOf(answer)
  if (wantsJson) return void res.status(status).json({ errors, preview, isConflict: status === CONFLICT })
  const episode = await getEpisode(host, view.episode.id)
  await sendPage({ ...view, episode, again: { ...answer, section } }, res)
}

/** Whether a script asks, and not somebody who opens a page. */
export const isScript = (req: Request) => req.accepts(['html', 'json']) === 'json'

/** A question that stays open is no refusal: a row more, or a preview, was all that was asked for. */
const statusOf = ({ errors, theirs, status = UNPROCESSABLE }: Again) => {
  if (Object.keys(errors).length === 0) return 200
  return theirs ? CONFLICT : status
}

/**
 * The episode for somebody who may see it, who is told so where it or its show is deleted. To anybody else it is as unknown as one
 * that never was.
 */
export async function openView(host: Host, req: Request, res: Response): Promise<EpisodeView> {
  const opened = await open(host, req, res)
  if ('deletion' in opened) throw refuseDeletedEpisode(opened)
  return opened
}

async function open(host: Host, req: Request, res: Response): Promise<EpisodeView | DeletedView> {
  const person = await requirePerson(host, req, res)
  const id = idOf(req, 'episode')
  const language = languageOf(req.path)
  const deletion = await getEpisodeDeletion(host, id)
  if (!may(person, 'see show', deletion.showId)) throw notFound('episode')
  if (deletion.deletedAt || deletion.show.deletedAt) return { person, deletion, language }
  const episode = await getEpisode(host, id)
  const done = typeof req.query.done === 'string' ? req.query.done : null
  return { host, person, episode, language, mayEdit: mayEdit(person, episode, host.now()), again: null, done }
}

async function sendPage(view: EpisodeView, res: Response) {
  const { episode, language, again, person } = view
  const { show, title } = episode
  const words = studioWordsFor(language).episode
  const errors = again?.errors ?? {}
  const labels = again?.section.labels?.(language, again.typed)
  const content = html`<p class="above"><a href="${pathIn(language, `/studio/shows/${show.slug}`)}"${langOf(show.language, language)}>${show.title}</a></p>
<h1${langOf(episode.language ?? show.language, language)}>${title}</h1>
${saidDone(view.done, { restored: words.deletion.restored, uploaded: words.uploaded })}
${await statusLine(view)}
${!view.mayEdit && (await whoMayEdit(view))}
<div class="episode-parts"><nav class="parts" aria-label="${words.parts}"><ul>${SECTIONS.map(
    (section) => html`<li><a href="#${section.name}">${section.title(language)}</a></li>`,
  )}</ul></nav>
<div>${await Promise.all(SECTIONS.map((section) => sectionPart(section, view)))}</div></div>`
  res
    .status(again ? statusOf(again) : 200)
    .type('html')
    .send(studioPage({ language, title, content, path: episodePath(episode), person, errors, labels, head: scripts() }))
}

async function sectionPart(section: Section, view: EpisodeView): Promise<Html> {
  const { name, followsAudio } = section
  const { done } = studioWordsFor(view.language).episode
  return html`<section class="part" id="${name}" tabindex="-1" aria-labelledby="${name}-title"${followsAudio && html` data-follows-upload`}>
<h2 id="${name}-title">${section.title(view.language)}</h2>
${view.done?.split('.')[0] === name && saidDone(view.done, done)}
${wrongIn(section, view)}
${await section.content(view)}
</section>
`
}

/** What keeps the episode from being published, in the section as a whole. */
function wrongIn({ name }: Section, { again }: EpisodeView): Html | null {
  const sentence = again && again.section.name !== name && again.errors[name]
  return sentence ? html`<p class="error">${sentence}</p>` : null
}

/** Each script once, whichever sections have it. */
function scripts(): Html {
  const urls = new Set(SECTIONS.flatMap((section) => section.scripts ?? []).filter((url) => url !== null))
  return html`${[...urls].map((url) => html`${moduleScript(url)}\n`)}`
}
