import { type Finding, isInTheWay, showReadiness } from '../../../feed/readiness.ts'
import { SHOW_RULES } from '../../../feed/show-rules.ts'
import { fileSize } from '../../../lib/file-size.ts'
import { type Html, html } from '../../../lib/html.ts'
import { feedUrl } from '../../../shows/addresses.ts'
import { movedTo } from '../../../shows/move.ts'
import { copyUrl, moduleScript } from '../../assets.ts'
import type { Handler } from '../../handler.ts'
import { momentIn } from '../../moment.ts'
import { copyField } from '../../site/copy-field.ts'
import { studioWordsFor } from '../../words/studio/words-for.ts'
import { studioPage } from '../page.ts'
import { placeInShow } from '../rule-places.ts'
import { feedAsRead } from './feed-as-read.ts'
import { moveNotice } from './move-notice.ts'
import { openShow, type ShowView, showPath, wayTo } from './open-show.ts'
import { mayOpen, showHeading } from './show-heading.ts'

/** So much of a long feed is shown, in characters: a browser takes no more at once. */
const SHOWN_CHARACTERS = 100_000
/** What is only advised, but without which directories, or one of them, do not take a show. */
const ASKED_BY_DIRECTORIES = ['address-insecure', 'author-missing', 'show-empty', 'show-hidden']
/** Rules about something that need not be there: where the other one is not met, they say nothing. */
const PRESUPPOSES: Readonly<Record<string, string>> = {
  'cover-size': 'cover-missing',
  'cover-type': 'cover-missing',
  'cover-small': 'cover-missing',
  'cover-heavy': 'cover-missing',
  'cover-alt-missing': 'cover-missing',
  'category-unknown': 'category-missing',
  'show-description-cut': 'show-description-too-long',
}

/** GET /studio/shows/:show/feed — what directories would say of a show's feed, and the feed as apps read it. */
export const showFeedHealth: Handler = async (host, req, res) => {
  const view = await openShow(host, req, res, 'see show')
  const { person, show, language } = view
  const words = studioWordsFor(language).feedHealth
  const { findings } = await showReadiness(host, show.slug, language)
  const content = html`${showHeading(view, 'feed')}
${movedTo(show, host.now()) === null && moveNotice(view)}
${findingsPart(view, findings)}
<h2>${words.feed}</h2>
${copyField('feed-address', words.address, feedUrl(host.config, show.slug), language)}
${await feedPart(view)}`
  const title = `${show.title} – ${studioWordsFor(language).settings.pages.feed}`
  const head = moduleScript(copyUrl)
  res.type('html').send(studioPage({ language, title, content, path: showPath(show, 'feed'), person, head }))
}

function findingsPart(view: ShowView, findings: Finding[]): Html {
  const words = studioWordsFor(view.language).feedHealth
  const blocking = findings.filter(isInTheWay)
  const warnings = findings.filter(({ severity }) => severity === 'warns')
  const asked = warnings.filter(({ rule }) => ASKED_BY_DIRECTORIES.includes(rule))
  const advice = warnings.filter((finding) => !asked.includes(finding))
  const free = asked.length === 0 ? words.healthy : words.publishable
  const list = (some: Finding[]) => html`<ul class="findings">${some.map((finding) => item(view, finding))}</ul>`
  return html`<h2>${words.health}</h2>
${blocking.length === 0 ? html`<p>${free}</p>` : html`<p><strong>${words.blocked}</strong></p>${list(blocking)}`}
${asked.length > 0 && html`<h3>${words.asked}</h3>${list(asked)}`}
${advice.length > 0 && html`<h3>${words.advice}</h3>${list(advice)}`}
${metRules(view, findings)}`
}

function item(view: ShowView, { rule, sentence, standard }: Finding): Html {
  const place = placeInShow(rule)
  const page = place?.split('#')[0]
  const said = page && mayOpen(view, page) ? html`<a href="${wayTo(view, place!)}">${sentence}</a>` : sentence
  return html`<li>${said} <span class="quiet">(${standard})</span></li>`
}

/** What was looked at too, and is as it should be: said of the show, not asked for. */
function metRules({ language }: ShowView, findings: Finding[]): Html | null {
  const words = studioWordsFor(language).feedHealth
  const isFound = (id: string) => findings.some(({ rule }) => rule === id)
  const met = SHOW_RULES.filter(({ id }) => !isFound(id) && !isFound(PRESUPPOSES[id] ?? id))
  if (met.length === 0) return null
  return html`<details><summary>${words.met(met.length, SHOW_RULES.length)}</summary>
<ul class="findings">${met.map((rule) => html`<li>✓ ${words.isMet[rule.id]} <span class="quiet">(${rule.standard})</span></li>`)}</ul></details>`
}

async function feedPart({ host, show, language }: ShowView): Promise<Html> {
  const words = studioWordsFor(language).feedHealth
  const to = movedTo(show, host.now())
  const feed = to === null ? await host.feeds.find(show.slug) : null
  if (!feed)
    return html`<p>${to === null ? words.none : words.moved} ${to !== null && html`<a href="${to}">${to}</a>`}</p>`
  const xml = feed.plain.toString()
  const episodes = xml.split('<item>').length - 1
  return html`<dl class="facts">
<dt>${words.changed}</dt><dd>${momentIn(language, feed.lastModified, show.timeZone)}</dd>
<dt>${words.episodes}</dt><dd>${episodes}</dd>
<dt>${words.size}</dt><dd>${fileSize(language, feed.plain.length)}</dd>
</dl>
${feedAsRead(xml, language)}
<details><summary>${words.xml}</summary>
${xml.length > SHOWN_CHARACTERS && html`<p class="quiet">${words.beginning}</p>`}
<pre tabindex="0" aria-label="${words.xml}"><code>${xml.slice(0, SHOWN_CHARACTERS)}</code></pre>
</details>`
}
