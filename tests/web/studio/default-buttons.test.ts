import { beforeAll, expect, test } from 'vitest'
import { everyStudioPage } from '../../support/every-studio-page.ts'
import { startHost } from '../../support/host.ts'
import { openStudio, sendForm, signIn } from '../../support/people.ts'

const host = await startHost()
const pages = await everyStudioPage(host)
let administrator = ''
beforeAll(async () => {
  administrator = await signIn(host)
})

/** What a line of text is typed in: Enter there presses the form's first submit button (HTML, implicit submission). */
const ONE_LINE = /<input(?![^>]* type="(?:hidden|checkbox|radio|file|submit)")[^>]*>/
/** Adds, removes or previews, and so leads back into the form. */
const ASIDE = /value="(?:add|remove|preview)\b|formaction=|type="button"/

/** The buttons of each form in which a line of text is typed, apart from those of rows that aren't there yet. */
const buttonsIn = (page: string): string[][] =>
  [...page.replaceAll(/<template[\s\S]*?<\/template>/g, '').matchAll(/<form[\s\S]*?<\/form>/g)]
    .filter(([form]) => ONE_LINE.test(form))
    .map(([form]) => [...form.matchAll(/<button[^>]*type="submit"[^>]*>/g)].map(([button]) => button))

test.each(pages)('Enter in a field sends the form, and does nothing else: $kind, $path', async (page) => {
  const { path, fields, signedOut } = page
  const cookie = signedOut ? undefined : administrator
  const { text } = await (fields ? sendForm(host, path, fields, { cookie }) : openStudio(host, path, cookie))
  expect(buttonsIn(text).filter(([first]) => first && ASIDE.test(first))).toEqual([])
})

test('forms with further buttons are among them', async () => {
  const { path } = pages.find(({ kind }) => kind === 'episode')!
  const { text } = await openStudio(host, path, administrator)
  const further = buttonsIn(text).filter((buttons) => buttons.some((button) => ASIDE.test(button)))
  expect(further.length).toBeGreaterThan(2)
})
