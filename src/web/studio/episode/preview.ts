import { actingAs } from '../../../accounts/logbook.ts'
import { statusOf } from '../../../episodes/episode.ts'
import {
  createPreviewLink,
  listPreviewLinks,
  type PreviewLink,
  previewUrl,
  revokePreviewLink,
} from '../../../episodes/preview.ts'
import { PREVIEW_DAYS, readPreview } from '../../../episodes/preview-input.ts'
import { notFound } from '../../../lib/errors.ts'
import { type Html, html } from '../../../lib/html.ts'
import { copyUrl } from '../../assets.ts'
import { isId } from '../../handler.ts'
import { momentIn } from '../../moment.ts'
import { readForm } from '../../request-body.ts'
import { copyField } from '../../site/copy-field.ts'
import { studioWordsFor } from '../../words/studio/words-for.ts'
import { doneNow } from '../done.ts'
import { fieldErrors } from '../field-errors.ts'
import { attempt, choice, submit, takeAway } from '../form.ts'
import { type EpisodeView, type Received, type Section, sectionPath, typedIn } from './section.ts'

const NAME = 'preview'
/** For how many days a link may be made to last here. */
const DAYS = [PREVIEW_DAYS, 30, 90] as const

/** Secret links with which people outside of the studio see and hear an episode before it is public. */
export const previewSection: Section = {
  name: NAME,
  scripts: [copyUrl],
  title: (language) => studioWordsFor(language).episode.preview.heading,
  async content(view) {
    const { host, episode, language, mayEdit } = view
    const words = studioWordsFor(language).episode.preview
    const isPublished = statusOf(episode, host.now()) === 'published'
    const links = await listPreviewLinks(host, episode.id)
    return html`<p class="quiet">${isPublished ? words.published : words.about}</p>
${madeNow(view)}
${links.length > 0 && html`<ul class="previews">${links.map((link, at) => linkItem(view, link, at + 1))}</ul>`}
${mayEdit && !isPublished && newLink(view)}`
  },
  async receive(view, req, res) {
    const typed = await readForm(req, res)
    return typed.has('link') ? revoke(view, typed.get('link')!) : make(view, typed)
  },
}

/** The link that was made with this very answer: it is shown once. */
function madeNow(view: EpisodeView): Html | null {
  const { language } = view
  const url = typedIn(view, NAME)?.get('url')
  if (!url) return null
  const words = studioWordsFor(language).episode.preview
  return doneNow(html`<p>${words.once}</p>
${copyField('preview-url', words.address, url, language)}`)
}

function linkItem(view: EpisodeView, { id, createdAt, createdBy, expiresAt }: PreviewLink, at: number): Html {
  const { language, episode, mayEdit } = view
  const words = studioWordsFor(language).episode.preview
  const moment = (date: Date) => momentIn(language, date, episode.show.timeZone)
  return html`<li><p id="preview-${at}">${words.made(moment(createdAt), createdBy?.name ?? words.program)} ${words.until(moment(expiresAt))}</p>
${
  mayEdit &&
  html`<form method="post" action="${sectionPath(view, NAME)}"><button class="button plain" type="submit" name="link" value="${id}" aria-describedby="preview-${at}">${words.revoke}</button></form>`
}</li>
`
}

function newLink(view: EpisodeView): Html {
  const { language, again } = view
  const words = studioWordsFor(language).episode.preview
  const typed = typedIn(view, NAME)
  const errors = typed ? (again?.errors ?? {}) : {}
  const options = DAYS.map((days) => ({ value: String(days), label: words.days(days) }))
  const value = typed?.get('days') ?? String(PREVIEW_DAYS)
  return html`<form class="fields" method="post" action="${sectionPath(view, NAME)}" novalidate>
${choice({ name: 'days', label: words.lasts, options, value, error: errors.days })}
${submit(words.make)}
</form>`
}

async function make({ host, episode, person, language }: EpisodeView, typed: URLSearchParams): Promise<Received> {
  const outcome = await attempt(() => {
    const { days } = readPreview({ days: Number(typed.get('days')) })
    return createPreviewLink(actingAs(host, person), episode.id, { days, createdById: person.id })
  })
  if ('refused' in outcome) return { typed, errors: fieldErrors(language, outcome.refused, { content: 'days' }) }
  const url = previewUrl(host.config, outcome.done.secret)
  return { typed: new URLSearchParams({ url }), errors: {} }
}

async function revoke({ host, episode, person }: EpisodeView, id: string): Promise<Received> {
  if (!isId(id)) throw notFound('preview link')
  await takeAway(() => revokePreviewLink(actingAs(host, person), episode.id, id))
  return { done: 'revoked' }
}
