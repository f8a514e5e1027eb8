import { ask, askJson, eventually, type Json } from './api.ts'
import type { TestHost } from './host.ts'

/** Has a feed imported through the API, and waits for its end. */
export async function importFeed(host: TestHost, url: string, more: Record<string, unknown> = {}): Promise<Json> {
  const { status, json } = await askJson(host, 'POST', '/api/v1/imports', { url, ...more })
  if (status !== 202) throw new Error(`The import was answered ${status}: ${JSON.stringify(json)}`)
  return endOf(host, json.id)
}

/** An import when it has ended. */
export async function endOf(host: TestHost, id: string, milliseconds = 20_000): Promise<Json> {
  const look = async () => (await ask(host, 'GET', `/api/v1/imports/${id}?limit=1000`)).json
  return eventually(look, ({ state }) => state === 'done' || state === 'failed', milliseconds)
}
