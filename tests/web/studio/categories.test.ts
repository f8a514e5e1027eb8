import { expect, test } from 'vitest'
import { APPLE_CATEGORIES } from '../../../src/shows/apple-categories.ts'
import { categoryName } from '../../../src/web/words/categories.ts'
import { startHost } from '../../support/host.ts'
import { openStudio, signIn } from '../../support/people.ts'

const host = await startHost()

/** What the first list of categories of a new show offers: Apple's name, and the name that is read. */
async function offered(prefix: string): Promise<[value: string, label: string][]> {
  const { text } = await openStudio(host, `${prefix}/studio/shows/new`, await signIn(host))
  const list = text.slice(text.indexOf('<select id="categories"'), text.indexOf('<select id="categories-2"'))
  return [...list.matchAll(/<option value="([^"]+)"[^>]*>([^<]+)</g)].map(([, value, label]) => [plain(value!), label!])
}

const plain = (text: string) => text.replaceAll('&amp;', '&').replaceAll('&gt;', '>')
const ALL = Object.entries(APPLE_CATEGORIES).flatMap(([top, subs]) => [top, ...subs.map((sub) => `${top} > ${sub}`)])

test('categories have German names in their order, and what is sent stays Apple’s', async () => {
  const german = await offered('')
  expect(german.map(([value]) => value).toSorted()).toEqual(ALL.toSorted())
  expect(Object.fromEntries(german)).toMatchObject({
    Government: 'Staat und Verwaltung',
    'Leisure > Hobbies': 'Freizeit › Hobbys',
    'Society & Culture > Documentary': 'Gesellschaft und Kultur › Dokumentation',
  })
  const tops = german.map(([, label]) => label).filter((label) => !label.includes('›'))
  expect(tops).toEqual(tops.toSorted(new Intl.Collator('de').compare))
  expect(tops[0]).toBe('Bildung')
  expect((await offered('/en')).map(([, label]) => plain(label)).slice(0, 2)).toEqual(['Arts', 'Arts › Books'])
})

test('no two categories are called the same in German', () => {
  const names = ALL.map((category) => categoryName(category, 'de'))
  expect(new Set(names).size).toBe(ALL.length)
})
