import { may, requireAccess } from '../../../accounts/access.ts'
import { CHANGED_MEANWHILE, isOwnChange } from '../../../episodes/changed-meanwhile.ts'
import { getEpisode, statusOf } from '../../../episodes/episode.ts'
import { type Publication, readPublication } from '../../../episodes/publication-input.ts'
import { unpublishEpisode } from '../../../episodes/publish.ts'
import { findReview, requestReview, sendBack, withdrawReview } from '../../../episodes/review.ts'
import { readReviewAnswer } from '../../../episodes/review-input.ts'
import type { Fact } from '../../../episodes/version-facts.ts'
import { OVERRIDABLE, publishThroughGate } from '../../../feed/publish-gate.ts'
import { episodeReadiness, type Finding, type Readiness } from '../../../feed/readiness.ts'
import { invalid, type Refusal } from '../../../lib/errors.ts'
import { html } from '../../../lib/html.ts'
import { localTimeOf } from '../../../lib/local-time.ts'
import { copyUrl, episodeFormUrl, momentChoiceUrl } from '../../assets.ts'
import { momentIn } from '../../moment.ts'
import { readForm } from '../../request-body.ts'
import { versionNumber } from '../../seen-version.ts'
import { studioWordsFor } from '../../words/studio/words-for.ts'
import { fieldErrors } from '../field-errors.ts'
import { attempt, type FieldErrors } from '../form.ts'
import { namesOf } from '../history/differences.ts'
import { historyPath } from '../history/history-view.ts'
import { readWhen } from '../read-when.ts'
import { findingsOf, wayToFinding } from './findings.ts'
import { publishForm, reasonName, takeBackForm } from './publish-form.ts'
import { publishedBox } from './published-box.ts'
import { askForm, reviewNotice, sendBackForm } from './review-forms.ts'
import { type EpisodeView, type Received, received, type Section } from './section.ts'

/** When listeners get an episode, what is in the way, who asks and who decides. */
export const publicationSection: Section = {
  name: 'publication',
  followsAudio: true,
  title: (language) => studioWordsFor(language).publication.heading,
  scripts: [copyUrl, momentChoiceUrl, episodeFormUrl],
  content,
  receive: async (view, req, res) => {
    const typed = await readForm(req, res)
    const act = ACTS[typed.get('do') ?? '']
    if (!act) throw invalid({ do: 'Choose what is to be done with the episode.' })
    return act(view, typed)
  },
}

async function content(view: EpisodeView) {
  const { host, episode, language, person } = view
  const words = studioWordsFor(language).publication
  const status = statusOf(episode, host.now())
  const [readiness, review] = await Promise.all([
    episodeReadiness(host, episode.id, language),
    findReview(host, episode.id),
  ])
  const mayPublish = may(person, 'publish', episode.showId)
  const isWaiting = review !== null && review.answer === null
  return html`${
    episode.publishAt &&
    html`<p><strong>${words.told[status](momentIn(language, episode.publishAt, episode.show.timeZone))}</strong></p>`
  }
${review && reviewNotice(view, review)}
${status !== 'draft' && publishedBox(view)}
${view.mayEdit && findingsOf(view, status === 'published' ? sincePublished(readiness) : readiness)}
${mayPublish && publishForm(view, readiness, review)}
${mayPublish && isWaiting && sendBackForm(view)}
${mayPublish && status !== 'draft' && takeBackForm(view, status)}
${!mayPublish && view.mayEdit && status === 'draft' && (await askForm(view, review))}`
}

/** What is out already is not to be published elsewhere first: of a move the box of what comes next tells. */
const sincePublished = ({ findings, ...rest }: Readiness): Readiness => ({
  ...rest,
  findings: findings.filter(({ rule, overridden }) => rule !== 'show-moved' || overridden),
})

const ACTS: Record<string, (view: EpisodeView, typed: URLSearchParams) => Promise<Received>> = {
  publish: publishAsTyped,
  'take back': takeBack,
  ask: askAsTyped,
  withdraw: (view, typed) => received(view, typed, () => withdrawReview(view.host, view.episode.id), 'withdrawn'),
  'send back': sendBackAsTyped,
}

async function publishAsTyped(view: EpisodeView, typed: URLSearchParams): Promise<Received> {
  const { host, episode, language, person } = view
  requireAccess(person, 'publish', episode.showId)
  const words = studioWordsFor(language).publication
  const isNow = typed.get('when') === 'now'
  const when = isNow ? { at: null } : readWhen(language, typed, episode.show.timeZone)
  if ('errors' in when) return { typed, errors: when.errors }
  if (!isNow && when.at === null) return { typed, errors: { day: words.noMoment } }
  if (isNow && (await namesAnotherMoment(view, typed))) return { typed, errors: { when: words.nowOrThen } }

  const rules = [...typed].filter(([name, reason]) => name.startsWith(reasonName('')) && reason.trim() !== '')
  const overrides = rules.map(([name, reason]) => ({ rule: name.slice(reasonName('').length), reason }))
  const outcome = await attempt(() => {
    const publication = readPublication({ at: when.at?.toISOString(), overrides }, OVERRIDABLE)
    const change = { by: person, seen: versionNumber(typed.get('seen')) }
    return publishThroughGate(host, episode.id, publication, language, change)
  })
  if ('done' in outcome) {
    const [before, after] = [statusOf(episode, host.now()), statusOf(outcome.done, host.now())]
    const isMoved = before === after && Number(episode.publishAt) !== Number(outcome.done.publishAt)
    return { done: isMoved ? 'moved' : after }
  }
  return refusedAs(view, typed, outcome.refused, errorsOf(outcome.refused, view, overrides))
}

async function takeBack(view: EpisodeView, typed: URLSearchParams): Promise<Received> {
  const { host, episode, person: by } = view
  requireAccess(by, 'publish', episode.showId)
  const outcome = await attempt(() =>
    unpublishEpisode(host, episode.id, { by, seen: versionNumber(typed.get('seen')) }),
  )
  if ('done' in outcome) return { done: 'back' }
  return refusedAs(view, typed, outcome.refused, fieldErrors(view.language, outcome.refused))
}

/**
 * Where somebody else set another date meanwhile or changed a draft, the page says so; sent again, the form is about what
 * the episode is now.
 */
async function refusedAs(
  view: EpisodeView,
  typed: URLSearchParams,
  { code, fields, details }: Refusal,
  errors: FieldErrors,
): Promise<Received> {
  if (code !== CHANGED_MEANWHILE) return { typed, errors }
  const { host, episode, language } = view
  const words = studioWordsFor(language).publication
  const { publishAt, show, version } = await getEpisode(host, episode.id)
  if (fields.version) {
    const names = namesOf(language, details.changed as Fact[])
    const sentence = words.unknownChanges((details.by as string | null) ?? words.somebodyElse, names)
    return { typed, errors: { publication: sentence, [historyPath(view)]: words.toChanges }, theirs: {}, version }
  }
  const isOwn = await isOwnChange(host.db, episode, 'publishAt', view.person)
  const now = publishAt && momentIn(language, publishAt, show.timeZone)
  return { typed, errors: { publication: words.changedMeanwhile(now, isOwn) }, theirs: {}, version }
}

/** Each finding at its field, or on the page of the show where it is mended; what is met in one place is said in one. */
function byPlace(view: EpisodeView, findings: Finding[]): FieldErrors {
  const said = Object.groupBy(findings, (finding) => wayToFinding(view, finding).replace(/^#/, ''))
  return Object.fromEntries(Object.entries(said).map(([place, of]) => [place, of!.map(sentenceOf).join(' ')]))
}

const sentenceOf = ({ sentence }: Finding) => sentence

/** Whether a date was typed that neither the episode has nor anybody wished: then "now" was perhaps not meant. */
async function namesAnotherMoment({ host, episode }: EpisodeView, typed: URLSearchParams): Promise<boolean> {
  const [day, time] = [typed.get('day') ?? '', typed.get('time') ?? '']
  if (day === '' && time === '') return false
  const offered = episode.publishAt ?? (await findReview(host, episode.id))?.wishedAt
  const shown = offered && localTimeOf(offered, episode.show.timeZone)
  return shown?.day !== day || shown.time !== time
}

function errorsOf(refusal: Refusal, view: EpisodeView, overrides: Publication['overrides']): FieldErrors {
  const { code, details } = refusal
  const words = studioWordsFor(view.language).publication
  if (code === 'not-ready') return byPlace(view, details.findings as Finding[])
  if (code === 'no-audio') return { audio: words.cannotAsk.noAudio }
  if (code === 'number-needed') return { number: words.numberNeeded }
  return fieldErrors(view.language, refusal, (field, sentence) => {
    if (field === 'overrides') return reasonOf(overrides, sentence) ?? 'publication'
    return field === 'at' ? 'day' : field
  })
}

/** The field of the reason that a sentence about what is set aside tells of. */
function reasonOf(overrides: Publication['overrides'], sentence: string): string | null {
  const [, entry] = /^Entry (\d+), reason: /.exec(sentence) ?? []
  const override = overrides[Number(entry) - 1]
  return override ? reasonName(override.rule) : null
}

async function askAsTyped(view: EpisodeView, typed: URLSearchParams): Promise<Received> {
  const { host, episode, language, person } = view
  const words = studioWordsFor(language).publication
  const when = readWhen(language, typed, episode.show.timeZone)
  if ('errors' in when) return { typed, errors: when.errors }
  const outcome = await attempt(() => requestReview(host, episode.id, { wishedAt: when.at, askedById: person.id }))
  if ('done' in outcome) return { done: 'asked' }
  return {
    typed,
    errors: { publication: words.cannotAsk[outcome.refused.code === 'no-audio' ? 'noAudio' : 'published'] },
  }
}

async function sendBackAsTyped(view: EpisodeView, typed: URLSearchParams): Promise<Received> {
  const { host, episode, language, person } = view
  requireAccess(person, 'publish', episode.showId)
  const words = studioWordsFor(language).publication
  const outcome = await attempt(() => {
    const answer = readReviewAnswer({ answer: typed.get('answer') })
    return sendBack(host, episode.id, { answer, answeredById: person.id })
  })
  if ('done' in outcome) return { done: 'sent' }
  return { typed, errors: outcome.refused.fields.answer ? { answer: words.noAnswer } : { publication: words.noReview } }
}
