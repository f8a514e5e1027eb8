import { expect, test } from 'vitest'
import { createApiKey, findProgram, listApiKeys, revokeApiKey } from '../../src/accounts/api-key.ts'
import { ask } from '../support/api.ts'
import { startHost } from '../support/host.ts'

const host = await startHost()

/** The status a program with such a header gets where a key is needed. */
async function statusWith(authorization: string) {
  const response = await fetch(`${host.url}/api/v1/shows`, {
    method: 'POST',
    headers: { Authorization: authorization },
  })
  await response.arrayBuffer()
  return response.status
}
/** Let in, an empty show is 422. */
const LET_IN = 422

test('a key is a long random secret that scanners recognise, different each time', async () => {
  const [one, two] = [await createApiKey(host, { name: 'one' }), await createApiKey(host, { name: 'two' })]
  expect(one.secret).toMatch(/^sendeplatz_[\w-]{43}$/)
  expect(one.secret).not.toBe(two.secret)
  expect(await findProgram(host, one.secret)).toMatchObject({ id: one.id, name: 'one' })
})

test('the secret is kept nowhere: not in the database, not in the log', async () => {
  const { secret } = await createApiKey(host, { name: 'secret' })
  await ask(host, 'GET', '/api/v1/shows/unknown', { token: secret })
  await ask(host, 'POST', '/api/v1/shows', { token: secret })
  const { rows } = await host.database.pool.query(`SELECT * FROM "Token"`)
  const random = secret.replace('sendeplatz_', '')
  expect(rows.length).toBeGreaterThan(0)
  expect(JSON.stringify(rows)).not.toContain(random)
  expect(JSON.stringify(host.logged)).not.toContain(random)
})

test('the list names every key, oldest first, without what could open anything', async () => {
  const { id } = await createApiKey(host, { name: 'Redaktion Jena' })
  const listed = await listApiKeys(host)
  expect(listed.at(-1)).toEqual({
    ...{ id, name: 'Redaktion Jena', scope: {}, personId: null, person: null },
    ...{ createdAt: expect.any(Date), expiresAt: null, lastUsedAt: null, revokedAt: null },
  })
  expect(listed[0]).toMatchObject({ name: 'tests' })
})

test('a revoked key opens nothing from the next request on, and is still listed', async () => {
  const { id, secret } = await createApiKey(host, { name: 'former' })
  expect(await statusWith(`Bearer ${secret}`)).toBe(LET_IN)
  expect(await revokeApiKey(host, id)).toBe(true)
  expect(await findProgram(host, secret)).toBeNull()
  expect(await statusWith(`Bearer ${secret}`)).toBe(401)
  expect((await listApiKeys(host)).at(-1)).toMatchObject({ id, revokedAt: expect.any(Date) })
})

test('a key is revoked once, and one that is unknown or no id at all not', async () => {
  const { id } = await createApiKey(host, { name: 'twice' })
  expect(await revokeApiKey(host, id)).toBe(true)
  expect(await revokeApiKey(host, id)).toBe(false)
  expect(await revokeApiKey(host, '01890000-0000-7000-8000-000000000000')).toBe(false)
  for (const text of ['', 'x', 'tests', "';DROP TABLE", '\0']) expect(await revokeApiKey(host, text)).toBe(false)
})

test('only the whole secret under its own name lets in', async () => {
  const { secret } = host
  expect(await statusWith(`Bearer ${secret}`)).toBe(LET_IN)
  expect(await statusWith(`bearer ${secret}`)).toBe(LET_IN)
  const refused = [
    ...[secret, `Basic ${secret}`, `Bearer ${secret}x`, `Bearer ${secret.slice(0, -1)}`, `Bearer x${secret}`],
    ...[`Bearer ${secret.replace('sendeplatz_', '')}`, `Bearer ${secret.toUpperCase()}`, `Bearer  ${secret}`],
    ...[`Bearer ${secret}, Bearer x`, 'Bearer', 'Bearer ', 'Bearer null', `Bearer ${'x'.repeat(5000)}`],
    `Bearer ' OR 1=1 --`,
  ]
  for (const authorization of refused)
    expect([authorization, await statusWith(authorization)]).toEqual([authorization, 401])
})
