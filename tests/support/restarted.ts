import type { AddressInfo } from 'node:net'
import { makeApp } from '../../src/app.ts'
import type { Config } from '../../src/config.ts'
import { connectDatabase } from '../../src/db.ts'
import { type OpenHost, openHost } from '../../src/host.ts'
import { makeServer } from '../../src/web/http-server.ts'
import { CHEAP, type TestHost } from './host.ts'

/**
 * The same host as it is after a restart, with other settings if given: on its database and folders, with nothing in
 * memory but what it reads. Stopped afterwards.
 */
export async function restarted<T>(
  before: TestHost,
  settings: Partial<Config>,
  use: (host: OpenHost & { url: string }) => Promise<T>,
): Promise<T> {
  const { log, now } = before
  const database = connectDatabase(before.connection, log)
  const host = await openHost({ ...before.config, ...settings }, { log, now, database, passwordCost: CHEAP })
  const server = makeServer(makeApp(host))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    return await use({ ...host, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
  } finally {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    await host.close()
    await database.close()
  }
}
