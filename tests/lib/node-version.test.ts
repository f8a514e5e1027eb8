import { expect, test } from 'vitest'
import { refuseOldNode } from '../../src/lib/node-version.ts'

test.each(['22.18.0', '23.11.1', '24.0.0', '24.6.9'])('Node %s is told that it is too old', (version) => {
  expect(refuseOldNode(version)).toContain(`needs Node 24.7 or newer, and this is ${version}.`)
})

test.each(['24.7.0', '24.21.0', '25.0.0', '100.1.0', process.versions.node])('Node %s will do', (version) => {
  expect(refuseOldNode(version)).toBeNull()
})
