import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { actingAs, logged, NOBODY, sweepLog } from '../../src/accounts/logbook.ts'
import { connectDatabase } from '../../src/db.ts'
import { ask, createShow, publishedEpisode } from '../support/api.ts'
import { copyDatabase, startHost } from '../support/host.ts'
import { makeAdministrator, sendForm, signIn } from '../support/people.ts'

const host = await startHost()
const { pool } = host.database

const DAY = 86_400_000
/** An entry so many days old. */
const entry = (days: number) =>
  host.db.logEntry.create({ data: { at: new Date(Date.now() - days * DAY), kind: 'renamed', byKind: 'nobody' } })
const kinds = async () => (await host.db.logEntry.findMany()).length

describe('whoever asks, also the owner of the tables', () => {
  test.each([
    `UPDATE "LogEntry" SET "byName" = 'somebody else'`,
    'DELETE FROM "LogEntry"',
    'TRUNCATE "LogEntry"',
    'TRUNCATE "LogEntry" CASCADE',
    // As whoever takes copies in may be.
    `BEGIN; SET LOCAL session_replication_role = replica; DELETE FROM "LogEntry"; COMMIT`,
  ])('is refused: %s', async (sql) => {
    await entry(0)
    const before = await host.db.logEntry.findMany({ orderBy: { id: 'asc' } })
    const client = await pool.connect()
    await expect(client.query(sql)).rejects.toThrow('The log is not changed')
    await client.query('ROLLBACK')
    client.release()
    expect(await host.db.logEntry.findMany({ orderBy: { id: 'asc' } })).toEqual(before)
  })

  test('an entry of the last ninety days is removed by nobody, one before can be', async () => {
    const [young, old] = [await entry(89), await entry(91)]
    await expect(host.db.logEntry.delete({ where: { id: young.id } })).rejects.toThrow('The log is not changed')
    await host.db.logEntry.delete({ where: { id: old.id } })
  })

  test('nothing is written where the change fails, and nothing changed where it can’t be written', async () => {
    const before = await kinds()
    const acting = actingAs(host, NOBODY)
    const note = { kind: 'renamed' as const, about: null }
    await expect(
      logged(acting, async (tx, write) => {
        write(note)
        await tx.hostSecret.create({ data: { name: 'a', secret: 'b' } })
        throw new Error('fails')
      }),
    ).rejects.toThrow('fails')
    await expect(
      logged({ ...acting, now: () => new Date(Number.NaN) }, async (tx, write) => {
        write(note)
        await tx.hostSecret.create({ data: { name: 'a', secret: 'b' } })
      }),
    ).rejects.toThrow()
    expect(await host.db.hostSecret.count({ where: { name: 'a' } })).toBe(0)
    expect(await kinds()).toBe(before)
  })
})

describe('old entries', () => {
  beforeEach(() => host.travelTo(new Date().toISOString()))

  test('go when the setting says so, and are told', async () => {
    const [old, kept] = [await entry(366), await entry(364)]
    await sweepLog(host)
    expect(await host.db.logEntry.findMany({ where: { id: { in: [old.id, kept.id] } } })).toMatchObject([
      { id: kept.id },
    ])
    expect(host.logged).toContainEqual(
      expect.objectContaining({ msg: 'old entries of the log were removed', count: 1 }),
    )
  })

  test('of the last ninety days stay, also for a host whose clock is years ahead', async () => {
    const [old, kept] = [await entry(91), await entry(89)]
    host.travelTo('2040-01-01T00:00:00Z')
    await sweepLog(host)
    const left = await host.db.logEntry.findMany({ where: { id: { in: [old.id, kept.id] } } })
    expect(left.map(({ id }) => id)).toEqual([kept.id])
  })
})

/** What operators of an external database are told to run, as they read it. */
const STATEMENTS = /```sql\n(.*?)```/s.exec(readFileSync('docs/log.md', 'utf8'))![1]!

const owned = await copyDatabase()
const role = `app_${randomBytes(6).toString('hex')}`
const owner = connectDatabase(owned, host.log)
await owner.pool.query(`CREATE ROLE ${role} LOGIN`)
await owner.pool.query(STATEMENTS.replaceAll('sendeplatz_app', role))
const second = await startHost({ connection: { ...owned, user: role } })
afterAll(async () => {
  await owner.pool.query(`DROP OWNED BY ${role}`)
  await owner.pool.query(`DROP ROLE ${role}`)
  await owner.close()
})

describe('a host with a role of its own', () => {
  test('does what hosts do', async () => {
    const { slug } = await createShow(second)
    await publishedEpisode(second, slug)
    await expect
      .poll(async () => (await ask(second, 'GET', `/feeds/${slug}.xml`, { token: null })).json)
      .toContain('<item>')
    const cookie = await signIn(second, await makeAdministrator(second))
    const answer = await sendForm(second, '/studio/people', { email: 'neu@amt.example', role: 'none' }, { cookie })
    expect(answer.status).toBe(201)
    const kinds = (await second.db.logEntry.findMany({ orderBy: { id: 'asc' } })).map(({ kind }) => kind)
    expect(kinds).toEqual(['key-made', 'show-made', 'show-cover-changed', 'published', 'signing-in', 'invited'])
  })

  test('is not even allowed to ask for a change of the log, and yet old entries go', async () => {
    await second.db.logEntry.create({
      data: { at: new Date(Date.now() - 400 * DAY), kind: 'renamed', byKind: 'nobody' },
    })
    const before = await second.db.logEntry.count()
    for (const sql of [
      `UPDATE "LogEntry" SET "byName" = 'x'`,
      `DELETE FROM "LogEntry" WHERE "at" < now() - interval '100 days'`,
      'TRUNCATE "LogEntry"',
      'ALTER TABLE "LogEntry" DISABLE TRIGGER ALL',
      'DROP TRIGGER "log_stays" ON "LogEntry"',
      'DROP TABLE "LogEntry"',
      `CREATE OR REPLACE FUNCTION "refuse_log_change"() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN OLD; END'`,
    ])
      await expect(second.database.pool.query(sql)).rejects.toThrow(/permission denied|must be owner/)
    await sweepLog(second)
    expect(await second.db.logEntry.count()).toBe(before - 1)
  })
})
