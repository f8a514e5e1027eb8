import { expect, test } from 'vitest'
import { APPLE_CATEGORIES, isAppleCategory } from '../../src/shows/apple-categories.ts'
import { currentCategory } from '../../src/shows/old-categories.ts'

test('each of Apple’s categories stays what it is, however its capitals are', () => {
  for (const [top, subs] of Object.entries(APPLE_CATEGORIES)) {
    expect(currentCategory(top)).toBe(top)
    expect(currentCategory(top.toLowerCase())).toBe(top)
    for (const sub of subs) expect(currentCategory(top, sub.toUpperCase())).toBe(`${top} > ${sub}`)
  }
})

test.each([
  ['Government & Organizations', null, 'Government'],
  ['Government & Organizations', 'National', 'Government'],
  ['Government & Organizations', 'Non-Profit', 'Business > Non-Profit'],
  ['Government &amp; Organizations', 'Local', 'Government'],
  ['News & Politics', null, 'News'],
  ['Science & Medicine', null, 'Science'],
  ['Science & Medicine', 'Medicine', 'Health & Fitness > Medicine'],
  ['Science & Medicine', 'Social Sciences', 'Science > Social Sciences'],
  ['Games & Hobbies', 'Video Games', 'Leisure > Video Games'],
  ['Games & Hobbies', 'Other Games', 'Leisure > Games'],
  ['Health', null, 'Health & Fitness'],
  ['Health', 'Self-Help', 'Education > Self-Improvement'],
  ['Health', 'Alternative Health', 'Health & Fitness > Alternative Health'],
  ['Sports & Recreation', 'College & High School', 'Sports'],
  ['Sports & Recreation', 'Outdoor', 'Sports > Wilderness'],
  ['Arts', 'Literature', 'Arts > Books'],
  ['Business', 'Shopping', 'Business'],
  ['Society & Culture', 'History', 'History'],
  ['Technology', 'Podcasting', 'Technology'],
  ['Technology', 'Tech News', 'News > Tech News'],
  ['  TV &  Film ', null, 'TV & Film'],
])('%s, %s is now %s', (top, sub, now) => {
  expect(currentCategory(top, sub)).toBe(now)
  expect(isAppleCategory(now)).toBe(true)
})

test.each(['Podcasts', '', 'constructor', '__proto__', 'Government >', 'Documentary'])('%j is none', (text) => {
  expect(currentCategory(text)).toBeNull()
  expect(currentCategory(text, 'Documentary')).toBeNull()
})
