import { expect, test } from 'vitest'
import { ROLES } from '../../src/shows/people.ts'
import { GERMAN_ROLES, roleName } from '../../src/web/words/roles.ts'

test('every role of the taxonomy has a German name, and no other has', () => {
  expect(Object.keys(GERMAN_ROLES).sort()).toEqual([...new Set(Object.values(ROLES).flat())].sort())
})

test('the editor of a text edits, the editor of a video cuts', () => {
  expect(roleName({ role: 'Editor', group: 'Writing' }, 'de')).toBe('Redaktion')
  expect(roleName({ role: 'Editor', group: 'Video Post-Production' }, 'de')).toBe('Schnitt')
  expect(roleName({ role: 'Editor', group: 'Writing' }, 'en')).toBe('Editor')
})
