import { execFileSync } from 'node:child_process'
import { closeSync, constants, mkdirSync, openSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import { markdown } from '../../src/lib/markdown.ts'
import { findGaps, LEGAL_NAMES } from '../../src/web/legal-pages.ts'
import { de } from '../../src/web/words/de.ts'
import { ask } from '../support/api.ts'
import { startHost } from '../support/host.ts'

const host = await startHost({ env: { DELETED_KEPT_DAYS: '12' } })
const see = (path: string) => ask(host, 'GET', path, { token: null })
const own = (name: string, text: string) => {
  mkdirSync(host.config.pagesDir, { recursive: true })
  writeFileSync(join(host.config.pagesDir, `${name}.md`), text)
}

test.each([
  ['/impressum', 'Impressum', 'Name der Behörde'],
  ['/datenschutz', 'Datenschutz', 'Postfach'],
  ['/barrierefreiheit', 'Erklärung zur Barrierefreiheit', 'vollständig, teilweise oder nicht'],
  ['/leichte-sprache', 'Leichte Sprache', 'Telefonnummer'],
  ['/en/imprint', 'Imprint', 'telephone number'],
  ['/en/privacy', 'Privacy', 'mailbox'],
  ['/en/accessibility', 'Accessibility statement', 'fully, partially or not'],
])('%s has a first version that names what is missing', async (path, title, gap) => {
  const { status, json: text } = await see(path)
  expect(status).toBe(200)
  expect(text).toContain(`<h1>${title}</h1>`)
  expect(text).toMatch(new RegExp(`</h1>[^]*role="note"[^]*<li>[^<]*${gap}`))
  expect(text).toContain('<meta name="robots" content="noindex">')
})

test('easy language names the ways as every page does, and says what the accessibility statement is about', async () => {
  const { json: text } = await see('/leichte-sprache')
  for (const way of [de.allShows, de.search.title]) {
    expect(text).toMatch(new RegExp(`<nav id="navigation"[^]*>${way}</a>[^]*</nav>`))
    expect(text).toMatch(new RegExp(`Auf jeder Seite steht oben[^.]*: ${way}\\.`))
  }
  expect(text).toContain('<a href="/barrierefreiheit">Erklärung zur Barriere-Freiheit</a>')
  expect(text).toMatch(
    /<h2[^>]*>Das steht in der Erklärung zur Barriere-Freiheit<.*<li>Hier können Sie sich beschweren\./s,
  )
})

test('in easy language a line is one short sentence', async () => {
  const text = await readFile('src/web/legal/leichte-sprache.md', 'utf8')
  const lines = text
    .replaceAll(/^\d+\. /gm, '')
    .split('\n')
    .filter(Boolean)
  expect(lines.length).toBeGreaterThan(30)
  for (const line of lines) {
    expect(line.match(/[.?!](?=\s+\p{Lu})/gu), line).toBeNull()
    expect(line.split(/\s+/).length, line).toBeLessThanOrEqual(12)
  }
})

test.each(['/barrierefreiheit', '/en/accessibility'])(
  '%s names no law as its own before somebody has written it',
  async (path) => {
    const { json: text } = await see(path)
    const main = text.slice(text.indexOf('</div>', text.indexOf('role="note"')), text.indexOf('</main>'))
    expect(main).toContain('ThürBarrWebG')
    expect(main.replaceAll(/<mark>[^<]+<\/mark>/g, '')).not.toMatch(/Thür|Thuringia|Landesbeauftragt/)
  },
)

test('the settings a page speaks of are the ones in use', async () => {
  expect((await see('/datenschutz')).json).toContain('nach 12 Tagen')
  expect((await see('/en/privacy')).json).toContain('after 12 days')
  expect((await see('/barrierefreiheit')).json).toContain('https://podcast.example')
})

test('a page that was written by the operator is shown at once, and without a notice when it is complete', async () => {
  own('impressum', '# Impressum\n\nThüringer Finanzministerium\nLudwig-Erhard-Ring 7')
  const { json: text } = await see('/impressum')
  expect(text).toContain('Thüringer Finanzministerium<br />Ludwig-Erhard-Ring 7')
  expect(text).not.toContain('role="note"')
  expect(text).not.toContain('noindex')
  own('impressum', '# Impressum\n\n[[Telefon]]')
  const { json: open } = await see('/impressum')
  expect(open).toContain('<li>Telefon</li>')
  expect(open).toContain('<p><mark>[Telefon]</mark></p>')
})

test('the gaps of all pages can be listed', async () => {
  own('impressum', '# Impressum\n\nVollständig.')
  const gaps = await findGaps(host.config)
  expect(gaps.map(({ name }) => name)).toEqual(LEGAL_NAMES.filter((name) => name !== 'impressum'))
  expect(gaps.every(({ gaps }) => gaps.length > 0)).toBe(true)
})

test('gaps are named once below their heading, and marked where they are text', async () => {
  own('impressum', '# Impressum\n\n## Kontakt\n\n[Mail](mailto:[[Postfach]]) [[Telefon]]\n\n[[Telefon]]')
  const { json: text } = await see('/impressum')
  expect(text).toContain('<li>Kontakt: Postfach; Telefon</li>')
  expect(text).toContain('<mark>[Telefon]</mark>')
  expect(text).not.toMatch(/<[^>]*<mark/)
})

test.each([
  ['over two lines', 'Name: [[Name der\nBehörde]]', 'Name der Behörde'],
  ['with brackets inside', 'Name: [[Name [Amt]]]', 'Name [Amt]'],
])('a gap %s is told too', async (_, line, gap) => {
  own('impressum', `# Impressum\n\n${line}`)
  const { json: text } = await see('/impressum')
  expect(text).toContain(`<li>${gap}</li>`)
  expect(text.replaceAll('\n', ' ')).toMatch(/<mark>\[Name .*?\]<\/mark><\/p>/)
  expect(text).toContain('noindex')
})

test.each([
  ['impressum', '/impressum', '{{telefon}}', '(das ist keine Einstellung)'],
  ['privacy', '/en/privacy', '{{ deletedDays }}', '(this is no setting)'],
  ['imprint', '/en/imprint', '{{constructor}}', '(this is no setting)'],
])('%s.md with a setting there is not is not complete: %s', async (name, path, mark, said) => {
  own(name, `# Amt\n\n## Kontakt\n\nTelefon ${mark}`)
  const { json: text } = await see(path)
  expect(text).toContain(`<li>Kontakt: ${mark} ${said}</li>`)
  expect(text).toContain(`<p>Telefon <mark>[${mark} ${said}]</mark></p>`)
  expect(text).toContain('noindex')
})

test('a setting may stand between spaces', async () => {
  own('impressum', '# Amt\n\n{{ deletedKeptDays }}')
  expect((await see('/impressum')).json).toContain('<p>12</p>')
})

test('an empty file is no page, and one without a heading gets the name of its page', async () => {
  own('impressum', ' \n')
  expect((await see('/impressum')).json).toContain('role="note"')
  own('impressum', 'Thüringer Finanzministerium')
  expect((await see('/impressum')).json).toContain('<h1>Impressum</h1>\n<p>Thüringer Finanzministerium</p>')
})

describe('a file that is not as it should be', () => {
  const inLatin1 = (name: string, text: string) => {
    mkdirSync(host.config.pagesDir, { recursive: true })
    writeFileSync(join(host.config.pagesDir, `${name}.md`), Buffer.from(text, 'latin1'))
  }
  const faultsOf = async (name: string) =>
    (await findGaps(host.config)).find((page) => page.name === name)?.gaps.filter((gap) => gap.includes(`${name}.md`))

  afterEach(() => rmSync(host.config.pagesDir, { recursive: true }))

  test.each([
    ['impressum', '/impressum', 'impressum.md als Datei in UTF-8.'],
    ['privacy', '/en/privacy', 'privacy.md as a file in UTF-8.'],
  ])('%s.md in Latin-1 is shown with its umlauts, and told of', async (name, path, sentence) => {
    inLatin1(name, '# Thüringer Behörde\n\nStraße')
    const { status, json: text } = await see(path)
    expect(status).toBe(200)
    expect(text).toContain('<h1>Thüringer Behörde</h1>')
    expect(text).toContain('<p>Straße</p>')
    expect(text).toContain(`<li>${sentence}`)
    expect(text).toContain('<meta name="robots" content="noindex">')
    expect(await faultsOf(name)).toEqual([expect.stringContaining(sentence)])
    expect((await see('/sitemap.xml')).json).not.toContain(path)
  })

  const littleEndian = (text: string) => Buffer.from(text, 'utf16le')
  const bigEndian = (text: string) => littleEndian(text).swap16()

  test.each([
    ['UTF-16, little end first, with its mark', littleEndian, '\ufeff'],
    ['UTF-16, little end first, without a mark', littleEndian, ''],
    ['UTF-16, big end first, with its mark', bigEndian, '\ufeff'],
    ['UTF-16, big end first, without a mark', bigEndian, ''],
  ])('a file in %s is shown as it was written, and told of with its gaps', async (_, encode, mark) => {
    mkdirSync(host.config.pagesDir, { recursive: true })
    for (const street of ['Straße', 'Strasse']) {
      const written = encode(`${mark}# Thüringer Amt\n\n${street} [[Telefon]]`)
      writeFileSync(join(host.config.pagesDir, 'impressum.md'), written)
      const { json: text } = await see('/impressum')
      expect(text).toContain('<h1>Thüringer Amt</h1>')
      expect(text).toContain(`<p>${street} <mark>[Telefon]</mark></p>`)
      expect(text).toContain('<li>Telefon</li>')
      expect(await faultsOf('impressum')).toEqual([expect.stringMatching(/UTF-8.*UTF-16/)])
    }
  })

  test('a named pipe is not waited for: the first version stays there, and it is told of', async () => {
    mkdirSync(host.config.pagesDir, { recursive: true })
    const pipe = join(host.config.pagesDir, 'impressum.md')
    execFileSync('mkfifo', [pipe])
    const seen = await Promise.race([see('/impressum'), sleep(3000)])
    // Whoever still waits for it is let go.
    if (!seen) closeSync(openSync(pipe, constants.O_RDWR | constants.O_NONBLOCK))
    expect(seen).toMatchObject({
      status: 200,
      json: expect.stringMatching(/<h1>Impressum<\/h1>.*<li>impressum\.md /s),
    })
    expect(await faultsOf('impressum')).toHaveLength(1)
  })

  test.each([
    ['impressum', '/impressum', 'Impressum', 'Ordner'],
    ['privacy', '/en/privacy', 'Privacy', 'folder'],
  ])('a folder %s.md leaves the first version there, and is told of', async (name, path, title, word) => {
    mkdirSync(join(host.config.pagesDir, `${name}.md`), { recursive: true })
    const { status, json: text } = await see(path)
    expect(status).toBe(200)
    expect(text).toMatch(new RegExp(`<h1>${title}</h1>[^]*<li>${name}\\.md [^<]*${word}`))
    expect(await faultsOf(name)).toEqual([expect.stringContaining(word)])
  })

  test.each([
    ['impressum', 'Impressum.md', 'impressum.md unter genau diesem Namen. Impressum.md wird nicht gelesen.'],
    ['impressum', 'impressum.md.txt', 'impressum.md unter genau diesem Namen. impressum.md.txt wird nicht gelesen.'],
    ['privacy', 'PRIVACY.MD', 'privacy.md under exactly this name. PRIVACY.MD is not read.'],
    ['welcome', 'Welcome.md.txt', 'welcome.md under exactly this name. Welcome.md.txt is not read.'],
  ])('%s.md by the name of %s is told of, until there is one of its own name', async (name, file, sentence) => {
    mkdirSync(host.config.pagesDir, { recursive: true })
    writeFileSync(join(host.config.pagesDir, file), '# Amt')
    expect(await faultsOf(name)).toEqual([sentence])
    own(name, '# Amt')
    expect(await faultsOf(name)).toBeUndefined()
  })

  test('a link that leads nowhere is told of', async () => {
    mkdirSync(host.config.pagesDir, { recursive: true })
    symlinkSync('gibt-es-nicht.md', join(host.config.pagesDir, 'impressum.md'))
    expect((await see('/impressum')).json).toMatch(/<h1>Impressum<\/h1>.*<li>impressum\.md [^<]*ins Leere/s)
    expect(await faultsOf('impressum')).toHaveLength(1)
  })

  test('a welcome is told of likewise, and the first page is there', async () => {
    inLatin1('willkommen', '# Grüße')
    mkdirSync(join(host.config.pagesDir, 'welcome.md'))
    expect((await see('/')).json).toContain('<h1>Grüße</h1>')
    expect(await see('/en')).toMatchObject({ status: 200, json: expect.stringContaining('<h1>Podcasts</h1>') })
    expect([await faultsOf('willkommen'), await faultsOf('welcome')]).toEqual([
      [expect.stringContaining('UTF-8')],
      [expect.stringContaining('folder')],
    ])
  })

  test('a byte order mark in front is none of the text', async () => {
    own('impressum', '\ufeff# Behörde\n\nWeimar')
    const { json: text } = await see('/impressum')
    expect(text).toContain('<h1>Behörde</h1>')
    expect(text).not.toContain('noindex')
  })
})

test('the first page has the operator’s name and welcome, in the language they are written in', async () => {
  const named = await startHost({ env: { OPERATOR_NAME: 'Freistaat <Thüringen>' } })
  const at = async (path: string) => (await ask(named, 'GET', path, { token: null })).json
  expect(await at('/')).toContain('<title>Podcasts – Freistaat &lt;Thüringen&gt;</title>')
  expect(await at('/')).toContain('<p class="above">Freistaat &lt;Thüringen&gt;</p>\n<h1>Podcasts</h1>')
  expect(await at('/')).toContain('"publisher":{"@type":"Organization","name":"Freistaat \\u003cThüringen>"}')
  mkdirSync(named.config.pagesDir, { recursive: true })
  writeFileSync(join(named.config.pagesDir, 'willkommen.md'), '# Hören Sie zu\n\nGuten *Tag*.<script>x()</script>')
  const german = await at('/')
  expect(german.match(/<h1>/g)).toHaveLength(1)
  expect(german).toContain('<div class="welcome"><h1>Hören Sie zu</h1>\n<p>Guten <em>Tag</em>.</p>')
  expect(await at('/en')).toContain('<h1>Podcasts</h1>')
  expect(await at('/en')).not.toContain('class="welcome"')
})

test('each page leads to all of them', async () => {
  const { json: text } = await see('/')
  for (const path of ['/barrierefreiheit', '/impressum', '/datenschutz', '/leichte-sprache'])
    expect(text).toContain(`href="${path}"`)
})

test('a page in Markdown has headings, lists, tables and links, and nothing that runs', () => {
  const { markup } = markdown(
    '# A\n\n- b\n\n| c | d |\n|---|---|\n| e | f |\n\n[g](https://example.de) [h](javascript:alert(1)) <script>i()</script><img src=x onerror=j()>',
  )
  for (const part of ['<h1>A</h1>', '<li>b</li>', '<td>e</td>', '<a href="https://example.de">g</a>'])
    expect(markup).toContain(part)
  expect(markup).not.toMatch(/script|onerror|<img/)
})
