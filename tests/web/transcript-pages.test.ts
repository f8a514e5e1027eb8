import { expect, test } from 'vitest'
import { askJson } from '../support/api.ts'
import { startHost } from '../support/host.ts'
import { askRaw } from '../support/raw.ts'
import { pathsOf, putTranscript, transcribedEpisode, transcriptsOf, VTT } from '../support/transcripts.ts'

const host = await startHost()
const pageOf = async ({ show, slug }: { show: string; slug: string }, prefix = '') =>
  (await askRaw(host, `${prefix}/${show}/${slug}`)).body.toString()

test('an episode’s page has all that is said, right below the player, with who says it and when', async () => {
  const episode = await transcribedEpisode(host)
  const page = await pageOf(episode)
  expect(page).toMatch(
    /<\/sendeplatz-player>\s*(<script[^>]*><\/script>\s*)?<\/div><\/div>\s*<div class="columns">\s*<div class="transcript"/,
  )
  expect(page).toContain('<section class="spoken" aria-label="Transkript: Deutsch" tabindex="0"><div lang="de">')
  expect(page).toContain('<a href="#after-de">Transkript überspringen</a>')
  expect(page).toContain('<p class="quiet files" id="after-de" tabindex="-1">')
  expect(page).toContain(
    '<p><a href="?t=0:00"><time datetime="PT0S">0:00</time></a> <cite>Anna:</cite> Guten Tag &amp; willkommen &lt;so&gt;! Wer ist da?</p>\n' +
      '<p><a href="?t=0:04"><time datetime="PT4S">0:04</time></a> <cite>Ben:</cite> Ich.</p>',
  )
})

test('it says how far the transcript was checked, and offers it as a file', async () => {
  const episode = await transcribedEpisode(host)
  expect(await pageOf(episode)).toContain('<p class="quiet">Maschinell erstellt, noch nicht geprüft.</p>')
  await askJson(host, 'PATCH', transcriptsOf(episode.id, 'de'), { state: 'approved' })
  const page = await pageOf(episode)
  expect(page).toContain('<p class="quiet">Geprüft und freigegeben.</p>')
  const { vtt, srt } = pathsOf(episode.transcripts[0])
  expect(page).toContain(`<a href="https://podcast.example${vtt}" download>VTT</a>, `)
  expect(page).toContain(`<a href="https://podcast.example${srt}" download>SRT</a>`)
})

test('what is spoken stands open, other languages below it are closed, each marked as what it is', async () => {
  const episode = await transcribedEpisode(host, { language: 'en', title: 'Night Trains' })
  await askJson(host, 'PATCH', `/api/v1/episodes/${episode.id}`, { language: null })
  await putTranscript(host, episode.id, 'en-GB', VTT.replace('Ich', 'Me'))
  const page = await pageOf(episode, '/en')
  const open = page.indexOf('<div lang="en-GB"')
  const closed = page.indexOf('<details><summary>Transcript: German</summary>')
  expect(open).toBeGreaterThan(0)
  expect(closed).toBeGreaterThan(open)
  expect(page.indexOf('<div lang="de"')).toBeGreaterThan(closed)
  expect(page).toContain('Made by a machine, not checked yet.')
})

test('without a transcript, and without times, the page has no more than there is', async () => {
  const episode = await transcribedEpisode(host)
  await putTranscript(host, episode.id, 'de', 'Anna: Ja.\n\nBen: Nein.', 'text/plain')
  const page = await pageOf(episode)
  expect(page).toContain('<p><cite>Anna:</cite> Ja.</p>\n<p><cite>Ben:</cite> Nein.</p>')
  expect(page).not.toContain('Transkript herunterladen')
  await host.db.transcript.deleteMany({ where: { episodeId: episode.id } })
  expect(await pageOf(episode)).not.toContain('class="transcript"')
})
