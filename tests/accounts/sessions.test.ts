import { expect, test } from 'vitest'
import { sweepSessions } from '../../src/accounts/sessions.ts'
import { startHost } from '../support/host.ts'
import { makePerson } from '../support/people.ts'

const host = await startHost()

test('what has ended is forgotten, what goes on stays', async () => {
  const { id: personId } = await makePerson(host)
  const now = host.now().getTime()
  for (const [name, milliseconds] of [
    ['ended', -1000],
    ['going on', 60_000],
  ] as const) {
    const expiresAt = new Date(now + milliseconds)
    await host.db.session.create({ data: { personId, token: name, expiresAt } })
    await host.db.verification.create({ data: { identifier: name, value: 'x', expiresAt } })
  }
  await sweepSessions(host)
  expect((await host.db.session.findMany()).map(({ token }) => token)).toEqual(['going on'])
  expect((await host.db.verification.findMany()).map(({ identifier }) => identifier)).toEqual(['going on'])
})
