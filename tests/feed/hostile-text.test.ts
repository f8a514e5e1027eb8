import { expect, test } from 'vitest'
import { createShow, eventually, publish, upload } from '../support/api.ts'
import { feedOf, readFeed, shownText, xmlErrors } from '../support/feeds.ts'
import { startHost } from '../support/host.ts'

/** What the pages bring themselves: built files, and blocks of data in which every bracket is escaped. */
const OWN_SCRIPTS = /<script type="(?:module" src="\/assets\/[\w.-]+">|application\/(?:ld\+)?json">[^<]*)<\/script>/g

const host = await startHost()

test('hostile text sent to the API comes out of the feed and the pages as it was typed', async () => {
  const text = 'Ämter ]]> </channel></rss><item> <script>alert("1")</script> & &amp; \u200fשלום \u202eba\u202c 👩‍👩‍👧'
  const typed = {
    title: `${text}\u0000\ufffe\ud800`,
    description: `${text}\u202e\n${'ä'.repeat(1500)}`,
    author: text,
    ownerName: text,
  }
  const { slug } = await createShow(host, { ...typed, ownerEmail: 'a@example.de', copyright: text.replace('1', '') })
  const fields = { title: text, description: typed.description, author: text, slug: 'folge' }
  const { json } = await upload(host, slug, { before: fields })
  await publish(host, json.id)
  const xml = await eventually(
    () => feedOf(host, slug),
    (feed) => feed.includes('</item>'),
  )

  expect(await xmlErrors(xml)).toEqual([])
  const read = readFeed(xml)
  expect([read.title, read.itunes.author, read.itunes.owner.name]).toEqual([text, text, text])
  expect(read.items).toMatchObject([{ title: text, itunes: { author: text } }])
  for (const description of [read.description, read.items[0].description])
    expect(shownText(description)).toBe(typed.description)
  for (const path of ['/', `/${slug}`, `/${slug}/folge`]) {
    const page = await (await fetch(host.url + path)).text()
    expect(page).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;')
    expect(page.replace(OWN_SCRIPTS, '')).not.toContain('<script')
  }
})
