import type { Request } from 'express'
import { may, requireAccess, type ShowVerb } from '../../../accounts/access.ts'
import type { Person } from '../../../accounts/person.ts'
import { findDeletedEpisodes, findEpisodes, SORTS, type Sort, type Wish } from '../../../episodes/episode-list.ts'
import { type Html, html } from '../../../lib/html.ts'
import { cleanLine } from '../../../lib/plain-text.ts'
import { getShow, type Show } from '../../../shows/show.ts'
import { episodeFilterUrl } from '../../assets.ts'
import { type Handler, partOf } from '../../handler.ts'
import { type Language, langOf, languageOf, pathIn } from '../../languages.ts'
import { requirePerson } from '../../signed-in.ts'
import { studioWordsFor } from '../../words/studio/words-for.ts'
import { dayIn } from '../moment.ts'
import { studioPage } from '../page.ts'
import { episodeTable } from './episode-table.ts'

const MAX_WORDS_CHARACTERS = 200
const MAX_PAGE = 10_000

/** GET /studio/shows/:show?q=&sort=&order=&page= — the episodes of a show, and what else there is to do with it. */
export const showShowPage: Handler = async (host, req, res) => {
  const person = await requirePerson(host, req, res)
  const show = await getShow(host, partOf(req, 'show'))
  requireAccess(person, 'see show', show.id)
  const language = languageOf(req.path)
  const wish = readWish(req.query)
  const [found, deleted] = await Promise.all([findEpisodes(host, show, wish), findDeletedEpisodes(host, show)])
  const isEmpty = found.total === 0 && wish.words === '' && wish.page === 1
  const words = studioWordsFor(language).show
  const content = html`<h1${langOf(show.language, language)}>${show.title}</h1>
${ways(show, person, language)}
${isEmpty ? whatToDo(show, person, language) : episodeTable(show, found, wish, language, host.now())}
${deleted.length > 0 && may(person, 'delete episode', show.id) && deletedEpisodes(deleted, language)}`
  res.type('html').send(
    studioPage({
      language,
      title: `${show.title} – ${words.episodes}`,
      content,
      path: pathOf(req),
      person,
      head: html`${episodeFilterUrl && html`<script type="module" src="${episodeFilterUrl}"></script>`}`,
    }),
  )
}

const pathOf = (req: Request) => `/studio/shows/${partOf(req, 'show')}`

/** What else there is to do with a show, and who may. */
const WAYS = [
  ['upload', 'upload'],
  ['settings', 'edit show'],
  ['feed', 'see show'],
  ['move', 'move show'],
] as const satisfies readonly (readonly [string, ShowVerb])[]

function ways(show: Show, person: Person, language: Language): Html {
  const words = studioWordsFor(language).show
  const open = WAYS.filter(([, verb]) => may(person, verb, show.id))
  return html`<nav class="parts" aria-label="${words.ways}"><ul>${open.map(
    ([name]) => html`<li><a href="${wayTo(show, name, language)}">${words.way[name]}</a></li>`,
  )}<li><a href="${pathIn(language, `/${show.slug}`)}">${words.publicPage}</a></li></ul></nav>`
}

const wayTo = ({ slug }: Show, name: string, language: Language) => pathIn(language, `/studio/shows/${slug}/${name}`)

function whatToDo(show: Show, person: Person, language: Language): Html {
  const words = studioWordsFor(language).show
  if (!may(person, 'upload', show.id)) return html`<p>${words.empty}</p>`
  return html`<h2>${words.first}</h2>
<p>${words.firstHint}</p>
<p><a class="button" href="${wayTo(show, 'upload', language)}">${words.way.upload}</a></p>`
}

function deletedEpisodes(deleted: Awaited<ReturnType<typeof findDeletedEpisodes>>, language: Language): Html {
  const words = studioWordsFor(language).show
  return html`<section aria-labelledby="deleted"><h2 id="deleted">${words.deleted}</h2>
<ul class="deleted">${deleted.map(
    ({
      id,
      title,
      goneAt,
      language: spoken,
    }) => html`<li><form method="post" action="${pathIn(language, `/studio/episodes/${id}/restoration`)}">
<span${spoken && langOf(spoken, language)}>${title}</span> <span class="quiet">${words.goneOn} ${dayIn(language, goneAt!)}</span>
<button class="button plain" type="submit">${words.restore}<span class="unseen">: ${title}</span></button></form></li>`,
  )}</ul></section>`
}

/** What an address asks for; what can't be read is as if it were not there. */
function readWish({ q, sort, order, page }: Request['query']): Wish {
  const known = SORTS.find((name): name is Sort => name === sort) ?? 'date'
  const number = Number(page)
  return {
    words: typeof q === 'string' ? cleanLine(q.slice(0, MAX_WORDS_CHARACTERS)) : '',
    sort: known,
    isDescending: order === 'up' ? false : order === 'down' || known === 'date',
    page: Number.isInteger(number) && number >= 1 && number <= MAX_PAGE ? number : 1,
  }
}
