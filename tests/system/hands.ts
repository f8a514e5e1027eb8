import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Json } from '../support/api.ts'
import { dropFiles } from './drop-files.ts'

/** More controls than any page of the studio has. */
const MAX_STEPS = 400

/** How somebody uses a page. */
export interface Hands {
  press: (control: Locator) => Promise<void>
  /** Presses a field for a file, and chooses one. */
  give: (field: Locator, file: string) => Promise<void>
  /** Drops one on the page: by mouse alone, and with script alone. */
  drop?: (file: string) => Promise<void>
  type: (field: Locator, text: string) => Promise<void>
  choose: (radio: Locator) => Promise<void>
  select: (list: Locator, answer: string) => Promise<void>
  moment: (day: Locator, time: Locator, at: { day: string; time: string }) => Promise<void>
}

export const byMouse = (page: Page): Hands => ({
  press: (control) => control.click(),
  give: (field, file) => giveFile(page, () => field.click(), file),
  drop: (file) => dropFile(page, file),
  async type(field, text) {
    await field.click()
    await field.fill(text)
  },
  choose: (radio) => radio.click(),
  async select(list, answer) {
    await list.selectOption({ label: answer })
  },
  async moment(day, time, at) {
    await day.fill(at.day)
    await time.fill(at.time)
    await page.keyboard.press('Escape')
  },
})

export function byKeyboard(page: Page): Hands {
  // From the beginning: a key is faster than the browser takes to hand its dialogue over.
  page.on('filechooser', () => undefined)
  return keysOf(page)
}

const keysOf = (page: Page): Hands => ({
  async press(control) {
    await reach(page, control)
    await page.keyboard.press('Enter')
  },
  async give(field, file) {
    await reach(page, field)
    await giveFile(page, () => page.keyboard.press('Enter'), file)
  },
  async type(field, text) {
    await reach(page, field)
    await page.keyboard.press('Control+a')
    await page.keyboard.insertText(text)
  },
  // Tab comes to the one that is chosen, arrows go on from there.
  async choose(radio) {
    const name = await radio.getAttribute('name')
    await reach(page, page.locator(`[name="${name}"]:checked`))
    await page.keyboard.press((await radio.getAttribute('value')) === 'now' ? 'ArrowUp' : 'ArrowDown')
    expect(await radio.isChecked()).toBe(true)
  },
  async select(list, answer) {
    await reach(page, list)
    await page.keyboard.type(answer)
  },
  async moment(day, time, at) {
    const [year, month, date] = at.day.split('-') as [string, string, string]
    const digits = at.time.replace(':', '')
    await typeMoment(page, day, at.day, [`${date}${month}${year}`, `${month}${date}${year}`])
    await typeMoment(page, time, at.time, [digits, `${digits}AM`])
  },
})

async function giveFile(page: Page, press: () => Promise<void>, file: string) {
  await page.waitForLoadState()
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), press()])
  await chooser.setFiles(file)
}

async function dropFile(page: Page, file: string) {
  await dropFiles(page, [{ name: basename(file), bytes: await readFile(file) }])
}

/** Browsers have the parts of a date in the order of their own language. */
async function typeMoment(page: Page, field: Locator, wanted: string, orders: string[]) {
  for (const keys of orders) {
    await reach(page, field)
    for (let part = 0; part < 3; part += 1) await page.keyboard.press('ArrowLeft')
    await page.keyboard.type(keys)
    if ((await field.inputValue()) === wanted) return
  }
  throw new Error(`Keys never make it ${wanted}.`)
}

async function reach(page: Page, control: Locator) {
  await control.waitFor()
  for (let step = 0; step < MAX_STEPS; step += 1) {
    if (await control.evaluate((element) => (element as Json).matches(':focus'))) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab never comes to ${control}.`)
}

/** The same hands, and how often they did something. */
export function counted(hands: Hands): { hands: Hands; steps: () => number } {
  let steps = 0
  const entries = Object.entries(hands).map(([name, use]) => [
    name,
    (...given: unknown[]) => {
      steps += 1
      return (use as (...given: unknown[]) => Promise<void>)(...given)
    },
  ])
  return { hands: Object.fromEntries(entries) as Hands, steps: () => steps }
}

/** Whether the browser asks somebody who has used the page and leaves it. */
export async function isAskedToStay(page: Page) {
  await page.locator('h1').click()
  const asked = page.waitForEvent('dialog', { timeout: 2000 }).then(
    async (dialog) => {
      await dialog.dismiss()
      return dialog.type() === 'beforeunload'
    },
    () => false,
  )
  await page.evaluate('setTimeout(() => location.reload())')
  return asked
}
