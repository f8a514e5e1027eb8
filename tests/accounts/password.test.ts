import { expect, test } from 'vitest'
import { passwordFault } from '../../src/accounts/password.ts'
import { hashPassword } from '../../src/accounts/password-hash.ts'

const owner = { name: 'Sarah Süß', email: 'sarah.suess@tfm.example' }

test.each<[string, ReturnType<typeof passwordFault>]>([
  ['elf Zeichen', 'short'],
  ['😀😀😀😀😀😀', 'short'],
  ['zwölf zeiche', null],
  ['x'.repeat(129), 'long'],
  ['passwort1234', 'common'],
  ['P@ssw0rt2026!!', 'common'],
  ['Sommer2026!!!!', 'common'],
  ['123456789012', 'common'],
  ['098765432109', 'common'],
  ['qwertzuiop12', 'common'],
  ['asdfghjklöä1', 'common'],
  ['aaaaaaaaaaaa', 'common'],
  ['abababababab', 'common'],
  ['sendeplatz-admin', 'common'],
  ['SarahSuess2026', 'common'],
  ['Sarah Süß 123', 'common'],
  ['tfm Verwaltung 1', 'common'],
  ['Thüringen2026', 'common'],
  ['Thueringen2026', 'common'],
  ['Fruehling2026!', 'common'],
  ['Muenchen2026!!', 'common'],
  ['München2026!!!', 'common'],
  ['Behoerde2026!', 'common'],
  ['Deutschland2026', 'common'],
  ['Landkreis2026', 'common'],
  ['Sarah Suess 12', 'common'],
  ['Michael2026!!', 'common'],
  ['1q2w3e4r5t6z', 'common'],
  ['z6t5r4e3w2q1', 'common'],
  ['1qaz2wsx3edc', 'common'],
  ['qayxswedcvfr', 'common'],
  ['147258369147', 'common'],
  ['112233445566', 'common'],
  ['qqwweerrttzz', 'common'],
  ['Regenschirm Ofenrohr Klavier', null],
  ['correct horse battery staple', null],
  ['vK7#pQz2mW9x', null],
  ['Steuer neu bauen', null],
  ['Koalas essen Eukalyptus', null],
  ['Der Landkreis im Nebel', null],
  ['Bürgermeister Wolkenkuckucksheim', null],
  ['Aalsuppe mit Teeblättern', null],
])('%s: %s', (password, fault) => expect(passwordFault(password, owner)).toBe(fault))

test('of a password a hash with a salt of its own is kept', async () => {
  const [one, two] = [await hashPassword('Regenschirm'), await hashPassword('Regenschirm')]
  expect(one).not.toBe(two)
  expect(one).not.toContain('Regenschirm')
})
