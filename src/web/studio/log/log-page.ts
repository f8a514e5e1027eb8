import type { Request } from 'express'
import { may } from '../../../accounts/access.ts'
import { AREAS } from '../../../accounts/logbook.ts'
import type { Person } from '../../../accounts/person.ts'
import { findEntries, type LogEntry, type LogWish } from '../../../accounts/read-log.ts'
import { type Html, html } from '../../../lib/html.ts'
import { cleanLine } from '../../../lib/plain-text.ts'
import { listShows, type Show } from '../../../shows/show.ts'
import type { Handler } from '../../handler.ts'
import { type Language, langOf, languageOf, pathIn } from '../../languages.ts'
import { findKind, openLog } from '../../log-wish.ts'
import { clockIn, dayIn } from '../../moment.ts'
import { requirePerson } from '../../signed-in.ts'
import { studioWordsFor } from '../../words/studio/words-for.ts'
import { choice, field, submit } from '../form.ts'
import { studioPage } from '../page.ts'
import { LOG, STUDIO } from '../paths.ts'
import { detailsOf, sentenceOf } from './entry-words.ts'

const PAGE_SIZE = 50
const MAX_WORDS_CHARACTERS = 200

interface View {
  person: Person
  language: Language
  /** Whose log it is; null for that of everything. */
  show: Show | null
  /** Those she may choose. */
  shows: Show[]
  wish: LogWish
  entries: LogEntry[]
}

/** GET /studio/log?kind=&show=&person=&before= — who did what and when, the newest first. */
export const showLog: Handler = async (host, req, res) => {
  const person = await requirePerson(host, req, res)
  const language = languageOf(req.path)
  const show = await openLog(host, person, req.query)
  const wish = readWish(req.query, show)
  const [entries, all] = await Promise.all([
    // One more says whether there are older ones.
    findEntries(host, { ...wish, limit: PAGE_SIZE + 1 }),
    listShows(host),
  ])
  const shows = all.filter(({ id }) => may(person, 'manage people', id))
  const words = studioWordsFor(language).log
  const title = show ? words.titleOf(show.title) : words.title
  const view = { person, language, show, shows, wish, entries }
  const content = html`<p class="above">${
    show
      ? html`<a href="${pathIn(language, `${STUDIO}/shows/${show.slug}`)}"${langOf(show.language, language)}>${show.title}</a>`
      : html`<a href="${pathIn(language, STUDIO)}">${studioWordsFor(language).home.title}</a>`
  }</p>
<h1>${title}</h1>
<p>${words.about(host.config.logKeptDays)}</p>
${filters(view)}
${listed(view)}`
  res.type('html').send(studioPage({ language, title, content, path: LOG, query: req.query, person }))
}

/** What an address asks for; what can't be read is as if it were not there. */
function readWish({ kind, person, before }: Request['query'], show: Show | null): LogWish {
  return {
    ...{ kind: findKind(kind), showId: show?.id ?? null, limit: PAGE_SIZE },
    person: typeof person === 'string' ? cleanLine(person.slice(0, MAX_WORDS_CHARACTERS)) : '',
    before: /^\d{1,15}$/.test(String(before)) ? BigInt(String(before)) : null,
  }
}

function filters({ person, language, show, shows, wish }: View): Html {
  const words = studioWordsFor(language).log
  const isManager = may(person, 'manage host')
  const kinds = [{ value: '', label: words.allKinds }, ...AREAS.map((value) => ({ value, label: words.areas[value] }))]
  const titles = [
    ...(isManager ? [{ value: '', label: words.allShows }] : []),
    ...shows.map(({ slug, title }) => ({ value: slug, label: title })),
  ]
  return html`<form class="fields filters" role="search" method="get" action="${pathIn(language, LOG)}" aria-label="${words.filter}">
${choice({ name: 'kind', label: words.kind, value: wish.kind ?? '', options: kinds })}
${choice({ name: 'show', label: words.show, value: show?.slug ?? '', options: titles })}
${field(language, {
  ...{ name: 'person', label: words.person, hint: words.personHint, value: wish.person, type: 'search' },
  ...{ required: false, autocomplete: 'off' },
})}
${submit(words.apply)}
</form>`
}

function listed(view: View): Html {
  const { language, entries, wish } = view
  const words = studioWordsFor(language).log
  const shown = entries.slice(0, PAGE_SIZE)
  if (shown.length === 0)
    return html`<p role="status">${words.none} <a href="${addressOf(view, {})}">${words.all}</a></p>`
  const isFurther = entries.length > PAGE_SIZE
  return html`<h2 class="unseen">${words.entries}</h2>
<ol class="log">${shown.map((entry) => item(view, entry))}</ol>
${
  (isFurther || wish.before !== null) &&
  html`<nav class="pages" aria-label="${studioWordsFor(language).list.pages}">${
    wish.before !== null && html`<a href="${addressOf(view, { ...wish, before: null })}">${words.newest}</a>`
  }
${isFurther && html`<a rel="next" href="${addressOf(view, { ...wish, before: shown.at(-1)!.id })}">${words.older}</a>`}</nav>`
}`
}

function item({ language, show, shows }: View, entry: LogEntry): Html {
  const { at, showId, result } = entry
  const place = !show && shows.find(({ id }) => id === showId)
  return html`<li${result !== 'done' && html` class="failed"`}><time datetime="${at.toISOString()}">${dayIn(language, at)}, ${clockIn(language, at)}</time>
<div><p>${sentenceOf(entry, language)}${
    place &&
    html` <a class="quiet" href="${pathIn(language, `${STUDIO}/shows/${place.slug}`)}"${langOf(place.language, language)}>${place.title}</a>`
  }</p>
${detailsOf(entry, language).map((detail) => html`<p class="quiet">${detail}</p>`)}</div></li>
`
}

/** The same choice at another place; without a place at its beginning. */
function addressOf({ language, show }: View, { kind, person, before }: Partial<LogWish>): string {
  const query = new URLSearchParams({
    ...(kind && { kind }),
    ...(show && { show: show.slug }),
    ...(person && { person }),
    ...(before && { before: String(before) }),
  }).toString()
  return `${pathIn(language, LOG)}${query && `?${query}`}`
}
