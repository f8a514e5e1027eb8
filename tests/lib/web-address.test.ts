import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isWebAddress, writeAddress } from '../../src/lib/web-address.ts'

test.each([
  ['https://example.de/x[1]', 'https://example.de/x%5B1%5D'],
  ['https://example.de/a|b^c?q=[x]#a[b]#c', 'https://example.de/a%7Cb%5Ec?q=%5Bx%5D#a%5Bb%5D%23c'],
  ['https://example.de/100%?of=100%25', 'https://example.de/100%25?of=100%25'],
  ['https://example.de/größe?wo=köln', 'https://example.de/gr%C3%B6%C3%9Fe?wo=k%C3%B6ln'],
  [
    "https://example.de:8080/a/b;c=1,2/(d)!*'~?e=f&g=h/?#i/j?k",
    "https://example.de:8080/a/b;c=1,2/(d)!*'~?e=f&g=h/?#i/j?k",
  ],
  ['http://[::1]:3000/[x]', 'http://[::1]:3000/%5Bx%5D'],
])('%s is written as RFC 3986 wants it', (typed, written) => {
  expect(writeAddress(new URL(typed))).toBe(written)
})

test('any address has only what RFC 3986 knows, names the same place and stays as it is when it is written again', () => {
  const addresses = fc
    .tuple(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary-ascii' }), fc.string())
    .map(([path, query, hash]) => `https://example.de/${path}?${query}#${hash}`)
    .filter((text) => isWebAddress(text))
  fc.assert(
    fc.property(addresses, (text) => {
      const written = writeAddress(new URL(text))
      expect(written).toMatch(
        /^https:\/\/example\.de\/(?:[\w.~:/?@!$&'()*+,;=-]|%[\da-f]{2})*(?:#(?:[\w.~:/?@!$&'()*+,;=-]|%[\da-f]{2})*)?$/i,
      )
      expect(new URL(written).host).toBe('example.de')
      expect(writeAddress(new URL(written))).toBe(written)
    }),
    { numRuns: 2000 },
  )
})
