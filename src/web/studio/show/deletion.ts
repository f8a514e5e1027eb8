import type { Request, Response } from 'express'
import { may, requireAccess } from '../../../accounts/access.ts'
import { actingAs } from '../../../accounts/logbook.ts'
import type { Person } from '../../../accounts/person.ts'
import { summarizeShows } from '../../../episodes/show-summaries.ts'
import { type Html, html } from '../../../lib/html.ts'
import { cleanLine } from '../../../lib/plain-text.ts'
import { deleteShow, getShowDeletion, restoreShow } from '../../../shows/delete-show.ts'
import { deletionOf, NOT_DELETED } from '../../../shows/deletion.ts'
import { movedTo } from '../../../shows/move.ts'
import type { Show } from '../../../shows/show.ts'
import { type Handler, type Host, partOf } from '../../handler.ts'
import { type Language, langOf, languageOf, pathIn } from '../../languages.ts'
import { momentIn } from '../../moment.ts'
import { readForm } from '../../request-body.ts'
import { requirePerson } from '../../signed-in.ts'
import { studioWordsFor } from '../../words/studio/words-for.ts'
import { leadBack } from '../done.ts'
import { field, submit, UNPROCESSABLE } from '../form.ts'
import { studioPage } from '../page.ts'
import { STUDIO } from '../paths.ts'
import { openShow, type ShowView, showPath, wayTo } from './open-show.ts'
import { showHeading } from './show-heading.ts'

/** GET /studio/shows/:show/deletion — what deleting a show means; of one that is deleted, the way back. */
export const showShowDeletion: Handler = async (host, req, res) => {
  const deleted = await openDeleted(host, req, res)
  if (deleted.show.deletedAt) return sendDeleted(deleted, res)
  await sendPage(await openShow(host, req, res, 'delete show'), res)
}

/** POST /studio/shows/:show/deletion — deletes a show whose title was typed, by the verb that programs use. */
export const postShowDeletion: Handler = async (host, req, res) => {
  const view = await openShow(host, req, res, 'delete show')
  const typed = (await readForm(req, res)).get('title') ?? ''
  if (!isTitle(view.show, typed)) return await sendPage(view, res, typed)
  await deleteShow(actingAs(host, view.person), view.show.slug)
  leadBack(res, pathIn(view.language, STUDIO), 'show-deleted')
}

/** POST /studio/shows/:show/restoration — brings a deleted show back as it was. */
export const postShowRestoration: Handler = async (host, req, res) => {
  const { person, show, language } = await openDeleted(host, req, res)
  requireAccess(person, 'delete show', show.id)
  await restoreShow(actingAs(host, person), show.slug)
  leadBack(res, wayTo({ show, language }), 'restored')
}

type Deleted = Awaited<ReturnType<typeof openDeleted>>

/** The show in the address, deleted or not, for somebody who may see it. */
async function openDeleted(host: Host, req: Request, res: Response) {
  const person = await requirePerson(host, req, res)
  const show = await getShowDeletion(host, partOf(req, 'show'))
  requireAccess(person, 'see show', show.id)
  return { person, show, language: languageOf(req.path) }
}

/** Whether this is the title, with whatever quotes, dashes and capitals a keyboard makes. */
const isTitle = ({ title }: Pick<Show, 'title'>, typed: string) => plain(typed) === plain(title)

const plain = (text: string) =>
  cleanLine(text)
    .toLowerCase()
    .replace(/[’‘‚`´]/g, "'")
    .replace(/[“”„«»]/g, '"')
    .replace(/[‐‑–—]/g, '-')

async function sendPage(view: ShowView, res: Response, typed?: string) {
  const { host, person, show, language } = view
  const words = studioWordsFor(language).deletion
  const hasErrors = typed !== undefined
  const errors: Record<string, string> = hasErrors ? { title: words.wrongTitle(show.title) } : {}
  const { published, scheduled, drafts } = (await summarizeShows(host, [show.id])).of(show.id)
  const content = html`${showHeading(view, 'deletion')}
<h2>${words.means}</h2>
<p>${words.what(published, scheduled + drafts)}</p>
<ul>${meanings(view).map((sentence) => html`<li>${sentence}</li>`)}</ul>
<p>${words.instead}</p>
<ul><li><a href="${wayTo(view, 'settings#complete')}">${words.complete}</a></li>
<li><a href="${wayTo(view, 'move')}">${words.move}</a></li></ul>
<form class="fields" method="post" action="${wayTo(view, 'deletion')}" novalidate>
${field(language, {
  ...{ name: 'title', label: words.title(show.title), value: typed, error: errors.title, autocomplete: 'off' },
})}
${submit(words.submit)}
</form>`
  const title = `${show.title} – ${studioWordsFor(language).settings.pages.deletion}`
  res
    .status(hasErrors ? UNPROCESSABLE : 200)
    .type('html')
    .send(studioPage({ language, title, content, path: showPath(show, 'deletion'), person, errors }))
}

/** What happens, in its order, as this host is set. */
function meanings({ host, show, language }: ShowView): string[] {
  const words = studioWordsFor(language).deletion
  const { deletedKeptDays } = host.config
  const { goneAt } = deletionOf(NOT_DELETED, host.now(), deletedKeptDays)
  return [
    ...words.atOnce,
    deletedKeptDays > 0 ? words.grace(deletedKeptDays, momentIn(language, goneAt!, show.timeZone)) : words.noGrace,
    ...(movedTo(show, host.now()) ? [words.moved] : []),
    ...words.final,
  ]
}

/** The page of a show that is deleted. */
function sendDeleted({ person, show, language }: Deleted, res: Response) {
  const words = studioWordsFor(language).deletion
  const content = html`<p class="above"><a href="${pathIn(language, STUDIO)}">${studioWordsFor(language).home.title}</a></p>
<h1>${words.deleted}</h1>
<p${langOf(show.language, language)}><strong>${show.title}</strong></p>
<p>${show.goneAt && words.until(momentIn(language, show.goneAt, show.timeZone))}</p>
${wayBack(show, person, language)}`
  const title = `${show.title} – ${words.deleted}`
  res.type('html').send(studioPage({ language, title, content, path: showPath(show, 'deletion'), person }))
}

/** The form that brings a deleted show back, for whoever may; the others are told whom to ask. */
export function wayBack(show: Pick<Show, 'id' | 'slug' | 'title'>, person: Person, language: Language): Html {
  const words = studioWordsFor(language).deletion
  if (!may(person, 'delete show', show.id)) return html`<p class="quiet">${words.whoRestores}</p>`
  return html`<form method="post" action="${wayTo({ show, language }, 'restoration')}">
<button class="button plain" type="submit">${words.restore}<span class="unseen">: ${show.title}</span></button></form>`
}
