import { expect, test } from 'vitest'
import { createApiKey } from '../../../src/accounts/api-key.ts'
import { startHost } from '../../support/host.ts'
import { cookieOf, makeAdministrator, makeMember, openStudio, sendForm, signIn } from '../../support/people.ts'
import { showRow } from '../../support/rows.ts'
import { withCodes } from '../../support/second-factor.ts'
import { inStudio, metadata, send, VERSION } from '../../support/tus.ts'

const host = await startHost({ env: { REQUIRE_SECOND_FACTOR: 'true' } })
const SET_UP = '/studio/account/second-factor'

test('an administrator without a second factor is led to where she sets one up, and gets nowhere else', async () => {
  const show = await showRow(host, { title: 'Nachtzüge' })
  const cookie = await signIn(host, await makeAdministrator(host))
  for (const path of ['', '/keys', '/shows/new', `/shows/${show.slug}`, `/shows/${show.slug}/upload`, '/account'])
    expect([path, (await openStudio(host, `/studio${path}`, cookie)).location]).toEqual([path, SET_UP])
  expect((await openStudio(host, '/en/studio', cookie)).location).toBe(`/en${SET_UP}`)
  for (const path of ['/shows/new', '/keys', '/account', '/account/password', '/account/sessions/end'])
    expect([path, (await sendForm(host, `/studio${path}`, { title: 'x' }, { cookie })).location]).toEqual([
      path,
      SET_UP,
    ])
  const upload = {
    ...VERSION,
    'Upload-Length': '5',
    'Upload-Metadata': metadata({ show: show.slug, filename: 'a.mp3' }),
  }
  expect((await send(inStudio(host, cookie), 'POST', '/studio/uploads', upload)).status).toBe(403)
  expect(await host.db.show.count()).toBe(1)

  const { status, text } = await openStudio(host, SET_UP, cookie)
  expect(status).toBe(200)
  expect(text).toContain('Wer hier alles darf, braucht einen zweiten Faktor.')
  expect(text).toContain('/studio/account/passkeys/new')
  expect((await openStudio(host, '/studio/account/passkeys/new', cookie)).status).toBe(200)
  expect((await sendForm(host, '/studio/sign-out', {}, { cookie })).location).toBe('/studio/sign-in')
})

test('with codes the studio is open to her, and closed again when she switches them off', async () => {
  const { cookie } = await withCodes(host, await makeAdministrator(host))
  expect((await openStudio(host, '/studio', cookie)).status).toBe(200)
  const answer = await sendForm(
    host,
    '/studio/account/second-factor/removal',
    { password: 'Regenschirm Ofenrohr Klavier' },
    { cookie },
  )
  expect((await openStudio(host, '/studio', cookieOf(answer.headers))).location).toBe(SET_UP)
})

test('members of shows, and administrators who sign in by a provider alone, need none', async () => {
  const show = await showRow(host, { title: 'Straßenbahnen' })
  const member = await signIn(host, await makeMember(host, 'owner', show))
  expect((await openStudio(host, '/studio', member)).status).toBe(200)
  const person = await makeAdministrator(host)
  const cookie = await signIn(host, person)
  await host.db.login.updateMany({ where: { personId: person.id }, data: { providerId: 'house', password: null } })
  expect((await openStudio(host, '/studio', cookie)).status).toBe(200)
})

test('keys she made before go on working; new ones are made in the studio, which is closed to her', async () => {
  const { id: personId } = await makeAdministrator(host)
  const { secret } = await createApiKey(host, { name: 'Website', personId })
  const answer = await fetch(`${host.url}/api/v1/shows`, { headers: { authorization: `Bearer ${secret}` } })
  expect(answer.status).toBe(200)
})
