import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

/** Rows of which each change is written down: rights, keys, settings, and what is public. */
const ROWS = [
  'person',
  'membership',
  'invitation',
  'apiKey',
  'login',
  'passkey',
  'twoFactor',
  'show',
  'previewLink',
  'passwordLink',
]
const WRITES = new RegExp(`\\.(?:${ROWS.join('|')})\\.(?:create|update|upsert|delete)\\w*\\(`)
/** In an episode: its date, its deletion, its audio. */
const PUBLIC = /\.episode\.update\w*\([\s\S]*?\b(?:publishAt|deletedAt|enclosureId)\b/
const NOTES = /\b(?:note|editEpisode|logNow|noteOwn|noteSignIn|noteAccount|noteRights)\(/

/** What writes such a row and is no change of its own, and why. */
const NOT_BY_ITSELF: Record<string, string> = {
  'src/accounts/person.ts createPerson': 'of whoever invites or admits her',
  'src/accounts/person.ts setPassword': 'of whoever makes her, or of a link; changing it is the sign-in library’s',
  'src/accounts/take-invitation.ts takeInvitation': 'of noteRights, which compares before and after',
  'src/accounts/admit.ts followClaim': 'of noteRights too',
  'src/accounts/invitation.ts endInvitations': 'of the invitation or the role that takes their place',
  'src/accounts/api-key.ts noteUse': 'the last use of a key is no change',
  'src/accounts/password-link.ts sweepPasswordLinks': 'they opened nothing any more',
  'src/accounts/sign-in.ts renewHash': 'the same password, kept at another cost',
  'src/accounts/library-options.ts sessionHooks': 'the date of the newest sign-in',
  'src/episodes/sweep-deleted.ts clearShow': 'what its deletion announced',
  'src/episodes/ingest.ts makeCurrent': 'of editEpisode, which compares before and after',
  'src/shows/move.ts changeMove': 'of moveShow and takeMoveBack',
  'src/feed/import/import-episode.ts finish': 'of import-ended: one entry for the whole feed',
}

const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .map((file) => join('src', file))
  .filter((file) => file.endsWith('.ts') && !file.startsWith('src/generated') && !file.startsWith('src/browser'))

/** The functions of a file by their names, each with all of its text. */
const functionsOf = (file: string) =>
  readFileSync(file, 'utf8')
    .split(/^(?=(?:export )?(?:async )?function |(?:export )?const |\/\*\*)/m)
    .map((text) => ({ name: /(?:function\*?|const) (\w+)/.exec(text)?.[1] ?? '', text }))
    .map(({ name, text }) => ({ name: `${file} ${name}`, text }))

const writers = files.flatMap(functionsOf).filter(({ text }) => WRITES.test(text) || PUBLIC.test(text))

test('whatever changes rights, settings or what is public writes it down, or says here why not', () => {
  expect(writers.length).toBeGreaterThan(20)
  const silent = writers.filter(({ text }) => !NOTES.test(text)).map(({ name }) => name)
  expect(silent.sort()).toEqual(Object.keys(NOT_BY_ITSELF).sort())
})
