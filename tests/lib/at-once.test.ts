import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { forEachAtOnce } from '../../src/lib/at-once.ts'

async function* numbers(count: number) {
  for (let number = 0; number < count; number++) yield number
}

test('everything is done once, never more at once than allowed', async () => {
  const done: number[] = []
  let [running, most] = [0, 0]
  await forEachAtOnce(numbers(20), 3, async (number) => {
    most = Math.max(most, ++running)
    await sleep(number % 4)
    running -= 1
    done.push(number)
  })
  expect(done.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, number) => number))
  expect(most).toBe(3)
})

test('after a failure nothing more is begun, and what was under way ends first', async () => {
  const begun: number[] = []
  const ended: number[] = []
  const failing = forEachAtOnce(numbers(20), 3, async (number) => {
    begun.push(number)
    if (number === 4) throw new Error('four')
    await sleep(20)
    ended.push(number)
  })
  await expect(failing).rejects.toThrow('four')
  expect(begun.length).toBeLessThan(10)
  expect(ended).toEqual(begun.filter((number) => number !== 4))
})

test('what can’t be read is a failure too', async () => {
  async function* broken() {
    yield 1
    throw new Error('broken')
  }
  await expect(forEachAtOnce(broken(), 2, async () => undefined)).rejects.toThrow('broken')
})
