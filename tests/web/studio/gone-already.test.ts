import { describe, expect, test } from 'vitest'
import { createApiKey } from '../../../src/accounts/api-key.ts'
import { actingAs, OPERATOR } from '../../../src/accounts/logbook.ts'
import { createPreviewLink } from '../../../src/episodes/preview.ts'
import { inviteNewcomer } from '../../../src/web/invite-newcomer.ts'
import { ask, createShow, upload } from '../../support/api.ts'
import { startHost } from '../../support/host.ts'
import { makeAdministrator, makeMember, openStudio, sendForm, signIn } from '../../support/people.ts'

const host = await startHost()
const { slug } = await createShow(host)
const show = await host.db.show.findUniqueOrThrow({ where: { slug } })
const administrator = await makeAdministrator(host)
const cookie = await signIn(host, administrator)
const acting = actingAs(host, OPERATOR)

async function draft() {
  const { id } = (await upload(host, slug)).json
  return { id, path: `/studio/episodes/${id}` }
}

const invite = (fields: object) =>
  inviteNewcomer(acting, { email: `${crypto.randomUUID()}@amt.example`, ...fields }, administrator.id)

/** What a button sends, and the sentence that follows. */
const BUTTONS: Record<string, () => Promise<[path: string, fields: Record<string, string>, sentence: string]>> = {
  async 'a preview link'() {
    const { id, path } = await draft()
    const link = await createPreviewLink(acting, id, { days: 7, createdById: null })
    return [`${path}/preview`, { link: link.id }, 'Der Link gilt nicht mehr.']
  },
  async 'a transcript'() {
    const { id, path } = await draft()
    const body = 'WEBVTT\n\n00:00.000 --> 00:01.000\nGuten Tag.\n'
    const headers = { 'Content-Type': 'text/vtt' }
    const { json } = await ask(host, 'PUT', `/api/v1/episodes/${id}/transcripts/de`, { body, headers })
    return [`${path}/transcripts`, { of: 'de', do: 'remove', seen: json.sha256 }, 'Das Transkript ist entfernt.']
  },
  async 'an invitation to the host'() {
    const { invitation } = await invite({ role: 'administrator' })
    return ['/studio/people', { do: 'revoke', invitation: invitation.id }, 'Die Einladung gilt nicht mehr.']
  },
  async 'an invitation to a show'() {
    const { invitation } = await invite({ role: 'reader', show: slug })
    const path = `/studio/shows/${slug}/people`
    return [path, { do: 'revoke', invitation: invitation.id }, 'Die Einladung gilt nicht mehr.']
  },
  async 'a member of a show'() {
    const { id: person } = await makeMember(host, 'reader', show)
    return [`/studio/shows/${slug}/people`, { do: 'remove', person }, 'Entfernt.']
  },
  async 'a key'() {
    const { id } = await createApiKey(acting, { name: 'Website', personId: administrator.id })
    return [`/studio/keys/${id}/revocation`, {}, 'Der Schlüssel gilt nicht mehr.']
  },
  async 'a session'() {
    await signIn(host, administrator)
    const where = { personId: administrator.id }
    const { id } = await host.db.session.findFirstOrThrow({ where, orderBy: { createdAt: 'desc' } })
    return [`/studio/account/sessions/${id}/end`, {}, 'Die Sitzung ist beendet.']
  },
}

describe('what is gone already, taken away once more in another window, leads back with its sentence:', () => {
  test.each(Object.entries(BUTTONS))('%s', async (_, make) => {
    const [path, fields, sentence] = await make()
    for (const _time of ['first', 'second']) {
      const { status, location } = await sendForm(host, path, fields, { cookie })
      expect([status, location]).toEqual([303, expect.stringMatching(/done=[\w.-]+#done$/)])
      expect((await openStudio(host, location!.split('#')[0]!, cookie)).text).toContain(`tabindex="-1">${sentence}</p>`)
    }
  })

  test('a passkey', async () => {
    const path = `/studio/account/passkeys/${crypto.randomUUID()}/removal`
    expect((await openStudio(host, path, cookie)).status).toBe(303)
    const { location } = await sendForm(host, path, {}, { cookie })
    expect(location).toBe('/studio/account?done=passkey-removed#done')
    expect((await openStudio(host, location!.split('#')[0]!, cookie)).text).toContain('Der Passkey ist entfernt.')
  })
})
