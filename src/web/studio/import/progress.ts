import { requireAccess } from '../../../accounts/access.ts'
import {
  getImport,
  type Import,
  listImportItems,
  lookedAt,
  optionsOf,
  reportOf,
  sentencesOf,
} from '../../../feed/import/imports.ts'
import type { FeedImportItem, FeedImportOutcome } from '../../../generated/prisma/client.ts'
import { type Html, html } from '../../../lib/html.ts'
import { feedUrl, showUrl } from '../../../shows/addresses.ts'
import { copyUrl, livePartUrl, moduleScript } from '../../assets.ts'
import { type Handler, type Host, idOf } from '../../handler.ts'
import { type Language, languageOf, pathIn } from '../../languages.ts'
import { requirePerson } from '../../signed-in.ts'
import { copyField } from '../../site/copy-field.ts'
import { studioWordsFor } from '../../words/studio/words-for.ts'
import { inLanguage } from '../field-errors.ts'
import { studioPage } from '../page.ts'
import { IMPORTS, importForm } from './import-form.ts'

/** Of one page of an import's episodes. */
const PAGE_SIZE = 100
/** How often a script asks how far it is. */
const LOOK_SECONDS = 2
/** How often that is read out, in percent. */
const TOLD_PERCENT = 10

const OUTCOMES = ['failed', 'planned', 'imported', 'unchanged'] as const

/** GET /studio/import/:id?outcome=&after= — how far an import is; once it has ended, what became of it and what is to be done. */
export const showImport: Handler = async (host, req, res) => {
  const person = await requirePerson(host, req, res)
  requireAccess(person, 'import show')
  const language = languageOf(req.path)
  const found = await getImport(host, idOf(req, 'import'))
  const outcome = OUTCOMES.find((name) => name === req.query.outcome)
  const after = /^\d{1,6}$/.test(String(req.query.after)) ? Number(req.query.after) : -1
  const hasEnded = found.state === 'done' || found.state === 'failed'
  const items = hasEnded ? await listImportItems(host, found.id, { after, limit: PAGE_SIZE, outcome }) : []

  const words = studioWordsFor(language).imports
  const content = html`<p class="above"><a href="${pathIn(language, IMPORTS)}">${words.title}</a></p>
<live-part${!hasEnded && html` every="${LOOK_SECONDS}"`}>
<h1>${headingOf(found, language)}</h1>
<p class="quiet">${found.url}</p>
${hasEnded ? report(host, found, language) : progress(found, language)}
${hasEnded && found.total !== null && episodes({ found, items, outcome, language })}
</live-part>`
  const head = html`${moduleScript(copyUrl)}${!hasEnded && moduleScript(livePartUrl)}`
  const about = {
    language,
    title: headingOf(found, language),
    path: `${IMPORTS}/${found.id}` as const,
    query: req.query,
  }
  res.type('html').send(studioPage({ ...about, content, person, head }))
}

function headingOf(found: Import, language: Language): string {
  const { headings } = studioWordsFor(language).imports
  return found.state === 'done' && optionsOf(found).dryRun ? headings.dryRun : headings[found.state]
}

function progress(found: Import, language: Language): Html {
  const words = studioWordsFor(language).imports
  const { total } = found
  const done = lookedAt(found)
  return html`<div role="status"><p>${total === null ? words.reading : words.told(toldPercent(done, total))}</p></div>
${
  total !== null &&
  html`<p><label for="progress">${words.progress}</label> <progress id="progress" max="${Math.max(total, 1)}" value="${done}"></progress>
<span class="quiet">${words.counted(done, total)}</span></p>`
}
<p class="quiet">${words.leave}</p>
<noscript><p><a href="">${words.reload}</a></p></noscript>`
}

/** The last step that is behind it. */
const toldPercent = (done: number, total: number) =>
  total === 0 ? 100 : Math.floor(((done / total) * 100) / TOLD_PERCENT) * TOLD_PERCENT

/** What became of it, what to know, what to do next. */
function report({ config }: Host, found: Import, language: Language): Html {
  const words = studioWordsFor(language).imports
  const { sentences, warnings, next, code, locked } = reportOf(found)
  const { slug = '', dryRun, ownerConfirmed } = optionsOf(found)
  const isDone = found.state === 'done'
  const leading = (sentence: string) => (found.show ? leadingTo(showUrl(config, found.show.slug), sentence) : sentence)
  const isLocked = locked === true || code === 'feed-locked' || ownerConfirmed
  const typed = { url: found.url, slug, isConfirmed: ownerConfirmed }
  const label = isDone && !dryRun ? words.again : dryRun && !isDone ? words.dryRun : words.start
  const hint = isDone ? (dryRun ? words.startHint : words.againHint) : undefined
  const form = importForm({
    ...{ language, typed, isLocked, label, isReal: isDone || !dryRun },
    ...(hint !== undefined && { hint }),
  })
  return html`<div${isDone ? html` role="status"` : html` class="errors" role="alert" tabindex="-1" autofocus`}>${sentences.map((sentence) => html`<p>${leading(inLanguage(language, sentence))}</p>`)}</div>
${found.show && html`<p><a class="button" href="${pathIn(language, `/studio/shows/${found.show.slug}`)}">${words.toShow}</a></p>`}
${found.show && isDone && copyField('feed-address', words.feed, feedUrl(config, found.show.slug), language)}
${warnings.length > 0 && html`<h2>${words.warnings}</h2>${list(warnings.map((warning) => inLanguage(language, warning)))}`}
${next[language].length > 0 && html`<h2>${words.steps}</h2><ol class="steps">${next[language].map((step) => html`<li>${leading(step)}</li>`)}</ol>`}
${isDone && !dryRun ? html`<details><summary>${words.again}</summary>${form}</details>` : html`<h2>${label}</h2>${form}`}`
}

/** A sentence in which an address leads there. */
const leadingTo = (address: string, sentence: string): Html =>
  html`${sentence.split(/(https?:\/\/[^\s,()]+)/).map((part) => (part === address ? html`<a href="${address}">${part}</a>` : part))}`

interface Shown {
  found: Import
  items: FeedImportItem[]
  outcome: FeedImportOutcome | undefined
  language: Language
}

/** What became of each episode, or would, in the order of the feed. */
function episodes({ found, items, outcome, language }: Shown): Html {
  const words = studioWordsFor(language).imports
  const way = (more: Record<string, string>) =>
    `${pathIn(language, `${IMPORTS}/${found.id}`)}?${new URLSearchParams(more)}#episodes`
  const total = Object.values(found.counts).reduce((sum, count) => sum + count, 0)
  const kinds = OUTCOMES.filter((name) => found.counts[name] > 0)
  const { title, outcome: became, told } = words.episodeColumns
  const last = items.length === PAGE_SIZE ? items.at(-1) : undefined
  return html`<h2 id="episodes">${words.episodes}</h2>
<nav class="parts" aria-label="${words.filter}"><ul><li><a href="${way({})}"${!outcome && html` aria-current="page"`}>${total} ${words.outcomes.all}</a></li>
${kinds.map(
  (name) =>
    html`<li><a href="${way({ outcome: name })}"${name === outcome && html` aria-current="page"`}>${words.outcomes[name](found.counts[name])}</a></li>`,
)}</ul></nav>
<section class="table listed told" aria-labelledby="episodes" tabindex="0"><table>
<thead><tr>${[title, became, told].map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${items.map((item) => row(item, language))}</tbody></table></section>
${last && html`<p><a rel="next" href="${way({ ...(outcome && { outcome }), after: String(last.position) })}">${words.more}</a></p>`}`
}

function row(item: FeedImportItem, language: Language): Html {
  const words = studioWordsFor(language).imports
  const name = item.title === '' ? words.noTitle : item.title
  const way = item.episodeId && html`<a href="${pathIn(language, `/studio/episodes/${item.episodeId}`)}">${name}</a>`
  return html`<tr><th scope="row">${way ?? name}</th><td>${words.outcome[item.outcome]}</td>
<td>${list(sentencesOf(item).map((sentence) => inLanguage(language, sentence)))}</td></tr>
`
}

const list = (sentences: string[]): Html | null =>
  sentences.length === 0 ? null : html`<ul>${sentences.map((sentence) => html`<li>${sentence}</li>`)}</ul>`
