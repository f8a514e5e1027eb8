import { statusOf } from '../../../episodes/episode.ts'
import { findKeptAudio } from '../../../episodes/replaced-audio.ts'
import { becomesOther } from '../../../episodes/restore-version.ts'
import type { Version } from '../../../episodes/versions.ts'
import { type Html, html } from '../../../lib/html.ts'
import { langOf, pathIn } from '../../languages.ts'
import { exactMomentIn } from '../../moment.ts'
import { studioWordsFor } from '../../words/studio/words-for.ts'
import { type EpisodeView, episodePath } from '../episode/section.ts'
import { namesOf } from './differences.ts'
import type { Telling } from './values.ts'

export const historyPath = ({ episode, language }: EpisodeView) => pathIn(language, `${episodePath(episode)}/history`)

/** How values of this episode are told. */
export const tellingOf = async ({ host, episode, language }: EpisodeView): Promise<Telling> => ({
  ...{ language, timeZone: episode.show.timeZone, showLanguage: episode.show.language },
  keptAudio: await findKeptAudio(host, episode.id),
})

/** When a version was made, by the clocks of its show; to the second, as several are of one minute. */
export const momentOf = ({ language, episode }: EpisodeView, { createdAt }: Pick<Version, 'createdAt'>): string =>
  exactMomentIn(language, createdAt, episode.show.timeZone)

export const makerOf = ({ language }: EpisodeView, { savedBy, number }: Version): string => {
  const words = studioWordsFor(language).episode.history
  return number === 0 ? words.beginning : (savedBy ?? words.host)
}

/** The way back to the episode, above the heading. */
export const wayUp = ({ episode, language }: EpisodeView): Html =>
  html`<p class="above"><a href="${pathIn(language, episodePath(episode))}"${langOf(episode.language ?? episode.show.language, language)}>${episode.title}</a></p>`

/**
 * The button that brings a version back. Which episode it was pressed on is told, so that nothing newer is passed over.
 * Where nothing would become other there is none, and that is said. What listeners have, or will have, is asked about first.
 */
export function restoreForm(view: EpisodeView, version: Version, label: string): Html {
  const { host, episode, language } = view
  const words = studioWordsFor(language).episode.history
  const others = becomesOther(version.facts, episode)
  if (others.length === 0) return html`<p class="quiet">${words.holds(momentOf(view, version))}</p>`
  const form = html`<form method="post" action="${historyPath(view)}"><input type="hidden" name="number" value="${version.number}">
<input type="hidden" name="seen" value="${episode.version}">
<p><button class="button plain" type="submit">${label}</button></p></form>`
  const status = statusOf(episode, host.now())
  if (status === 'draft') return form
  return html`<details><summary>${label}</summary>
<p>${words.restoreMeans[status]} ${words.becomesOther(namesOf(language, others))}</p>
${form}</details>`
}
