import { expect, test } from 'vitest'
import { countAbove, cutOff, type KeptPage, newestFirst, type Place, pagesInUse } from '../../src/feed/paging.ts'

type Entry = Place & { bytes: number }

const LIMITS = { episodes: 6, bytes: 600 }
const at = (minute: number, id = String(minute), bytes = 10): Entry => ({ id, publishAt: new Date(minute), bytes })
const newest = (count: number, bytes = 10) => Array.from({ length: count }, (_, i) => at(count - i, undefined, bytes))
const page = (number: number, minute: number, more: Partial<KeptPage> = {}): KeptPage => ({
  ...{ number, ...at(minute), linked: true, bytes: 20 },
  ...more,
})
const sizesOf = (count: number, bytes?: number, unused: KeptPage[] = []) => {
  const cuts = cutOff(newest(count, bytes), LIMITS, unused)
  const left = count - cuts.reduce((sum, { entries }) => sum + entries.length, 0)
  return [left, ...cuts.map(({ entries }) => entries.length)]
}

test.each([
  ['nothing', 0, 10, [0]],
  ['as many as fit', 6, 10, [6]],
  ['one more', 7, 10, [5, 2]],
  ['many more', 20, 10, [6, 2, 2, 2, 2, 2, 2, 2]],
  ['few that are long', 4, 190, [3, 1]],
  ['some that are long', 6, 150, [4, 1, 1]],
  ['one that is longer than a document may be', 1, 5000, [1]],
  ['each longer than a document may be', 3, 5000, [1, 1, 1]],
])('a document keeps the newest, and the oldest leave it a page at a time: %s', (_, count, bytes, sizes) => {
  expect(sizesOf(count, bytes)).toEqual(sizes)
})

test('a page that was in use before is used again, before a new one is made', () => {
  const cuts = cutOff(newest(7), LIMITS, [page(4, 1), page(5, 100), page(6, 0)])
  expect(cuts.map(({ number, entries }) => [number, entries.length])).toEqual([[4, 1]])
  expect(sizesOf(12, 10, [page(4, 8)])).toEqual([6, 2, 2, 2])
})

test('episodes of the same moment have an order, so that a page can begin between them', () => {
  const entries = [at(1, 'd'), at(1, 'c'), at(1, 'b'), at(1, 'a')]
  expect(entries.toSorted(newestFirst)).toEqual(entries)
  expect(entries.map((start) => countAbove(entries, start))).toEqual([0, 1, 2, 3])
})

test.each([
  ['both are as they were', 10, [page(2, 4), page(1, 2)], [2, 1]],
  ['everything fits again', 6, [page(2, 4), page(1, 2)], []],
  ['a page has lost its episodes', 10, [page(3, 4), page(2, 2, { id: '2x' }), page(1, 2)], [3, 1]],
  ['the feed has lost its episodes', 7, [page(2, 7), page(1, 4)], [1]],
  ['the feed has lost most of its episodes', 7, [page(2, 6), page(1, 4)], [1]],
  ['a page was taken back before', 10, [page(2, 4, { linked: false }), page(1, 2)], [1]],
  ['everything would fit, but is too long', 6, [page(2, 4, { bytes: 600 }), page(1, 2)], [2, 1]],
])('which pages are in use when %s', (_, count, pages, numbers) => {
  const above = new Map(pages.map((page) => [page.number, countAbove(newest(count), page)]))
  expect(pagesInUse({ episodes: count, above }, pages, LIMITS, 60).map(({ number }) => number)).toEqual(numbers)
})
