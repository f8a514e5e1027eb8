import pg from 'pg'
import { expect, inject, test } from 'vitest'
import { startHost } from './support/host.ts'

const host = await startHost()

test('a date means the same on a server that lives in Germany', async () => {
  const server = new pg.Client(inject('databaseServer'))
  await server.connect()
  expect((await server.query('SHOW timezone')).rows).toEqual([{ TimeZone: 'Europe/Berlin' }])
  await server.end()

  // In summer, in winter, and in the hour that is missing in spring.
  for (const at of ['2026-07-01T06:00:00.123Z', '2026-12-01T06:00:00Z', '2027-03-28T02:30:00Z']) {
    const date = new Date(at)
    const [row] = await host.db.$queryRaw<{ epoch: number; date: Date }[]>`
      SELECT extract(epoch FROM ${date}::timestamptz)::float8 AS "epoch", ${date}::timestamptz AS "date"`
    expect(row).toEqual({ epoch: +date / 1000, date })
  }
  const patient = await host.database.pool.query('SHOW timezone')
  expect(patient.rows).toEqual([{ TimeZone: 'UTC' }])
})
