import { beforeEach, describe, expect, test } from 'vitest'
import { createApiKey } from '../../src/accounts/api-key.ts'
import { getInvitation, invite, listInvitations, makeInvitation } from '../../src/accounts/invitation.ts'
import { actingAs } from '../../src/accounts/logbook.ts'
import { removeMember, setMember } from '../../src/accounts/member.ts'
import { deactivatePerson, reactivatePerson, setAdministrator } from '../../src/accounts/people.ts'
import { findPerson } from '../../src/accounts/person.ts'
import { createPreviewLink, getPreviewed } from '../../src/episodes/preview.ts'
import { startHost } from '../support/host.ts'
import { makeAdministrator, makeMember, makePerson } from '../support/people.ts'
import { episodeRow, showRow } from '../support/rows.ts'

const host = await startHost()
let at = 0
let show: { id: string; slug: string }
let owner: { id: string }
let other: { id: string }
beforeEach(async () => {
  await host.db.invitation.deleteMany()
  show = await showRow(host)
  owner = await makeMember(host, 'owner', show)
  other = await makeMember(host, 'owner', show)
})

const inviteBy = (invitedById: string | undefined, to = show, more = {}) =>
  invite(host, { email: `neu${at++}@amt.example`, roles: [{ showId: to.id, role: 'owner' }], invitedById, ...more })
const isOpen = (secret: string) =>
  getInvitation(host, secret).then(
    () => true,
    ({ status }) => status !== 410,
  )

describe('the open invitations of somebody', () => {
  test.each<[string, () => Promise<unknown>]>([
    ['who is removed from the show', () => removeMember(host, show.id, owner.id)],
    ['who is made less than an owner', () => setMember(host, show.id, owner.id, 'editor')],
    ['who is deactivated', () => deactivatePerson(host, owner.id)],
  ])('%s end, those of others stay', async (_, takeRight) => {
    const hers = await inviteBy(owner.id)
    const others = [await inviteBy(other.id), await inviteBy(undefined)]
    await takeRight()
    expect(await isOpen(hers)).toBe(false)
    for (const secret of others) expect(await isOpen(secret)).toBe(true)
    expect(await listInvitations(host, { showId: show.id })).toHaveLength(2)
  })

  test('to another show she still owns stay, and all of them where she goes on being an administrator', async () => {
    const second = await showRow(host)
    await setMember(host, second.id, owner.id, 'owner')
    const [first, kept] = [await inviteBy(owner.id), await inviteBy(owner.id, second)]
    await removeMember(host, show.id, owner.id)
    expect([await isOpen(first), await isOpen(kept)]).toEqual([false, true])

    await setAdministrator(host, other.id, true)
    const hers = await inviteBy(other.id, second)
    await setMember(host, show.id, owner.id, 'owner')
    await removeMember(host, show.id, other.id)
    expect(await isOpen(hers)).toBe(true)
  })

  test('who is no administrator any more end where she is no owner', async () => {
    await makeAdministrator(host)
    await setAdministrator(host, owner.id, true)
    const second = await showRow(host)
    const [kept, ...ended] = [
      await inviteBy(owner.id),
      await inviteBy(owner.id, second),
      await inviteBy(owner.id, show, { roles: [] }),
      await inviteBy(owner.id, show, { roles: [], isAdministrator: true }),
    ]
    await setAdministrator(host, owner.id, false)
    expect(await isOpen(kept!)).toBe(true)
    for (const secret of ended) expect(await isOpen(secret)).toBe(false)
  })

  test('are written down as withdrawn by who took the right, and stay ended when she comes back', async () => {
    const { secret, invitation } = await makeInvitation(host, {
      ...{ email: 'frau.neu@amt.example', roles: [{ showId: show.id, role: 'owner' as const }], invitedById: owner.id },
    })
    const by = (await findPerson(host, other.id))!
    await deactivatePerson(actingAs(host, by), owner.id)
    const entry = await host.db.logEntry.findFirstOrThrow({
      where: { aboutId: invitation.id, kind: { not: 'invited' } },
    })
    expect(entry).toMatchObject({
      ...{ kind: 'invitation-withdrawn', byId: other.id, aboutName: 'frau.neu@amt.example', showId: show.id },
    })
    await reactivatePerson(host, owner.id)
    expect(await isOpen(secret)).toBe(false)
  })

  test('are none where she lost the right in the same moment', async () => {
    for (let round = 0; round < 10; round++) {
      const { id } = await makeMember(host, 'owner', show)
      const invited = Array.from({ length: 3 }, () => inviteBy(id))
      await Promise.allSettled([...invited.slice(1), removeMember(host, show.id, id), invited[0]])
      expect(await host.db.invitation.count({ where: { invitedById: id } })).toBe(0)
    }
  })
})

describe('the preview links of somebody', () => {
  let editor: { id: string }
  let episode: { id: string; title: string }
  beforeEach(async () => {
    editor = await makeMember(host, 'editor', show)
    episode = await episodeRow(host, show, { publishAt: null })
  })

  const linkBy = async (createdById: string | null, { id } = episode) =>
    (await createPreviewLink(host, id, { days: 90, createdById })).secret
  const opens = (secret: string) =>
    getPreviewed(host, secret).then(
      () => true,
      ({ status }) => status !== 404,
    )

  test.each<[string, () => Promise<unknown>]>([
    ['who is removed from the show', () => removeMember(host, show.id, editor.id)],
    ['who becomes a reader', () => setMember(host, show.id, editor.id, 'reader')],
    ['who is deactivated', () => deactivatePerson(host, editor.id)],
  ])('%s are revoked, those of others stay', async (_, takeRight) => {
    const hers = await linkBy(editor.id)
    const others = [await linkBy(owner.id), await linkBy(null)]
    await takeRight()
    expect(await opens(hers)).toBe(false)
    for (const secret of others) expect(await opens(secret)).toBe(true)
  })

  test('stay where she may still make them, as an author or in another show', async () => {
    const second = await showRow(host)
    await setMember(host, second.id, editor.id, 'author')
    const [first, kept] = [
      await linkBy(editor.id),
      await linkBy(editor.id, await episodeRow(host, second, { publishAt: null })),
    ]
    await setMember(host, show.id, editor.id, 'author')
    expect(await opens(first)).toBe(true)
    await removeMember(host, show.id, editor.id)
    expect([await opens(first), await opens(kept)]).toEqual([false, true])
  })

  test('are written down as revoked by who took the right, and stay ended when she comes back', async () => {
    const secret = await linkBy(editor.id)
    const by = (await findPerson(host, owner.id))!
    await deactivatePerson(actingAs(host, by), editor.id)
    const entry = await host.db.logEntry.findFirstOrThrow({
      where: { aboutId: episode.id, kind: 'preview-link-revoked' },
    })
    expect(entry).toMatchObject({ byId: owner.id, aboutName: episode.title, showId: show.id })
    await reactivatePerson(host, editor.id)
    expect(await opens(secret)).toBe(false)
  })

  test('are none where she lost the right, also in the same moment', async () => {
    for (let round = 0; round < 5; round++) {
      const { id } = await makeMember(host, 'author', show)
      const made = Array.from({ length: 3 }, () => linkBy(id))
      await Promise.allSettled([...made.slice(1), removeMember(host, show.id, id), made[0]])
      expect(await host.db.previewLink.count({ where: { createdById: id } })).toBe(0)
      await expect(linkBy(id)).rejects.toMatchObject({ status: 403, code: 'forbidden' })
    }
  })

  test('are also those of a key she made', async () => {
    const { secret: key } = await createApiKey(host, {
      ...{ name: 'Freigabe', personId: editor.id, verbs: ['edit draft'], showIds: [show.id] },
    })
    const response = await fetch(`${host.url}/api/v1/episodes/${episode.id}/previews`, {
      ...{ method: 'POST', headers: { Authorization: `Bearer ${key}` } },
    })
    const { url } = (await response.json()) as { url: string }
    await removeMember(host, show.id, editor.id)
    expect(await opens(url.split('/').at(-1)!)).toBe(false)
  })
})

test('whoever may not give something does not invite to it', async () => {
  const refused = { status: 403, code: 'forbidden' }
  const [editor, stranger] = [await makeMember(host, 'editor', show), await makePerson(host)]
  for (const { id } of [editor, stranger]) await expect(inviteBy(id)).rejects.toMatchObject(refused)
  await expect(inviteBy(owner.id, show, { isAdministrator: true })).rejects.toMatchObject(refused)
  await expect(inviteBy(owner.id, show, { roles: [] })).rejects.toMatchObject(refused)
})
