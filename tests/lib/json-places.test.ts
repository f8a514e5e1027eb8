import fc from 'fast-check'
import { expect, test } from 'vitest'
import { brokenAtOffset, linesOfItems } from '../../src/lib/json-places.ts'

test.each<[broken: string, offset: number]>([
  ['', 0],
  ['{', 1],
  ['{"a":1,}', 7],
  ['[1,]', 3],
  ['[1 2]', 3],
  ['{"a" 1}', 5],
  ['{1:1}', 1],
  ['{"a":]', 5],
  ['[}', 1],
  ['{]', 1],
  ['1 1', 2],
  ['1,', 1],
  ['[tru]', 1],
  ['["a\nb"]', 1],
  ['["\\x"]', 1],
  ['[01]', 2],
  ['{"a":1}}', 7],
  [' x', 1],
])('%j is no JSON from offset %i on', (broken, offset) => {
  expect(() => JSON.parse(broken)).toThrow()
  expect(brokenAtOffset(broken)).toBe(offset)
})

test('what is valid is broken nowhere, and what is cut is broken where it was cut or before', () => {
  fc.assert(
    fc.property(fc.json(), fc.nat(), (json, cut) => {
      expect(brokenAtOffset(json)).toBe(json.length)
      expect(brokenAtOffset(json.slice(0, cut))).toBeLessThanOrEqual(json.length)
    }),
  )
})

test('items are found in the line they begin, whatever stands around and inside of them', () => {
  const items = fc.array(fc.jsonValue({ maxDepth: 3 }))
  fc.assert(
    fc.property(items, fc.jsonValue(), fc.constantFrom(0, 1, 3), (list, other, indent) => {
      const before = { 'seg"ments': other, other: { segments: [1, 2] } }
      const whole = JSON.stringify({ ...before, segments: list, after: [7] }, null, indent)
      const lines = whole.split('\n')
      const expected = list.map((item, at) => {
        const upTo = JSON.stringify({ ...before, segments: [...list.slice(0, at), item] }, null, indent)
        const own = JSON.stringify(item, null, indent).split('\n').length
        return indent === 0 ? 1 : upTo.split('\n').length - own - 1
      })
      expect(linesOfItems(whole, 'segments')).toEqual(expected)
      expect(lines.length).toBeGreaterThanOrEqual(expected.at(-1) ?? 1)
      expect(linesOfItems(JSON.stringify(list), 'segments')).toEqual(list.map(() => 1))
    }),
  )
})
