import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isSlug } from '../../src/lib/slug.ts'
import { beginningsOf, readAddress, withSlugsOfNow } from '../../src/web/site/read-address.ts'

const read = (url: string, method = 'GET') => readAddress({ method, path: url.split('?', 1)[0]!, url })

test.each([
  ['/alt', { front: null, show: 'alt', episode: null, isOpen: true }],
  ['/alt/', { front: null, show: 'alt', episode: null, isOpen: true }],
  ['/alt/eins', { front: null, show: 'alt', episode: 'eins', isOpen: true }],
  ['/en/alt/eins', { front: 'en', show: 'alt', episode: 'eins', isOpen: true }],
  ['/alt/eins/chapters.json', { front: null, show: 'alt', episode: 'eins', isOpen: false }],
  ['/feeds/alt.xml', { front: 'feeds', show: 'alt', episode: null }],
  ['/feeds/alt.xml?page=2', { front: 'feeds', show: 'alt', query: '?page=2' }],
  ['/embed/alt/eins?t=3', { front: 'embed', show: 'alt', episode: 'eins', query: '?t=3' }],
  ['/transcripts/alt/eins-de-0123abcd.vtt', { show: 'alt', episode: 'eins-de-0123abcd', isOpen: true, media: null }],
  [
    '/audio/alt/eins-0123abcd.mp3',
    { show: 'alt', episode: 'eins', isOpen: false, media: { kind: 'audio', hash: '0123abcd', extension: 'mp3' } },
  ],
  [
    '/artwork/alt-0123abcd.jpg',
    { show: 'alt', episode: null, media: { kind: 'artwork', hash: '0123abcd', extension: 'jpg' } },
  ],
  ['/artwork/alt/eins-0123abcd.png', { show: 'alt', episode: 'eins', media: { kind: 'artwork' } }],
])('%s names a show, and maybe an episode', (url, parts) => {
  expect(read(url)).toMatchObject(parts)
})

test.each([
  ...['/', '//alt', '/alt//eins', '/Alt', '/alt%0d%0aSet-Cookie:a=b', '/%61lt', '/alt/Eins', '/feeds', '/feeds/.xml'],
  ...['/wp-login.php?a=b'.replace('login', 'löschen'), `/${'a'.repeat(161)}`, '/a--b', '/-a', '/alt/../eins'],
])('%s is nobody’s address', (url) => {
  expect(read(url)).toBeNull()
})

test('only reading is led anywhere', () => {
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) expect(read('/alt', method)).toBeNull()
})

test('a name begins with slugs, the longest first', () => {
  expect(beginningsOf('a-b-de-0123abcd')).toEqual(['a-b-de-0123abcd', 'a-b-de', 'a-b', 'a'])
  expect(beginningsOf(`${'x'.repeat(60)}-y`)).toEqual(['x'.repeat(60)])
})

const slug = fc.stringMatching(/^[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,3}$/)

test('whatever stands behind the slugs stays, and nothing else is changed', () => {
  const front = fc.constantFrom('', '/en', '/embed', '/chapters', '/transcripts')
  const rest = fc.constantFrom('', '/', '.json', '-de-0123abcd.vtt', '/chapters.json')
  fc.assert(
    fc.property(front, slug, slug, slug, slug, rest, (front, show, episode, newShow, newEpisode, rest) => {
      fc.pre(front !== '' || !['en', 'embed', 'chapters', 'transcripts', 'feeds', 'audio', 'artwork'].includes(show))
      const asked = read(`${front}/${show}/${episode}${rest}`)!
      const place = {
        show: { slug: newShow } as never,
        showSlug: show,
        episode: { slug: newEpisode } as never,
        episodeSlug: episode,
      }
      expect(withSlugsOfNow(asked, place)).toBe(`${front}/${newShow}/${newEpisode}${rest}`)
    }),
  )
})

test('no address is too strange to be read', () => {
  const part = fc.oneof(
    slug,
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.constantFrom('..', '%2e', 'feeds', '\r\n'),
  )
  fc.assert(
    fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
      const asked = read(`/${parts.join('/')}`)
      for (const name of asked ? [asked.show, asked.episode ?? asked.show] : [])
        for (const beginning of beginningsOf(name)) expect(isSlug(beginning)).toBe(true)
    }),
  )
})
