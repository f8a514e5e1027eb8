import { expect, test } from 'vitest'
import { stepsBack } from '../../src/browser/studio/steps-back.ts'

test('steps with the same key are one, and each step is taken back once', () => {
  const back = stepsBack<string>()
  back.took('a', 'field')
  back.took('ab', 'field')
  back.took('abc', null)
  back.took('abcd', null)
  expect([back.takeBack(), back.takeBack(), back.takeBack(), back.isEmpty]).toEqual(['abcd', 'abc', 'a', true])
  expect(back.takeBack()).toBeUndefined()
})

test('what is typed in the same field after all was forgotten is a step', () => {
  const back = stepsBack<string>()
  back.took('before', 'field')
  back.forget()
  back.took('after', 'field')
  expect([back.takeBack(), back.isEmpty]).toEqual(['after', true])
})
