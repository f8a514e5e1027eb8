import type { Episode } from '../../../episodes/episode.ts'
import type { Soundbite } from '../../../episodes/soundbites-input.ts'
import { type Html, html } from '../../../lib/html.ts'
import { readPlayTime, typedPlayTime } from '../../../lib/normal-play-time.ts'
import { episodeFormUrl, hearPartUrl } from '../../assets.ts'
import { pathIn } from '../../languages.ts'
import { readForm } from '../../request-body.ts'
import { studioWordsFor } from '../../words/studio/words-for.ts'
import { field } from '../form.ts'
import { originalPath } from './audio.ts'
import { keptForm, theirs } from './fields.ts'
import { type EpisodeForm, saveFields } from './save-fields.ts'
import { type EpisodeView, type Section, typedIn } from './section.ts'

const NAME = 'soundbites'
const COLUMNS = ['start', 'duration', 'title'] as const
type Column = (typeof COLUMNS)[number]
type Row = Record<Column, string>

const NO_ROW: Row = { start: '', duration: '', title: '' }

/** Each part of each row is a field of its own: `bite-1-start`. A row that is emptied is gone. */
const soundbitesForm: EpisodeForm = {
  valuesOf: (episode) => ({
    soundbites: bitesOf(episode)
      .map(rowOf)
      .map(({ start, duration, title }) => `${start}, ${duration} s ${title}`.trim())
      .join('\n'),
  }),
  fieldsOf: (typed) =>
    typed.get('keep-soundbites') === 'theirs' ? {} : { soundbites: rowsIn(typed).filter(isFilled).map(biteOf) },
  nameOf(field, sentence) {
    const [, entry, part = ''] = /^Entry (\d+)(?:, (\w+):)? /.exec(sentence) ?? []
    if (field !== 'soundbites' || !entry) return field
    const columns: Record<string, Column> = { durationSeconds: 'duration', title: 'title' }
    return nameOf(Number(entry), columns[part] ?? 'start')
  },
}

/** Parts that stand for the whole. */
export const soundbitesSection: Section = {
  name: NAME,
  scripts: [episodeFormUrl, hearPartUrl],
  followsAudio: true,
  title: (language) => studioWordsFor(language).soundbites.heading,
  content: (view) => (view.mayEdit ? form(view) : listAlone(view)),
  async receive(view, req, res) {
    const typed = await readForm(req, res)
    // Empty rows go, so that the entries a refusal names are the rows on the page.
    const rows = rowsIn(typed).filter(isFilled)
    if (typed.get('do') === 'add') return { typed: withRows(typed, [...rows, NO_ROW]), errors: {} }
    return saveFields(view, withRows(typed, rows), soundbitesForm)
  },
}

function form(view: EpisodeView): Html {
  const { episode, language, again } = view
  const words = studioWordsFor(language).soundbites
  const typed = typedIn(view, NAME)
  const errors = typed ? (again?.errors ?? {}) : {}
  const rows = typed ? rowsIn(typed) : bitesOf(episode).map(rowOf)
  const source = episode.enclosure && html` src="${pathIn(language, originalPath(episode))}"`
  return keptForm(
    view,
    NAME,
    words.save,
    html`<p class="quiet">${words.hint}</p>
${errors.soundbites && html`<p class="error">${errors.soundbites}</p>`}
<hear-part${source} words="${JSON.stringify({ hear: words.hear, stop: words.stop })}">
<ol class="bites">${(rows.length > 0 ? rows : [NO_ROW]).map(
      (row, index) => html`<li><fieldset><legend>${words.bite(index + 1)}</legend>
<div class="side-by-side">${COLUMNS.map((column) => {
        const name = nameOf(index + 1, column)
        return field(language, { name, label: words[column], value: row[column], error: errors[name], required: false })
      })}</div></fieldset></li>
`,
    )}</ol>
</hear-part>
${theirs(view, NAME, 'soundbites', words.heading)}
<p><button class="button plain" type="submit" name="do" value="add">${words.add}</button></p>`,
  )
}

function listAlone({ episode, language }: EpisodeView): Html {
  const bites = bitesOf(episode).map(rowOf)
  if (bites.length === 0) return html`<p class="quiet">${studioWordsFor(language).soundbites.none}</p>`
  return html`<ol>${bites.map(({ start, duration, title }) => html`<li>${start}, ${duration} s ${title}</li>`)}</ol>`
}

const bitesOf = ({ soundbites }: Pick<Episode, 'soundbites'>) => soundbites as unknown as Soundbite[]

const rowOf = ({ startSeconds, durationSeconds, title }: Soundbite): Row => ({
  start: typedPlayTime(startSeconds),
  duration: String(durationSeconds),
  title: title ?? '',
})

const biteOf = ({ start, duration, title }: Row) => ({
  startSeconds: readPlayTime(start),
  durationSeconds: readPlayTime(duration),
  title,
})

const nameOf = (at: number, column: Column) => `bite-${at}-${column}`

const isFilled = (row: Row) => COLUMNS.some((column) => row[column] !== '')

/** More rows than an episode takes soundbites are refused by the verb. */
const MAX_ROWS = 30

function rowsIn(typed: URLSearchParams): Row[] {
  const numbers = [...typed.keys()].flatMap((name) => Number(/^bite-(\d{1,3})-start$/.exec(name)?.[1]) || [])
  const text = (at: number, column: Column) => (typed.get(nameOf(at, column)) ?? '').trim()
  return numbers
    .slice(0, MAX_ROWS)
    .map((at) => ({ start: text(at, 'start'), duration: text(at, 'duration'), title: text(at, 'title') }))
}

/** What was typed, with these rows in place of those that were. */
function withRows(typed: URLSearchParams, rows: Row[]): URLSearchParams {
  const others = [...typed].filter(([name]) => !name.startsWith('bite-'))
  const those = rows.flatMap((row, at) =>
    COLUMNS.map((column): [string, string] => [nameOf(at + 1, column), row[column]]),
  )
  return new URLSearchParams([...others, ...those])
}
