import { expect, test } from 'vitest'
import { joinLines, lineKey, splitLine } from '../../src/lib/cue-edits.ts'

test.each([
  [
    'with both times',
    { startSeconds: 10, endSeconds: 14, text: 'Guten Tag' },
    5,
    undefined,
    [10, 12.222],
    [12.222, 14],
  ],
  ['up to where the next starts', { startSeconds: 10, text: 'Guten Tag' }, 5, 19, [10, undefined], [15, undefined]],
  ['where nobody knows', { startSeconds: 10, text: 'Guten Tag' }, 5, undefined, [10, undefined], [10, undefined]],
  ['without times', { text: 'Guten Tag' }, 5, undefined, [undefined, undefined], [undefined, undefined]],
])('a line is parted %s', (_, line, at, until, first, second) => {
  const parts = splitLine({ ...line, speaker: 'Anna' }, at, until)
  expect(parts.map(({ text }) => text)).toEqual(['Guten', 'Tag'])
  expect(parts.map(({ speaker }) => speaker)).toEqual(['Anna', 'Anna'])
  expect(parts.map(({ startSeconds, endSeconds }) => [startSeconds, endSeconds])).toEqual([first, second])
})

test('two lines become one that ends with the second', () => {
  const [one, two] = splitLine({ startSeconds: 1, endSeconds: 3, speaker: 'Anna', text: 'Guten Tag' }, 6)
  expect(joinLines(one, { ...two, speaker: 'Ben' })).toEqual({
    ...{ startSeconds: 1, endSeconds: 3, speaker: 'Anna', text: 'Guten Tag' },
  })
})

test('a time that nobody can read stays with the part that it is of, and makes another line of it', () => {
  const line = { startSeconds: 1, endSeconds: 3, text: 'Guten Tag', unread: { start: 'eins', end: 'drei' } }
  const [one, two] = splitLine(line, 6)
  expect([one.unread, two.unread]).toEqual([{ start: 'eins' }, { end: 'drei' }])
  expect(joinLines(one, two)).toEqual(line)
  expect(joinLines({ ...one, unread: { end: 'egal' } }, { ...two, unread: { start: 'egal' } }).unread).toBeUndefined()
  expect(lineKey(line)).not.toBe(lineKey({ ...line, unread: { start: 'eins' } }))
})
