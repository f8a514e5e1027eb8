import { afterAll } from 'vitest'
import { startHost } from '../support/host.ts'
import { freePort } from '../support/process.ts'
import { openBrowser } from './browser.ts'

/** A host at the address that its pages name, and a browser to look at it until the file's tests have ended. */
export async function browsedHost(env: Record<string, string> = {}) {
  const port = String(await freePort())
  const host = await startHost({ env: { PORT: port, PUBLIC_URL: `http://127.0.0.1:${port}`, ...env } })
  const browser = await openBrowser()
  afterAll(() => browser.close())
  return { host, browser }
}
