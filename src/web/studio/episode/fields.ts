import type { ComparingWords } from '../../../browser/studio/saving-words.ts'
import { statusOf } from '../../../episodes/episode.ts'
import { type Html, html } from '../../../lib/html.ts'
import { type Language, pathIn } from '../../languages.ts'
import { SENT } from '../../sent-before.ts'
import { studioWordsFor } from '../../words/studio/words-for.ts'
import { submit, submitByEnter } from '../form.ts'
import { ACCOUNT } from '../paths.ts'
import { savingStatus } from '../saving-status.ts'
import { ASKED, keepName } from './kept-version.ts'
import type { EpisodeForm } from './save-fields.ts'
import { type EpisodeView, sectionPath, typedIn } from './section.ts'

/** What stands in a field and what is wrong with it: as typed where the form comes back. Publishing may be refused for any. */
export function standing(view: EpisodeView, section: string, form: EpisodeForm, name: string) {
  const typed = typedIn(view, section)
  const value = typed?.get(name) ?? form.valuesOf(view.episode)[name] ?? ''
  return { value, error: view.again?.errors[name] }
}

/**
 * The form of a section: knows the version it shows, and is kept by its script while it is typed in. What nobody hears
 * of yet is saved by the script; once it has a date, by the button alone.
 */
export function keptForm(view: EpisodeView, section: string, save: string, content: Html): Html {
  const { episode, again, host } = view
  const typed = typedIn(view, section)
  const seen = (typed && (again?.version ?? typed.get('seen'))) ?? episode.version
  const sent = (again?.version === undefined && typed?.get(SENT)) || ''
  return kept(view, {
    ...{ section, isTyped: typed !== null, saves: statusOf(episode, host.now()) === 'draft' },
    content: html`<input type="hidden" name="seen" value="${seen}">
<input type="hidden" name="${SENT}" value="${sent}">
${submitByEnter(save)}
${content}
${submit(save)}`,
  })
}

interface Kept {
  section: string
  isTyped: boolean
  /** Of a form that saves: whether it does by itself. */
  saves?: boolean
  /** Before it is sent, what else is typed on the page is saved; what is said where that can't be. */
  savesFirst?: string
  /** What is said otherwise than of texts. */
  words?: Partial<ComparingWords>
  content: Html
}

/** A form whose script keeps what is typed in it, until the section says that something was done. */
export function kept(view: EpisodeView, about: Kept): Html {
  const { section, isTyped, saves, savesFirst, words: own = {}, content } = about
  const { language, person } = view
  const words = { ...studioWordsFor(language).episode.kept, ...own }
  const ask = saves !== undefined && pathIn(language, ACCOUNT)
  return html`<kept-form person="${person.id}"${ask && html` ask="${ask}"`}${saves && html` saves`}${savesFirst && html` saves-first="${savesFirst}"`}${isTyped && html` typed`} words="${JSON.stringify(words)}">
<form class="fields" method="post" action="${sectionPath(view, section)}" novalidate>
${content}
${savingStatus(language)}
</form>
</kept-form>`
}

/**
 * What was saved in a field meanwhile, and the question which of both is kept: neither answer is given for her. Nothing
 * where nothing was.
 */
export function theirs(view: EpisodeView, section: string, name: string, label: string): Html | null {
  const { again, language } = view
  const typed = typedIn(view, section)
  const text = typed ? again?.theirs?.[name] : undefined
  if (text === undefined) return null
  const words = studioWordsFor(language).episode.conflict
  return html`<fieldset class="theirs"><legend>${words.legend}: ${label}</legend>
<p>${words.theirs}</p>
<pre id="${name}-theirs">${text === '' ? words.empty : text}</pre>
${whichIsKept(language, name, typed!)}
</fieldset>`
}

/** The question which of two versions of a field is kept, with the answer that was given. */
export function whichIsKept(language: Language, name: string, typed: URLSearchParams): Html {
  const { keep } = studioWordsFor(language).episode.conflict
  const chosen = typed.get(keepName(name))
  return html`<input type="hidden" name="${ASKED}" value="${name}">
${(['mine', 'theirs'] as const).map(
  (answer) =>
    html`<p><label><input type="radio" name="${keepName(name)}" value="${answer}"${answer === chosen && html` checked`}> ${keep[answer]}</label></p>`,
)}`
}

/** What fields are called, from the words of their section. */
export const labelsIn = <Name extends string>(words: Record<Name, string>, names: readonly Name[]) =>
  Object.fromEntries(names.map((name) => [name, words[name]])) as Record<Name, string>
