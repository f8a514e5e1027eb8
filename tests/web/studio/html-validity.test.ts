import { beforeAll, expect, test } from 'vitest'
import { everyStudioPage } from '../../support/every-studio-page.ts'
import { startHost } from '../../support/host.ts'
import { faultsIn } from '../../support/html-faults.ts'
import { makePerson, openStudio, sendForm, signIn } from '../../support/people.ts'
import { routesOf } from '../../support/routes.ts'

const host = await startHost()
const bare = await startHost()
const pages = await everyStudioPage(host)
let administrator = ''
beforeAll(async () => {
  administrator = await signIn(host)
})

test.each(pages.flatMap((page) => ['', '/en'].map((language) => ({ ...page, path: language + page.path }))))(
  '$kind is valid HTML, whatever was typed: $path',
  async ({ path, status, fields, signedOut }) => {
    const cookie = signedOut ? undefined : administrator
    const answer = await (fields ? sendForm(host, path, fields, { cookie }) : openStudio(host, path, cookie))
    expect([answer.status, answer.headers.get('content-type')]).toEqual([status, expect.stringMatching(/^text\/html/)])
    const faults = await faultsIn(answer.text, { hasSummary: answer.text.includes('class="errors"') })
    // The form of a passkey is sent by its script, which shows the button.
    expect(faults.filter((fault) => !(/\/sign-in(\?|$)/.test(path) && fault.startsWith('wcag/h32')))).toEqual([])
    expect(answer.text).not.toContain('<script>alert')
  },
)

test.each(['administrator', 'stranger'])('the first page of a host with nothing in it, for a %s', async (who) => {
  const cookie = await signIn(bare, who === 'stranger' ? await makePerson(bare) : undefined)
  const { text } = await openStudio(bare, '/studio', cookie)
  expect(await faultsIn(text)).toEqual([])
})

/** Addresses that lead on to a page or answer something else, and what only a second factor that was set up opens. */
const NO_PAGES =
  /\/studio\/(uploads|sign-in\/(provider|code)|account\/.*(recovery-codes|removal)|shows\/:show\/cover$|episodes\/:id\/(?!history)\w)/
/** Addresses that only forms are sent to: they lead up. */
const LEAD_UP = /\/(end|confirmation|passkeys|revocation|restoration)$/

test('every address of the studio that answers a page is among them', () => {
  const routes = routesOf(host, (path) => path.startsWith('/studio') && !NO_PAGES.test(path) && !LEAD_UP.test(path))
    .filter((route) => route.startsWith('GET '))
    .map((route) => route.slice('GET '.length))
  expect(routes.length).toBeGreaterThan(12)
  const asked = pages.map(({ path }) => path.split('?')[0]!)
  expect(routes.filter((route) => !asked.some((path) => patternOf(route).test(path)))).toEqual([])
})

const patternOf = (route: string) => new RegExp(`^${route.replace(/:\w+/g, '[^/]+')}$`)
