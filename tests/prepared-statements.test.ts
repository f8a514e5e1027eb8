import { expect, test } from 'vitest'
import { nameStatements } from '../src/prepared-statements.ts'
import { startHost } from './support/host.ts'

const host = await startHost()

test('a connection prepares what is asked of it once, whatever the values are', async () => {
  const prepared = await host.db.$transaction(async (tx) => {
    for (const slug of ['eine', 'andere', 'dritte']) await tx.show.findUnique({ where: { slug } })
    return tx.$queryRaw<{ statement: string; times: bigint }[]>`
      SELECT "statement", "generic_plans" + "custom_plans" AS "times" FROM pg_prepared_statements`
  })
  const ofShow = prepared.filter(
    ({ statement }) => statement.includes('"public"."Show"') && statement.includes('"slug" ='),
  )
  expect(ofShow.map(({ times }) => Number(times))).toEqual([3])
})

test('a text has one name, and after the last of them there is none', () => {
  const nameOf = nameStatements(2)
  const names = ['SELECT 1', 'SELECT 2', 'SELECT 1', 'SELECT 3', 'SELECT 2'].map((sql) => nameOf({ sql }))
  expect(names).toEqual([names[0], names[1], names[0], '', names[1]])
  expect(new Set(names).size).toBe(3)
  expect(nameStatements()({ sql: 'SELECT 1 FROM "Passage" WHERE "words" @@ $1::tsquery' })).toBe('')
})
