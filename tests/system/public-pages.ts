import type { BrowserContext } from 'playwright-core'
import { everyPage, type PageOfHost } from '../support/every-page.ts'
import { startHost, type TestHost } from '../support/host.ts'
import { freePort } from '../support/process.ts'

/** A host under its own address, with a page of every kind and state that anyone can open: see `everyPage`. */
export async function startFullHost(env: Record<string, string> = {}) {
  const port = String(await freePort())
  const host = await startHost({
    env: { PORT: port, PUBLIC_URL: `http://127.0.0.1:${port}`, DELETED_KEPT_DAYS: '0', ...env },
  })
  return { host, pages: await everyPage(host) }
}

/** Lets a browser ask for each page by the method that it is the answer to. */
export async function askByMethods(context: BrowserContext, { config }: TestHost, pages: PageOfHost[]) {
  for (const { path, method } of pages)
    if (method) await context.route(config.publicUrl + path, (route) => route.continue({ method }))
}

/** Without their twins in English, which have the same controls. */
export const inGerman = (pages: PageOfHost[]) => pages.filter(({ path }) => !/^\/en(\/|$)/.test(path))
