import { changeEpisode } from '../../../episodes/episode.ts'
import { readEpisodeChanges } from '../../../episodes/episode-input.ts'
import type { Soundbite } from '../../../episodes/soundbites-input.ts'
import { type Html, html } from '../../../lib/html.ts'
import { readPlayTime, typedPlayTime } from '../../../lib/normal-play-time.ts'
import { readForm } from '../../request-body.ts'
import { studioWordsFor } from '../../words/studio/words-for.ts'
import { inLanguage } from '../field-errors.ts'
import { attempt, type FieldErrors, field, submit } from '../form.ts'
import { type EpisodeView, type Received, type Section, sectionPath, typedIn } from './section.ts'

const COLUMNS = ['start', 'duration', 'title'] as const
type Column = (typeof COLUMNS)[number]
type Row = Record<Column, string>

/** More rows than an episode takes soundbites are refused by the verb. */
const MAX_ROWS = 30
const NO_ROW: Row = { start: '', duration: '', title: '' }

/** Parts that stand for the whole. A row that is emptied is gone. */
export const soundbitesSection: Section = {
  name: 'soundbites',
  title: (language) => studioWordsFor(language).soundbites.heading,
  content: (view) => (view.mayEdit ? form(view) : listAlone(view)),
  receive: async (view, req, res) => save(view, await readForm(req, res)),
}

function form(view: EpisodeView): Html {
  const { language, again } = view
  const words = studioWordsFor(language).soundbites
  const typed = typedIn(view, 'soundbites')
  const errors = typed ? (again?.errors ?? {}) : {}
  const rows = typed ? rowsOf(typed) : [...bitesOf(view).map(rowOf), NO_ROW]
  return html`<p class="quiet">${words.hint}</p>
<form class="rows" method="post" action="${sectionPath(view, 'soundbites')}" novalidate>
${errors.bites && html`<p class="error" id="bites">${errors.bites}</p>`}
<input type="hidden" name="bites" value="${rows.length}">
<ol>${rows.map(
    (row, index) => html`<li><fieldset><legend>${words.bite(index + 1)}</legend>
<div class="side-by-side">${COLUMNS.map((column) => {
      const name = nameOf(index + 1, column)
      return field(language, { name, label: words[column], value: row[column], error: errors[name], required: false })
    })}</div></fieldset></li>
`,
  )}</ol>
${submit(words.save)}
</form>`
}

function listAlone(view: EpisodeView): Html {
  const bites = bitesOf(view).map(rowOf)
  if (bites.length === 0) return html`<p class="quiet">${studioWordsFor(view.language).soundbites.none}</p>`
  return html`<ol>${bites.map(({ start, duration, title }) => html`<li>${start}, ${duration} s ${title}</li>`)}</ol>`
}

async function save(view: EpisodeView, typed: URLSearchParams): Promise<Received> {
  const { host, episode, language } = view
  const kept = rowsOf(typed)
    .map((row, index) => ({ row, at: index + 1 }))
    .filter(({ row }) => COLUMNS.some((column) => row[column] !== ''))
  const outcome = await attempt(() => {
    const soundbites = kept.map(({ row }) => ({
      startSeconds: readPlayTime(row.start),
      durationSeconds: readPlayTime(row.duration),
      title: row.title,
    }))
    return changeEpisode(host, episode.id, readEpisodeChanges({ soundbites }, host.config.publicUrl))
  })
  if ('done' in outcome) return null
  const sentence = outcome.refused.fields.soundbites ?? outcome.refused.message
  const [place, entry, part] = /^Entry (\d+)(?:, (\w+):)? /.exec(sentence) ?? []
  const at = entry === undefined ? undefined : kept[Number(entry) - 1]?.at
  const column = ({ durationSeconds: 'duration', title: 'title' } as const)[part ?? ''] ?? 'start'
  const errors: FieldErrors =
    at === undefined
      ? { bites: inLanguage(language, sentence) }
      : { [nameOf(at, column)]: inLanguage(language, sentence.slice(place!.length)) }
  return { typed, errors }
}

const bitesOf = ({ episode }: EpisodeView) => episode.soundbites as unknown as Soundbite[]

const rowOf = ({ startSeconds, durationSeconds, title }: Soundbite): Row => ({
  start: typedPlayTime(startSeconds),
  duration: String(durationSeconds),
  title: title ?? '',
})

const nameOf = (at: number, column: Column) => `bite-${at}-${column}`

function rowsOf(typed: URLSearchParams): Row[] {
  const count = Math.min(Number(typed.get('bites')) || 0, MAX_ROWS)
  return Array.from({ length: count }, (_, index) => {
    const text = (column: Column) => (typed.get(nameOf(index + 1, column)) ?? '').trim()
    return { start: text('start'), duration: text('duration'), title: text('title') }
  })
}
