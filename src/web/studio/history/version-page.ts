import { readSaid } from '../../../episodes/transcript.ts'
import type { Cue } from '../../../episodes/transcripts/cues.ts'
import { paragraphsOf } from '../../../episodes/transcripts/paragraphs.ts'
import { asSeen, FACTS, type TranscriptFact } from '../../../episodes/version-facts.ts'
import { getVersion, type Version } from '../../../episodes/versions.ts'
import { changedRun } from '../../../lib/changed-run.ts'
import { notFound } from '../../../lib/errors.ts'
import { type Html, html } from '../../../lib/html.ts'
import { typedPlayTime } from '../../../lib/normal-play-time.ts'
import { type Handler, partOf } from '../../handler.ts'
import { langOf, languageName } from '../../languages.ts'
import { versionNumber } from '../../seen-version.ts'
import { studioWordsFor } from '../../words/studio/words-for.ts'
import { openView } from '../episode/episode-page.ts'
import { type EpisodeView, episodePath } from '../episode/section.ts'
import { studioPage } from '../page.ts'
import { beside, differences } from './differences.ts'
import { historyPath, makerOf, momentOf, restoreForm, tellingOf, wayUp } from './history-view.ts'
import { spokenIn, type Telling, valueInWords } from './values.ts'

/** GET /studio/episodes/:id/history/:number — the whole episode as it was then, and what was other than before. */
export const showVersion: Handler = async (host, req, res) => {
  const view = await openView(host, req, res)
  const { episode, language, person, mayEdit } = view
  const number = versionNumber(partOf(req, 'number'))
  if (number === undefined) throw notFound('version')
  const version = await getVersion(host.db, episode.id, number)
  const before = version.number > 0 ? await getVersion(host.db, episode.id, version.number - 1) : null
  const words = studioWordsFor(language).episode.history
  const telling = await tellingOf(view)
  const title = words.version(momentOf(view, version))
  const content = html`${wayUp(view)}
<h1>${title}</h1>
<p class="quiet">${makerOf(view, version)}</p>
${version.restores !== null && html`<p>${await broughtBack(view, version.restores)}</p>`}
${version.number === episode.version ? html`<p>${words.current}</p>` : mayEdit && restoreForm(view, version, words.restore)}
${waysOn(view, version)}
${
  before &&
  html`<h2>${words.changed}</h2>
${differences(telling, version.facts, before.facts)}
${await changedLines(view, version, before)}`
}
<h2>${words.whole}</h2>
${await wholeEpisode(view, telling, version)}`
  res.type('html').send(
    studioPage({
      ...{ language, title: `${title} – ${episode.title}`, content, person },
      path: `${episodePath(episode)}/history/${version.number}`,
    }),
  )
}

async function broughtBack(view: EpisodeView, number: number): Promise<string> {
  const words = studioWordsFor(view.language).episode.history
  return words.broughtBack(momentOf(view, await getVersion(view.host.db, view.episode.id, number)))
}

function waysOn(view: EpisodeView, { number }: Version): Html {
  const words = studioWordsFor(view.language).episode.history
  const way = (to: number, label: string) => html`<li><a href="${historyPath(view)}/${to}">${label}</a></li>`
  return html`<ul class="states">${number > 0 && way(number - 1, words.previous)}
${number < view.episode.version && way(number + 1, words.next)}
<li><a href="${historyPath(view)}">${words.heading}</a></li></ul>`
}

/** Of each transcript that says something else the lines in which it does. */
async function changedLines(
  { host, episode, language }: EpisodeView,
  version: Version,
  before: Version,
): Promise<Html> {
  const [now, then] = [version.facts.transcripts, before.facts.transcripts]
  if (!now || !then) return html``
  const languages = [...new Set([...then, ...now].map((one) => one.language))]
  const said = async (facts: TranscriptFact[], of: string) => {
    const one = facts.find((fact) => fact.language === of)
    return one ? { ...one, cues: (await readSaid(host, episode.id, one.sha256)) ?? [] } : null
  }
  const parts = languages.map(async (of) => {
    const [was, is] = [await said(then, of), await said(now, of)]
    if (was?.sha256 === is?.sha256) return null
    const run = changedRun((was?.cues ?? []).map(lineOf), (is?.cues ?? []).map(lineOf))
    const name = studioWordsFor(language).episode.history.fields.transcripts
    const heading = html`<h3>${name}: ${languageName(of, language)}</h3>`
    return beside(language, heading, { lines: run.before, spoken: of }, { lines: run.after, spoken: of })
  })
  return html`${await Promise.all(parts)}`
}

const lineOf = ({ startSeconds, speaker, text }: Cue): string =>
  `${startSeconds === undefined ? '' : `${typedPlayTime(startSeconds)} `}${speaker ? `${speaker}: ` : ''}${text}`

/** Everything it had, and what its transcripts said. */
async function wholeEpisode(view: EpisodeView, telling: Telling, { facts }: Version): Promise<Html> {
  const { language } = view
  const words = studioWordsFor(language).episode.history
  const seen = asSeen(facts)
  const shown = FACTS.filter((name) => name !== 'notes' && name in seen)
    .map(
      (name) =>
        [
          words.fields[name],
          valueInWords(telling, name, seen),
          langOf(spokenIn(telling, name, seen), language),
        ] as const,
    )
    .filter(([, value]) => value !== '')
  return html`<dl class="facts version">${shown.map(([label, value, lang]) => html`<dt>${label}</dt><dd${lang}>${value}</dd>`)}</dl>
${await Promise.all((facts.transcripts ?? []).map((transcript) => reading(view, transcript)))}`
}

async function reading({ host, episode, language }: EpisodeView, transcript: TranscriptFact): Promise<Html> {
  const words = studioWordsFor(language).episode.history
  const cues = (await readSaid(host, episode.id, transcript.sha256)) ?? []
  return html`<details><summary>${words.read(languageName(transcript.language, language))}</summary>
<div${langOf(transcript.language, language)}>${paragraphsOf(cues).map(
    ({ speaker, text }) => html`<p>${speaker && html`<strong>${speaker}:</strong> `}${text}</p>`,
  )}</div></details>`
}
