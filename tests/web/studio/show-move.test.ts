import { expect, test } from 'vitest'
import { startHost } from '../../support/host.ts'
import { faultsIn } from '../../support/html-faults.ts'
import { makeMember, openStudio, sendForm, signIn } from '../../support/people.ts'
import { episodeRow, showRow } from '../../support/rows.ts'

const host = await startHost()

async function opened() {
  const show = await showRow(host)
  const cookie = await signIn(host, await makeMember(host, 'owner', show))
  const path = `/studio/shows/${show.slug}/move`
  const row = () => host.db.show.findUniqueOrThrow({ where: { id: show.id } })
  return {
    ...{ show, path, row },
    page: async (at = path) => (await openStudio(host, at, cookie)).text,
    send: (fields: Record<string, string>, at = path) => sendForm(host, at, fields, { cookie }),
  }
}

const TO = 'https://neu.example/feed.xml'

test('a feed moves at once, and back again', async () => {
  const { show, path, row, page, send } = await opened()
  expect(await page()).toContain('<strong>Der Feed liegt hier.</strong>')
  const { status, location } = await send({ do: 'move', to: TO, day: '', time: '', sure: TO })
  expect([status, location]).toEqual([303, `${path}?done=saved#done`])
  expect(await row()).toMatchObject({ newFeedUrl: TO, movedAt: expect.any(Date) })
  expect(await page()).toMatch(/Der Feed ist umgezogen\. Seit .*\n<a href="https:\/\/neu\.example\/feed\.xml">/)
  const feed = await fetch(`${host.url}/feeds/${show.slug}.xml`, { redirect: 'manual' })
  expect([feed.status, feed.headers.get('location')]).toEqual([301, TO])
  expect((await send({ do: 'take back' })).status).toBe(303)
  expect(await row()).toMatchObject({ newFeedUrl: null, movedAt: null })
})

test('while other hosts are asked not to take the feed, unlocking it is the first step', async () => {
  const { show, path, page } = await opened()
  const way = `<a href="/studio/shows/${show.slug}/settings#locked">`
  const text = await page()
  for (const said of ['Zuerst: den Feed freigeben', 'Umzug durch andere sperren', way]) expect(text).toContain(said)
  expect(await page(`/studio/shows/${show.slug}/settings`)).toContain('id="locked"')
  expect(await page(`/en${path}`)).toContain('First: unlock the feed')
  await host.db.show.update({ where: { id: show.id }, data: { locked: false } })
  expect(await page()).not.toContain('#locked')
})

test('a move at once is asked about with the whole address, and again for another address', async () => {
  const { path, page, row, send } = await opened()
  const typed = { do: 'move', to: 'https://NEU.example/feed.xml?a=1&b=2', day: '', time: '' }
  const { status, text } = await send(typed)
  expect(status).toBe(200)
  expect(text).toContain('Ab sofort leitet der Feed dauerhaft an diese Adresse um:')
  expect(text).toContain('<strong>https://neu.example/feed.xml?a=1&amp;b=2</strong>')
  expect(text).toContain(`<a class="button plain" href="${path}">Nicht umziehen</a>`)
  expect(await faultsIn(text)).toEqual([])
  expect((await row()).newFeedUrl).toBeNull()

  const form = text.slice(text.indexOf('class="notice asked"'), text.indexOf('class="answers"'))
  const answer = Object.fromEntries(
    [...form.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [name, value!.replace('&amp;', '&')]),
  )
  for (const moment of [
    { day: '', time: '' },
    { day: '2020-01-01', time: '06:00' },
  ])
    expect((await send({ ...answer, ...moment, to: TO })).text).toContain(`<strong>${TO}</strong>`)
  expect((await row()).newFeedUrl).toBeNull()
  expect((await send(answer)).status).toBe(303)
  expect(await row()).toMatchObject({ newFeedUrl: 'https://neu.example/feed.xml?a=1&b=2' })
  expect(await page(`/en${path}`)).toContain('The feed has moved.')
  expect((await send(typed)).status).toBe(303)
})

test('a move is announced for a time of the clocks of the show', async () => {
  const { row, page, send } = await opened()
  expect((await send({ do: 'move', to: TO, day: '2099-07-01', time: '06:00' })).status).toBe(303)
  expect((await row()).movedAt).toEqual(new Date('2099-07-01T04:00:00Z'))
  expect(await page()).toContain('Der Umzug ist angekündigt. Ab Mittwoch, 1. Juli 2099, 6:00 Uhr')
})

test('a move is told on the page of the show and at home, with the way to it, and to who checks the feed of an announced one', async () => {
  const { show, path, page, send } = await opened()
  const reader = await signIn(host, await makeMember(host, 'reader', show))
  const home = `/studio/shows/${show.slug}`
  expect(await page(home)).not.toContain('Zum Umzug')
  await send({ do: 'move', to: TO, day: '2099-07-01', time: '06:00' })
  const way = `<a href="${path}">Zum Umzug</a>`
  for (const at of [home, `${home}/feed`]) {
    const text = await page(at)
    expect(text).toContain('Der Umzug ist angekündigt. Ab Mittwoch, 1. Juli 2099, 6:00 Uhr')
    expect(text).toContain('Apps nennt der Feed die neue Adresse schon jetzt.')
    expect(text).toContain(way)
    expect(await faultsIn(text)).toEqual([])
  }
  expect(await page('/studio')).toContain(`<a href="${path}">Umzug angekündigt</a>`)
  const seen = (await openStudio(host, home, reader)).text
  expect(seen).toContain('Der Umzug ist angekündigt.')
  expect(seen).not.toContain(way)
  expect((await openStudio(host, '/studio', reader)).text).toContain(' · Umzug angekündigt</p>')

  await send({ do: 'move', to: TO, day: '2020-01-01', time: '06:00', sure: TO })
  expect(await page(home)).toContain('Der Feed ist umgezogen. Seit')
  expect(await page('/studio')).toContain(`<a href="${path}">Umgezogen</a>`)
})

test('an episode that is out when its show has moved lacks nothing, and it is said who still gets it', async () => {
  const { show, page } = await opened()
  const { id } = await episodeRow(host, show)
  const draft = await episodeRow(host, show, { publishAt: null })
  const [itself, other] = [`/studio/episodes/${id}`, `/studio/episodes/${draft.id}`]
  expect(await page(itself)).toContain('Podcast-Apps sehen von selbst nach neuen Folgen')
  await host.db.show.update({ where: { id: show.id }, data: { newFeedUrl: TO, movedAt: new Date('2020-01-01') } })
  const text = await page(itself)
  expect(text).toContain('lesen neue Folgen von hier nicht mehr')
  expect(text).not.toContain('sehen von selbst')
  expect(text).not.toContain('Veröffentlichen Sie beim neuen Anbieter, oder')
  expect(await page(other)).toContain('Veröffentlichen Sie beim neuen Anbieter, oder')
})

test('what is refused comes back as it was typed, beside its field, in both languages, and nothing moves', async () => {
  const { show, path, row, send } = await opened()
  const hostile = '"><script>alert(1)</script>'
  const cases = [
    [{ to: 'http://neu.example/feed.xml' }, 'to', 'Schreiben Sie die ganze neue Adresse des Feeds, mit https://'],
    [{ to: hostile }, 'to', 'Schreiben Sie die ganze neue Adresse des Feeds'],
    [{ to: `${host.config.publicUrl}/feeds/${show.slug}.xml` }, 'to', 'Diese Adresse führt zu dem Feed zurück'],
    [{ to: `${host.config.publicUrl}/feeds/keiner.xml` }, 'to', 'Diese Adresse gehört zu diesem Dienst'],
    [{ to: TO, day: hostile, time: '6:00' }, 'day', ''],
    [{ to: TO, day: '2099-07-01' }, 'time', ''],
    [{ to: TO, day: '9999-12-31', time: '23:59' }, 'day', 'Wählen Sie einen Tag in den Jahren 1970 bis 2100'],
    [{ to: TO, day: '2101-01-01', time: '06:00' }, 'day', 'Wählen Sie einen Tag in den Jahren 1970 bis 2100'],
  ] as const
  for (const [fields, name, sentence] of cases) {
    const { status, text } = await send({ do: 'move', ...fields })
    expect(status).toBe(422)
    expect(text).toContain(`id="${name}-error">${sentence}`)
    expect(text).toContain(`<li><a href="#${name}">`)
    expect(text).not.toContain('<script>alert')
  }
  expect((await send({ do: 'move', to: '' }, `/en${path}`)).text).toContain('Write the whole address of the feed')
  expect((await row()).newFeedUrl).toBeNull()
})

test('before a move it is told which episodes are still scheduled, and when', async () => {
  const { show, path, page } = await opened()
  await episodeRow(host, show, { publishAt: null })
  await episodeRow(host, show, { publishAt: new Date('2020-01-01T05:00:00Z') })
  await episodeRow(host, show, { publishAt: new Date('2099-12-01T05:00:00Z'), deletedAt: new Date() })
  expect(await page()).not.toContain('noch geplant')
  const later = await episodeRow(host, show, { title: 'Später', publishAt: new Date('2099-12-08T05:00:00Z') })
  const next = await episodeRow(host, show, { title: 'Bald', publishAt: new Date('2099-12-01T05:00:00Z') })
  const link = ({ id, title }: { id: string; title: string }, prefix = '') =>
    `<a href="${prefix}/studio/episodes/${id}"${prefix && ' lang="de"'}>${title}</a>`
  expect(await page()).toContain(
    `<li>${link(next)}: Dienstag, 1. Dezember 2099, 6:00 Uhr</li><li>${link(later)}: Dienstag, 8. Dezember 2099, 6:00 Uhr</li>`,
  )
  expect(await faultsIn(await page())).toEqual([])
  const [list, button] = [(await page()).indexOf('noch geplant'), (await page()).indexOf('>Umziehen</button>')]
  expect(list).toBeLessThan(button)
  expect(await page(`/en${path}`)).toContain(`<li>${link(next, '/en')}: Tuesday, 1 December 2099, 6:00</li>`)
})
