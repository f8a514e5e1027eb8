import { beforeEach, describe, expect, test } from 'vitest'
import { getInvitation, invite, listInvitations, makeInvitation } from '../../src/accounts/invitation.ts'
import { actingAs } from '../../src/accounts/logbook.ts'
import { removeMember, setMember } from '../../src/accounts/member.ts'
import { deactivatePerson, reactivatePerson, setAdministrator } from '../../src/accounts/people.ts'
import { findPerson } from '../../src/accounts/person.ts'
import { startHost } from '../support/host.ts'
import { makeAdministrator, makeMember, makePerson } from '../support/people.ts'
import { showRow } from '../support/rows.ts'

const host = await startHost()
let at = 0
let show: { id: string }
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

test('whoever may not give something does not invite to it', async () => {
  const refused = { status: 403, code: 'forbidden' }
  const [editor, stranger] = [await makeMember(host, 'editor', show), await makePerson(host)]
  for (const { id } of [editor, stranger]) await expect(inviteBy(id)).rejects.toMatchObject(refused)
  await expect(inviteBy(owner.id, show, { isAdministrator: true })).rejects.toMatchObject(refused)
  await expect(inviteBy(owner.id, show, { roles: [] })).rejects.toMatchObject(refused)
})
