import fc from 'fast-check'
import { checkedCues } from '../../../src/episodes/transcripts/cues.ts'
import { hostileLine } from '../../support/hostile-text.ts'
import { cue, SECONDS } from './support.ts'

const word = fc.constantFrom(
  ...'Das ist ein ganz gewöhnlicher Satz, oder? 12 Ja. – „Nein!“ Verwaltungsinformatik R&D a<b'.split(' '),
)
const plainText = fc.array(word, { minLength: 1, maxLength: 40 }).map((words) => words.join(' '))
const sound = fc.constantFrom('[Musik]', '(lacht)', '♪ la la')
const plainName = fc.constantFrom('Anna', 'Dr. Ben Müller', 'Stimme aus dem Publikum', 'Sprecherin 2')

/** Cues one to nine seconds apart, each as long as it likes. Nobody is named again as nobody but for a sound. */
const cuesOf = (text: fc.Arbitrary<string>, name: fc.Arbitrary<string>) =>
  fc
    .array(
      fc.record({
        apart: fc.integer({ min: 1000, max: 9000 }),
        long: fc.integer({ min: 1, max: 20_000 }),
        speaker: fc.option(name),
        text: fc.oneof({ weight: 8, arbitrary: text }, { weight: 1, arbitrary: sound }),
      }),
      { minLength: 1, maxLength: 30 },
    )
    .map((made) => {
      let [milliseconds, last] = [0, null as string | null]
      const found = made.map(({ apart, long, speaker, text }) => {
        milliseconds += apart
        last = speaker ?? (/^[[(♪]/.test(text) ? null : last)
        return { ...cue(milliseconds / 1000, (milliseconds + long) / 1000, last, text), line: 1 }
      })
      return checkedCues(carried(found), SECONDS)
    })

/** Whoever spoke goes on, also after a sound. */
function carried<T extends { speaker?: string; text: string }>(cues: T[]): T[] {
  let last: string | undefined
  return cues.map((cue) => {
    const speaker = cue.speaker ?? (/^[[(♪]/.test(cue.text) ? undefined : last)
    last = speaker ?? last
    return speaker === undefined ? cue : { ...cue, speaker }
  })
}

/** Texts and names of the worst kind. */
export const hostileCues = cuesOf(hostileLine, hostileLine)
/** Texts and names as people speak and are called. */
export const plainCues = cuesOf(plainText, plainName)
