import { afterAll, expect, test } from 'vitest'
import { createApiKey } from '../../src/accounts/api-key.ts'
import { invite } from '../../src/accounts/invitation.ts'
import { isStudio } from '../../src/web/studio/paths.ts'
import { askJson, type Json } from '../support/api.ts'
import { HOSTILE } from '../support/every-page.ts'
import { makeAdministrator, makePerson, signIn } from '../support/people.ts'
import { routesOf } from '../support/routes.ts'
import { putTranscript } from '../support/transcripts.ts'
import { openBrowser, signedInContext } from './browser.ts'
import { askByMethods, startFullHost } from './public-pages.ts'

const { host, pages } = await startFullHost()
const browser = await openBrowser()
afterAll(() => browser.close())

const SHORT = HOSTILE.slice(0, 100)
const MARKDOWN = `${HOSTILE}\n\n[x](javascript:alert(1)) <img src=x onerror=alert(1)> **fett**`
const LINK = 'https://example.de/?"onfocus=alert(1)//'

/** What must not happen in a page, noted before its own scripts run. */
const WATCH = `
  window.seen = []
  addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
    seen.push(violatedDirective + ' ' + blockedURI), true)
  for (const name of ['alert', 'confirm', 'prompt']) window[name] = () => seen.push(name)
`
/** What somebody slipped in, and whether the page is whole behind all of it. */
const LOOK = `(() => {
  for (const details of document.querySelectorAll('details')) details.open = true
  const slipped = [...document.querySelectorAll('*')].filter((element) =>
    [...element.attributes].some(({ name, value }) => name.startsWith('on') || /^\\s*javascript:/i.test(value)))
  const scripts = [...document.scripts].filter(({ src, type }) => !src && !/^application\\/(ld\\+)?json$/.test(type))
  const isWhole = document.querySelectorAll('html, head, body').length === 3 && document.title !== ''
  return { seen, slipped: slipped.map(({ outerHTML }) => outerHTML), scripts: scripts.map(({ text }) => text), isWhole }
})()`

/** In all that the API takes, text that tries to leave its place. */
async function fillHost() {
  const { episode, ...show } = await host.db.episode
    .findFirstOrThrow({ where: { slug: 'alles' }, include: { show: true } })
    .then(({ show, ...episode }) => ({ ...show, episode }))
  const facts = {
    ...{ locations: [{ name: SHORT, rel: 'subject' }], license: { identifier: SHORT, url: LINK } },
    ...{ txt: [{ purpose: 'x', value: HOSTILE }], author: HOSTILE },
    socialInteract: [{ protocol: 'activitypub', uri: LINK, accountId: SHORT, accountUrl: LINK }],
  }
  const bites = [{ startSeconds: 1, durationSeconds: 15, title: SHORT }]
  const ofEpisode = { ...facts, shortTitle: HOSTILE, notesSource: MARKDOWN, soundbites: bites }
  const answers: Json[] = [
    await askJson(host, 'PATCH', `/api/v1/shows/${show.slug}`, facts),
    await askJson(host, 'PATCH', `/api/v1/episodes/${episode.id}`, ofEpisode),
    await askJson(host, 'PATCH', `/api/v1/episodes/${episode.id}`, { title: `${HOSTILE} zwei` }),
    await putTranscript(
      host,
      episode.id,
      'fr',
      `WEBVTT\n\n00:00.000 --> 00:02.000\n<v &lt;b onclick=x&gt;>&lt;script&gt;alert(1)&lt;/script&gt;`,
    ),
  ]
  expect(answers.map(({ status, json }) => [status, json.fields])).toEqual(answers.map(() => [200, undefined]))
  return { show, episode }
}

/** Every address of the studio that is a page, of this show and this episode. */
function studioPaths(show: string, episode: string): string[] {
  return routesOf(host, (path) => isStudio(path) && !/uploads|original|:secret/.test(path))
    .filter((route) => route.startsWith('GET '))
    .map((route) =>
      route
        .slice('GET '.length)
        .replace(':show', show)
        .replace(':language', 'fr')
        .replace(/(episodes\/):id/, `$1${episode}`),
    )
    .filter((path) => !path.includes(':'))
}

test('text that tries to leave its place stays text on every page, to the public and in the studio', {
  timeout: 600_000,
}, async () => {
  const { show, episode } = await fillHost()
  const administrator = await makeAdministrator(host, { name: SHORT })
  await makePerson(host, { name: `Noch ${SHORT}`, roles: { [show.id]: 'owner' } })
  await createApiKey(host, { name: SHORT })
  const invitation = `/studio/invitation/${await invite(host, { email: 'ab@amt.example' })}`
  const paths = [...pages.map(({ path }) => path), ...studioPaths(show.slug, episode.id), invitation]
  expect(paths.filter((path) => path.includes('/studio')).length).toBeGreaterThan(20)

  const context = await signedInContext(browser, host, await signIn(host, administrator))
  await context.addInitScript(WATCH)
  await askByMethods(context, host, pages)
  const page = await context.newPage()
  const broken: Json[] = []
  for (const path of paths) {
    await page.goto(host.config.publicUrl + path, { waitUntil: 'load' })
    const found = await page.evaluate<Json>(LOOK)
    if (found.seen.length + found.slipped.length + found.scripts.length > 0 || !found.isWhole)
      broken.push({ path, ...found })
  }
  expect(broken).toEqual([])
  await page.goto(`${host.config.publicUrl}/studio/episodes/${episode.id}`)
  expect(await page.getByLabel('Titel der Hörprobe').inputValue()).toContain('<script>alert(1)</script>')
  expect(await page.locator('h1').textContent()).toContain('<script>alert(1)</script>')
  await context.close()
})

test('what watches notices: a script, an attribute and a link that were slipped in', async () => {
  const page = await (await browser.newContext()).newPage()
  await page.addInitScript(WATCH)
  await page.goto(`${host.config.publicUrl}/`)
  await page.evaluate(`document.body.insertAdjacentHTML('beforeend',
    '<a href=" javascript:alert(1)">x</a><img src=x onerror=alert(1)>')
    const script = document.createElement('script')
    script.textContent = 'alert(1)'
    document.body.append(script)`)
  const found = await page.evaluate<Json>(LOOK)
  expect([found.slipped.length, found.scripts]).toEqual([2, ['alert(1)']])
  expect(found.seen).toContain('script-src-elem inline')
  await page.context().close()
})
