import fc from 'fast-check'
import { expect, test } from 'vitest'
import { replaceRuns, runChanges } from '../../src/lib/replace-runs.ts'

interface Item {
  text: string
}
const items = (text: string): Item[] => [...text].map((letter) => ({ text: letter }))
const textOf = (list: readonly Item[]) => list.map(({ text }) => text).join('')
const keyOf = ({ text }: Item) => text

/** A list and one made of it by a few edits, each of which replaces some items by others. */
const edited = fc
  .tuple(
    fc.uniqueArray(fc.string({ minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 12 }),
    fc.array(fc.tuple(fc.nat(12), fc.nat(3), fc.array(fc.string({ maxLength: 3 }), { maxLength: 3 })), {
      maxLength: 5,
    }),
  )
  .map(([texts, edits]) => {
    const from: Item[] = texts.map((text) => ({ text }))
    const to = [...from]
    for (const [at, count, now] of edits) to.splice(at, count, ...now.map((text) => ({ text })))
    return { from, to }
  })

test('the changes between two lists make the one of the other', () => {
  fc.assert(
    fc.property(edited, ({ from, to }) => {
      const changes = runChanges(from, to, keyOf)
      expect(changes.every(({ was }) => was.length > 0)).toBe(true)
      const { list, lost } = replaceRuns(from, changes, keyOf)
      expect({ list: list.map(keyOf), lost }).toEqual({ list: to.map(keyOf), lost: [] })
    }),
  )
})

test('and back again', () => {
  fc.assert(
    fc.property(edited, ({ from, to }) => {
      if (to.length === 0) return
      expect(replaceRuns(to, runChanges(to, from, keyOf), keyOf).list.map(keyOf)).toEqual(from.map(keyOf))
    }),
  )
})

test.each([
  ['where it was', 'abcd', 1, 'b', 'B', 'aBcd', []],
  ['further on, since others put something in', 'xyabcd', 1, 'b', 'B', 'xyaBcd', []],
  ['further in front, since others took something out', 'bcd', 1, 'b', 'B', 'Bcd', []],
  ['where it was, though it is there twice', 'bab', 2, 'b', 'B', 'baB', []],
  ['nowhere, where it may be either of two', 'bxb', 1, 'b', 'B', 'bxb', [0]],
  ['nowhere, when others changed it', 'axcd', 1, 'b', 'B', 'axcd', [0]],
  ['as several', 'abcd', 1, 'bc', '', 'ad', []],
  ['nowhere, when others changed one of them', 'abxd', 1, 'bc', '', 'abxd', [0]],
])('a run is found %s', (_, list, at, was, now, expected, lost) => {
  const found = replaceRuns(items(list), [{ at, was: items(was), now: items(now) }], keyOf)
  expect({ text: textOf(found.list), lost: found.lost }).toEqual({ text: expected, lost })
})

test('of two changes of the same run the second is lost', () => {
  const change = (now: string) => ({ at: 0, was: items('a'), now: items(now) })
  const { list, lost } = replaceRuns(items('ab'), [change('x'), change('y')], keyOf)
  expect([textOf(list), lost]).toEqual(['xb', [1]])
})
