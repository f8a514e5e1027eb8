import { may } from '../../../accounts/access.ts'
import { statusOf } from '../../../episodes/episode.ts'
import { type Finding, isInTheWay, type Readiness } from '../../../feed/readiness.ts'
import { type Html, html } from '../../../lib/html.ts'
import { type PagePath, pathIn } from '../../languages.ts'
import { studioWordsFor } from '../../words/studio/words-for.ts'
import { placeOf } from '../rule-places.ts'
import type { EpisodeView } from './section.ts'

/** What keeps an episode from being published, what was set aside and why, and what is advised: each leads to its place. */
export function findingsOf(view: EpisodeView, { findings }: Readiness): Html {
  const words = studioWordsFor(view.language).publication
  const isPublished = statusOf(view.episode, view.host.now()) === 'published'
  const inTheWay = findings.filter(isInTheWay)
  const setAside = findings.filter(({ overridden }) => overridden)
  const advice = findings.filter(({ severity }) => severity === 'warns')
  return html`${
    inTheWay.length === 0
      ? !isPublished && html`<p>${words.ready}</p>`
      : html`<h3>${words.blocked}</h3>
<ul class="findings">${inTheWay.map((finding) => item(view, finding))}</ul>`
  }
${
  setAside.length > 0 &&
  html`<h3>${words.setAside}</h3>
<ul class="findings">${setAside.map(
    (finding) =>
      html`<li>${finding.sentence} <span class="quiet">${words.because(finding.overridden!.reason)}</span></li>`,
  )}</ul>`
}
${
  advice.length > 0 &&
  html`<details><summary>${words.advice(advice.length)}</summary>
<ul class="findings">${advice.map((finding) => item(view, finding))}</ul></details>`
}`
}

/** Who may not publish finds no field for a reason, so she is told who has it. */
function item(view: EpisodeView, finding: Finding): Html {
  const { person, episode, language } = view
  const isOthers = finding.overridable && isInTheWay(finding) && !may(person, 'publish', episode.showId)
  return html`<li><a href="${wayToFinding(view, finding)}">${finding.sentence}</a>${
    isOthers && html` <span class="quiet">${studioWordsFor(language).publication.reasonOfEditors}</span>`
  }</li>`
}

/** Where a finding is mended: a field of the page, or one of the pages of its show. */
export function wayToFinding({ episode, language }: EpisodeView, finding: Finding): string {
  const place = placeOf(finding, episode.show.slug)
  return place.startsWith('#') ? place : pathIn(language, place as PagePath)
}
