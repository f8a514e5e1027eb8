import { describe, expect, test } from 'vitest'
import { stemmingFor, wordsOf } from '../../../src/episodes/search/words.ts'

test.each([
  ['de', 'german'],
  ['de-AT', 'german'],
  ['DE', 'german'],
  ['en-GB', 'english'],
  ['fr', 'simple'],
  ['da', 'simple'],
])('%s has the stems of %s', (language, stemming) => expect(stemmingFor(language)).toBe(stemming))

describe('words are looked for in small letters without accents', () => {
  test.each([
    ['Die „Mühen“ der Ebene!', 'die mühen der ebene'],
    ['BAföG-Digital', 'bafög digital'],
    ['Bürger*innen, Bürger_innen', 'bürger innen bürger innen'],
    ['STRASSE Straße', 'strasse straße'],
    ['naïve Café', 'naive cafe'],
    ['Ver\u00adwal\u00adtung', 'verwaltung'],
    ['mu\u0308hen', 'mühen'],
    ['CO₂ und ﬁnanziell', 'co2 und finanziell'],
    ['1.000 Meter, 3,5 %', '1 000 meter 3 5'],
    ['🚆 — …', ''],
    ['поезда́', 'поезда'],
  ])('German: %s', (text, words) =>
    expect(
      wordsOf(text, 'german')
        .map(({ word }) => word)
        .join(' '),
    ).toBe(words),
  )

  test('other languages without their umlauts too', () =>
    expect(wordsOf('Müller smørrebrød Łódź', 'english').map(({ word }) => word)).toEqual([
      'muller',
      'smorrebrod',
      'lodz',
    ]))

  test('each where it stands', () => {
    const text = 'Nach „Wien“, mit U\u0308ber\u00adzug.'
    expect(wordsOf(text, 'german').map(({ start, end }) => text.slice(start, end))).toEqual([
      ...['Nach', 'Wien', 'mit', 'U\u0308ber\u00adzug'],
    ])
  })
})
