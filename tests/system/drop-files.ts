import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Json } from '../support/api.ts'

/** Drags files over a page and lets them fall on its heading, as somebody does with the mouse. */
export async function dropFiles(page: Page, files: Dropped[]) {
  const dataTransfer = await transferOf(page, files)
  await page.dispatchEvent('h1', 'dragover', { dataTransfer })
  expect(await page.locator('body').getAttribute('class')).toContain('dropping')
  await page.dispatchEvent('h1', 'drop', { dataTransfer })
}

interface Dropped {
  name: string
  bytes: Uint8Array
  /** MP3 unless told otherwise. */
  type?: string
}

/** What is dragged, as the page is told of it. */
export function transferOf(page: Page, files: Dropped[]) {
  const parts = files.map(({ name, bytes, type = 'audio/mpeg' }) => ({
    name,
    type,
    text: Buffer.from(bytes).toString('base64'),
  }))
  return page.evaluateHandle((parts) => {
    const transfer = new (globalThis as Json).DataTransfer()
    const read = (text: string) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
    for (const { name, text, type } of parts)
      transfer.items.add(new File([read(text)], name, { lastModified: 1, type }))
    return transfer
  }, parts)
}
