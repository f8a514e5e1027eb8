import { expect, test } from 'vitest'
import { APPLE_CATEGORIES, isAppleCategory } from '../../src/shows/apple-categories.ts'

test('the table has 19 categories and 91 subcategories, none twice', () => {
  const tops = Object.keys(APPLE_CATEGORIES)
  const pairs = Object.entries(APPLE_CATEGORIES).flatMap(([top, subs]) => subs.map((sub) => `${top} > ${sub}`))
  expect(tops).toHaveLength(19)
  expect(new Set(pairs).size).toBe(91)
  expect(pairs).toHaveLength(91)
})

test('every category of the table is one as it is typed', () => {
  for (const [top, subs] of Object.entries(APPLE_CATEGORIES)) {
    expect(isAppleCategory(top)).toBe(true)
    for (const sub of subs) expect(isAppleCategory(`${top} > ${sub}`)).toBe(true)
  }
})

test.each([
  ['Government', true],
  ['Society & Culture > Documentary', true],
  ['Religion & Spirituality > Religion', true],
  ['TV & Film > After Shows', true],
  ['government', false],
  ['GOVERNMENT', false],
  ['Documentary', false],
  ['Arts > Documentary', false],
  ['Society &amp; Culture', false],
  ['Society & Culture>Documentary', false],
  ['Society & Culture > documentary', false],
  ['Government > ', false],
  ['Government & Organizations', false],
  ['News & Politics', false],
  [' Government', false],
  ['constructor', false],
  ['__proto__', false],
  ['', false],
])('%j is a category of Apple: %s', (text, expected) => {
  expect(isAppleCategory(text)).toBe(expected)
})
