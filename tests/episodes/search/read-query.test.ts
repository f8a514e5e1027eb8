import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MAX_QUERY_CHARACTERS, readQuery } from '../../../src/episodes/search/read-query.ts'

test.each([
  ['zwei Wörter', ['zwei', 'Wörter'], []],
  ['"eine Phrase" danach', ['eine Phrase', 'danach'], []],
  ['„deutsche Zeichen“ und “englische”', ['deutsche Zeichen', 'und', 'englische'], []],
  ['»französische Zeichen«', ['französische Zeichen'], []],
  ['"nicht geschlossen', ['nicht geschlossen'], []],
  ['ohne -dieses -"und das"', ['ohne'], ['dieses', 'und das']],
  ['E-Mail ist ein Wort', ['E-Mail', 'ist', 'ein', 'Wort'], []],
  ['- & | ! "" -"" …', [], []],
  ['', [], []],
  ['  a\n\tb ', ['a', 'b'], []],
])('%j', (typed, wanted, excluded) => expect(readQuery(typed)).toMatchObject({ wanted, excluded }))

test('more than anybody types is cut', () => {
  expect(readQuery('x'.repeat(10_000)).text).toHaveLength(MAX_QUERY_CHARACTERS)
  expect(readQuery('a '.repeat(5000)).wanted).toHaveLength(10)
})

test('whatever is typed is read, and what is read is read the same again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (typed) => {
      const query = readQuery(typed)
      expect(query.text.length).toBeLessThanOrEqual(MAX_QUERY_CHARACTERS)
      expect(readQuery(query.text)).toEqual(query)
    }),
  )
})
