import { afterEach, expect, test, vi } from 'vitest'
import { may, type Program, requireAccess } from '../../src/accounts/access.ts'
import { keepFound, lookAgain } from '../../src/accounts/look-again.ts'
import { unauthorized } from '../../src/lib/errors.ts'

const program = (verbs: string[]): Program => ({ kind: 'program', id: 'eins', name: 'Probe', verbs })

const clock = vi.spyOn(performance, 'now')
const pass = (milliseconds: number) => clock.mockReturnValue(performance.now() + milliseconds)
afterEach(() => void clock.mockReset())

test('what was found a moment ago is not looked up again', async () => {
  const again = vi.fn(async () => program([]))
  const found = keepFound(program(['upload']), again)
  await lookAgain(found)
  pass(900)
  await lookAgain(found)
  expect(again).not.toHaveBeenCalled()
  expect(may(found, 'upload', 'show')).toBe(true)
})

test('after more than a second it is looked up once, and counts as it is then', async () => {
  const again = vi.fn(async () => program(['publish']))
  const found = keepFound(program(['upload']), again)
  pass(1100)
  await lookAgain(found)
  await lookAgain(found)
  expect(again).toHaveBeenCalledTimes(1)
  expect([may(found, 'upload', 'show'), may(found, 'publish', 'show')]).toEqual([false, true])
})

test('what was required and is no more allowed is refused, however often it is asked', async () => {
  const found = keepFound(program(['upload']), async () => program(['publish']))
  requireAccess(found, 'upload', 'show')
  pass(1100)
  for (let time = 0; time < 2; time++) await expect(lookAgain(found)).rejects.toMatchObject({ status: 403 })
})

test('what was asked and not allowed at the beginning refuses nothing later', async () => {
  const found = keepFound(program(['upload']), async () => program(['upload']))
  expect(() => requireAccess(found, 'publish', 'show')).toThrow()
  pass(1100)
  await lookAgain(found)
  expect(may(found, 'upload', 'show')).toBe(true)
})

test('whoever is let in no more is refused as at the beginning', async () => {
  const found = keepFound(program(['upload']), async () => {
    throw unauthorized('This API key is unknown, was revoked or is out of date.')
  })
  pass(1100)
  await expect(lookAgain(found)).rejects.toMatchObject({ status: 401 })
})
