import { may } from '../../accounts/access.ts'
import type { Person } from '../../accounts/person.ts'
import { type Html, html } from '../../lib/html.ts'
import { listShows, type Show } from '../../shows/show.ts'
import type { Handler, Host } from '../handler.ts'
import { type Language, langOf, languageOf, pathIn } from '../languages.ts'
import { hueClassOf } from '../page.ts'
import { requirePerson } from '../signed-in.ts'
import { picture } from '../site/picture.ts'
import { studioWordsFor } from '../words/studio/words-for.ts'
import { awaitingReview } from './awaiting-review.ts'
import { studioPage } from './page.ts'
import { STUDIO } from './paths.ts'

/** GET /studio — the shows of who is signed in; where there is none, what to do first. */
export const showStudioHome: Handler = async (host, req, res) => {
  const person = await requirePerson(host, req, res)
  const language = languageOf(req.path)
  const { title } = studioWordsFor(language).home
  const shows = (await listShows(host)).filter(({ id }) => may(person, 'see show', id))
  const content = html`<h1>${title}</h1>
${await awaitingReview(host, person, shows, language)}
${shows.length === 0 ? whatToDo(person, language) : html`<ul class="shows">${shows.map((show) => showItem(host.config, show, person, language))}</ul>`}
${may(person, 'create show') && html`<p><a class="button" href="${pathIn(language, '/studio/shows/new')}">${studioWordsFor(language).settings.newShow.link}</a></p>`}
<p class="quiet"><a href="${pathIn(language, '/studio/keys')}">${studioWordsFor(language).home.keys}</a></p>`
  res.type('html').send(studioPage({ language, title, content, path: STUDIO, person }))
}

function whatToDo(person: Person, language: Language): Html {
  const words = studioWordsFor(language).home
  if (!may(person, 'create show')) return html`<p>${words.nothing}</p><p class="quiet">${words.nothingHint}</p>`
  return html`<p>${words.empty}</p>
<h2>${words.steps}</h2>
<ol class="steps">${[words.stepShow, words.stepEpisode, words.stepPublish].map((step) => html`<li>${step}</li>`)}</ol>`
}

function showItem(config: Host['config'], show: Show, person: Person, language: Language): Html {
  const { artwork, title } = show
  const words = studioWordsFor(language).home
  const role = person.roles.get(show.id)
  return html`<li class="card show ${hueClassOf(artwork?.hue)}">
${artwork ? picture(config, artwork.path, { side: 240, alt: '' }) : html`<div class="no-cover"></div>`}
<div><h2><a href="${pathIn(language, `/studio/shows/${show.slug}`)}"${langOf(show.language, language)}>${title}</a></h2>
<p class="quiet">${role ? words.roles[role] : words.administrator}</p>
<p><a href="${pathIn(language, `/${show.slug}`)}">${words.publicPage}</a></p></div>
</li>`
}
