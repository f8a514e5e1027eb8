import type { Status } from '../../../episodes/episode.ts'
import { progressOf, type Review } from '../../../episodes/review.ts'
import { isInTheWay, type Readiness } from '../../../feed/readiness.ts'
import { type Html, html } from '../../../lib/html.ts'
import { studioWordsFor } from '../../words/studio/words-for.ts'
import { errorBeside, field, submit } from '../form.ts'
import { whenFields } from '../read-when.ts'
import { kept } from './fields.ts'
import { type EpisodeView, sectionPath, typedIn } from './section.ts'

/** The field that says why a rule is set aside. */
export const reasonName = (rule: string) => `reason-${rule}`

/** Publishes now or at a moment; for each rule that may be set aside, why. A date that was wished stands in it already. */
export function publishForm(view: EpisodeView, { findings }: Readiness, review: Review | null): Html {
  const { host, episode, language } = view
  const words = studioWordsFor(language).publication
  const button = words.button[progressOf(episode, review, host.now())]
  const typed = typedFor(view, 'publish')
  const errors = typed ? (view.again?.errors ?? {}) : {}
  const { show, publishAt } = episode
  const at = publishAt ?? (review?.answer === null ? review.wishedAt : null)
  const isNow = typed ? typed.get('when') === 'now' : at === null
  const reasons = findings.filter((finding) => isInTheWay(finding) && finding.overridable)
  const radio = (value: 'now' | 'then', label: string) =>
    html`<p><label><input type="radio" name="when" value="${value}"${(value === 'now') === isNow && html` checked`}${
      value === 'now' && html` id="when"${errors.when && html` aria-describedby="when-error"`}`
    }> ${label}</label></p>`
  const content = html`<input type="hidden" name="do" value="publish">
${seenField(view, 'publish')}
<moment-choice zone="${show.timeZone}" now="${button.now}" then="${button.ahead}"><fieldset><legend>${publishAt ? words.change : words.when}</legend>
${errors.when && errorBeside('when', errors.when)}
${radio('now', words.now)}
${radio('then', words.atMoment)}
${whenFields(language, { typed, errors, at, timeZone: show.timeZone })}
</fieldset></moment-choice>
${reasons.map(({ rule }) =>
  field(language, {
    ...{ name: reasonName(rule), label: words.reason[rule] ?? words.otherReason, hint: words.reasonHint },
    ...{ value: typed?.get(reasonName(rule)), error: errors[reasonName(rule)], required: false },
  }),
)}
${submit(button.either)}`
  return kept(view, {
    ...{ section: 'publication', isTyped: typed !== null, savesFirst: words.savesFirst, words: words.kept, content },
  })
}

/** Takes the episode back, with what that means for those who have it already. */
export function takeBackForm(view: EpisodeView, status: Exclude<Status, 'draft'>): Html {
  const words = studioWordsFor(view.language).publication
  return html`<details><summary>${words.takeBack[status]}</summary>
<p>${words.takeBackMeans[status]}</p>
<form method="post" action="${sectionPath(view, 'publication')}">
<input type="hidden" name="do" value="take back">
${seenField(view, 'take back')}
${submit(words.takeBack[status])}
</form></details>`
}

/** Which version the form shows; after somebody else's change the one that was told. */
function seenField(view: EpisodeView, form: string): Html {
  const seen = view.again?.version ?? typedFor(view, form)?.get('seen') ?? view.episode.version
  return html`<input type="hidden" name="seen" value="${seen}">`
}

/** What was typed in one of the section's forms, where that one comes back. */
export function typedFor(view: EpisodeView, form: string): URLSearchParams | null {
  const typed = typedIn(view, 'publication')
  return typed?.get('do') === form ? typed : null
}
