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
  ['Regenschirm Ofenrohr Klavier', null],
  ['correct horse battery staple', null],
  ['vK7#pQz2mW9x', null],
])('%s: %s', (password, fault) => expect(passwordFault(password, owner)).toBe(fault))

test('of a password a hash with a salt of its own is kept', async () => {
  const [one, two] = [await hashPassword('Regenschirm'), await hashPassword('Regenschirm')]
  expect(one).not.toBe(two)
  expect(one).not.toContain('Regenschirm')
})
