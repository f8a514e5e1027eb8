import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import type { Json } from '../support/api.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds on a page, by the rules that bear one of the tags; by all of its own without any. */
export async function faultsOf(page: Page, tags?: string[]): Promise<string[]> {
  // Not as an element of the page: its policy runs no such script, and says so.
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(`${AXE}; 0`)
  const options = { resultTypes: ['violations'], ...(tags && { runOnly: { type: 'tag', values: tags } }) }
  // Nothing else of it leaves the page: what holds is long, and takes longer to send than to find.
  const violations = await page.evaluate<Json>(
    `axe.run(document, ${JSON.stringify(options)}).then(({ violations }) => violations)`,
  )
  return violations.flatMap(({ id, nodes }: Json) =>
    nodes.map(({ target, failureSummary }: Json) => `${id}: ${target} ${failureSummary}`),
  )
}
