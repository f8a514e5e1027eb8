import { html } from '../../lib/html.ts'
import { isInMomentYears } from '../../lib/input.ts'
import { localTimeOf, momentsOf } from '../../lib/local-time.ts'
import type { Language } from '../languages.ts'
import { zoneNameIn } from '../moment.ts'
import { studioWordsFor } from '../words/studio/words-for.ts'
import { choice, type FieldErrors, field } from './form.ts'

/** Which of two moments is meant where clocks show a time twice. */
const TURNS = ['first', 'second'] as const

/**
 * The moment that a form's `day` and `time` name in a time zone, null where both are empty. Otherwise what is wrong:
 * one is missing, the day does not exist or is of a year that podcast apps don't know, clocks leave the time out that
 * day, or show it twice and `turn` does not say which.
 */
export function readWhen(language: Language, typed: URLSearchParams, timeZone: string) {
  const words = studioWordsFor(language).when
  const [day, time] = [(typed.get('day') ?? '').trim(), (typed.get('time') ?? '').trim()]
  if (day === '' && time === '') return { at: null }
  const wrong = (errors: FieldErrors) => ({ errors })
  if (day === '') return wrong({ day: words.noDay })
  if (time === '') return wrong({ time: words.noTime })
  const moments = momentsOf({ day, time: shortTime(time) }, timeZone)
  if (!moments)
    return wrong(momentsOf({ day, time: '12:00' }, timeZone) ? { time: words.badTime } : { day: words.badDay })
  if (!moments.every(isInMomentYears)) return wrong({ day: words.badYear })
  if (moments.length === 0) return wrong({ time: words.leftOut })
  const turn = (TURNS as readonly (string | null)[]).indexOf(typed.get('turn'))
  if (moments.length > 1 && turn < 0) return wrong({ turn: words.twice })
  return { at: moments[Math.max(turn, 0)] ?? moments[0]! }
}

/**
 * The fields that `readWhen` reads: what was typed, else a moment as clocks of the zone show it. Which of two is meant has
 * its field also where nothing is asked: a script that brings back what was typed puts the answer there.
 */
export function whenFields(
  language: Language,
  about: { typed: URLSearchParams | null; errors: FieldErrors; at: Date | null; timeZone: string },
) {
  const { typed, errors, at, timeZone } = about
  const words = studioWordsFor(language).when
  const shown = at && localTimeOf(at, timeZone)
  const [day, time] = typed ? [typed.get('day') ?? '', typed.get('time') ?? ''] : [shown?.day ?? '', shown?.time ?? '']
  const moments = momentsOf({ day, time: shortTime(time) }, timeZone) ?? []
  const turn = typed?.get('turn') ?? TURNS[moments.findIndex((moment) => Number(moment) === Number(at))] ?? ''
  const turns = TURNS.map((value, index) => ({
    value,
    label: zoneNameIn(language, moments[index] ?? moments[0]!, timeZone),
  }))
  return html`<div class="side-by-side">
${field(language, { name: 'day', type: 'date', label: words.day, value: day, error: errors.day, required: 'sometimes' })}
${field(language, { name: 'time', type: 'time', label: words.time, value: time, error: errors.time, required: 'sometimes' })}
</div>
<p class="quiet">${words.zone(timeZone)}</p>
${
  moments.length > 1
    ? choice({
        ...{ name: 'turn', label: words.turn, value: turn, error: errors.turn },
        options: [{ value: '', label: words.choose }, ...turns],
      })
    : html`<input type="hidden" name="turn" value="${turn}">`
}`
}

/** Some browsers send seconds too. */
const shortTime = (time: string) => time.replace(/^(\d\d:\d\d):\d\d$/, '$1')
