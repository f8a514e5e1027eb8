import { expect, test } from 'vitest'
import { findRole, ROLES } from '../../src/shows/people.ts'

test('the taxonomy has 63 roles in 11 groups', () => {
  expect([Object.keys(ROLES).length, Object.values(ROLES).flat().length]).toEqual([11, 63])
})

test.each([
  [undefined, undefined, 'Host', 'Cast'],
  ['guest', undefined, 'Guest', 'Cast'],
  ['CO-HOST', 'cast', 'Co-Host', 'Cast'],
  ['Editor', undefined, 'Editor', 'Writing'],
  ['editor', 'video post-production', 'Editor', 'Video Post-Production'],
  ['sound designer', undefined, 'Sound Designer', 'Audio Post-Production'],
  [undefined, 'Cast', 'Host', 'Cast'],
])('role %j in group %j is %s of %s', (role, group, foundRole, foundGroup) => {
  expect(findRole(role, group)).toEqual({ role: foundRole, group: foundGroup })
})

test.each([
  ['Staatssekretär', undefined],
  ['Host', 'Writing'],
  [undefined, 'Writing'],
  ['Guest', 'Regie'],
])('role %j in group %j is not in it', (role, group) => {
  expect(findRole(role, group)).toBeNull()
})
