import type { LogWords, Said } from './said.ts'

const ending = ({ result }: Said) => (result === 'locked' ? ' Nobody can sign in to this account for a while.' : '')

/** The words of the log, in English. */
export const log: LogWords = {
  title: 'Log',
  titleOf: (show) => `Log: ${show}`,
  link: 'Log: who did what, and when',
  about: (days) =>
    `Who signed in and who changed what, the newest first. Nobody can change an entry. They are deleted after ${days} days. Network addresses are not in it.`,
  filter: 'Choose entries',
  kind: 'What it is about',
  allKinds: 'Everything',
  areas: {
    'sign-in': 'Signing in',
    account: 'Own accounts',
    keys: 'API keys',
    people: 'People and roles',
    shows: 'Podcasts',
    episodes: 'Episodes',
  },
  show: 'Podcast',
  allShows: 'All',
  person: 'Name',
  personHint: 'Who did it, or to whom or what it was done.',
  apply: 'Show',
  none: 'There is no such entry.',
  all: 'Show everything',
  entries: 'Entries',
  older: 'Older entries',
  newest: 'To the newest',
  who: {
    program: (name) => `The API key “${name}”`,
    operator: 'The command line',
    provider: 'The organisation’s sign-in service',
    host: 'This service',
    nobody: 'Somebody not signed in',
  },
  quoted: (name) => `“${name}”`,
  ways: {
    password: 'with a password',
    code: 'with a code',
    'recovery-code': 'with a recovery code',
    passkey: 'with a passkey',
    provider: 'by the organisation’s sign-in service',
  },
  sentences: {
    'signing-in': (said) => {
      if (said.result === 'done') return `${said.who} signed in ${said.way}.`
      const whose = said.name ? `as ${said.name}` : 'to an account that does not exist'
      return `Signing in ${whose} failed, ${said.way}.${ending(said)}`
    },
    renamed: ({ from, name }) => `${from} is called ${name} now.`,
    'email-changed': ({ who, name, isOwn }) =>
      isOwn ? `${name} changed their own e-mail address.` : `${who} changed the e-mail address of ${name}.`,
    'password-asked': (said) => `${said.who} was asked for the password; it was wrong.${ending(said)}`,
    'password-changed': ({ who }) => `${who} changed their own password.`,
    'password-link-made': ({ who, name }) => `${who} made a link to a new password for ${name}.`,
    'password-set-by-link': ({ name }) => `A new password for ${name} was set by a link.`,
    'codes-switched-on': ({ who }) => `${who} switched codes on as a second factor.`,
    'codes-switched-off': ({ who }) => `${who} switched codes off as a second factor.`,
    'recovery-codes-made': ({ who }) => `${who} made new recovery codes.`,
    'passkey-added': ({ who }) => `${who} added a passkey.`,
    'passkey-removed': ({ who }) => `${who} removed a passkey.`,
    'second-factor-taken': ({ who, name }) => `${who} took the second factor from ${name}.`,
    unlocked: ({ who, name }) => `${who} ended the wait after failed attempts: ${name || 'unknown account'}.`,
    'key-made': ({ who, what }) => `${who} made the API key ${what}.`,
    'key-revoked': ({ who, what }) => `${who} revoked the API key ${what}.`,
    invited: ({ who, name }) =>
      name ? `${who} invited ${name}.` : `${who} gave out the link for the first administrator.`,
    'invitation-withdrawn': ({ who, name }) => `${who} withdrew the invitation for ${name}.`,
    'account-made': ({ name }) => `${name} made an account.`,
    'administrator-made': ({ who, name, isOwn }) =>
      isOwn ? `${name} became an administrator by the invitation.` : `${who} made ${name} an administrator.`,
    'administrator-unmade': ({ who, name }) => `${who} took administrator rights from ${name}.`,
    deactivated: ({ who, name }) => `${who} deactivated ${name}.`,
    reactivated: ({ who, name }) => `${who} reactivated ${name}.`,
    'role-given': ({ who, name, role, before, isOwn }) => {
      if (before) return `${who} changed the role of ${name} from ${before} to ${role}.`
      return isOwn ? `${name} works on it by the invitation: ${role}.` : `${who} gave ${name} a role: ${role}.`
    },
    'role-taken': ({ who, name, role }) => `${who} took the role from ${name}: ${role}.`,
    'show-made': ({ who, what }) => `${who} created the podcast ${what}.`,
    'show-changed': ({ who, what }) => `${who} changed the podcast ${what}.`,
    'show-cover-changed': ({ who, what }) => `${who} changed the cover of ${what}.`,
    'show-address-changed': ({ who, what }) => `${who} changed the address of the podcast ${what}.`,
    'feed-moved': ({ who, what }) => `${who} moved the feed of ${what}.`,
    'feed-move-taken-back': ({ who, what }) => `${who} took back the move of the feed of ${what}.`,
    'show-deleted': ({ who, what }) => `${who} deleted the podcast ${what}.`,
    'show-restored': ({ who, what }) => `${who} brought back the podcast ${what}.`,
    'import-asked-for': ({ who, name }) => `${who} had a podcast move in: ${name}`,
    'import-ended': ({ name, result }) =>
      result === 'done' ? `A podcast moved in: ${name}` : `A podcast could not move in: ${name}`,
    published: ({ who, what }) => `${who} published the episode ${what}.`,
    scheduled: ({ who, what }) => `${who} scheduled the episode ${what}.`,
    unpublished: ({ who, what }) => `${who} took back the episode ${what}.`,
    'audio-replaced': ({ who, what }) => `${who} replaced the audio of the episode ${what}.`,
    'episode-address-changed': ({ who, what }) => `${who} changed the address of the episode ${what}.`,
    'episode-deleted': ({ who, what }) => `${who} deleted the episode ${what}.`,
    'episode-restored': ({ who, what }) => `${who} brought back the episode ${what}.`,
    'preview-link-made': ({ who, what }) => `${who} made a preview link to the episode ${what}.`,
    'preview-link-revoked': ({ who, what }) => `${who} revoked a preview link to the episode ${what}.`,
  },
  details: {
    setAside: (rule, reason) => `Rule “${rule}” set aside, reason: ${reason}`,
    fields: (names) => `Changed: ${names.join(', ')}`,
    address: (from, to) => `From “${from}” to “${to}”`,
    to: (address) => `To ${address}`,
    at: (moment) => `Date: ${moment}`,
    until: (moment) => `Valid until ${moment}`,
    gives: (names) => `Role: ${names.join(', ')}`,
    verbs: (names) => `May: ${names.join(', ')}`,
    everything: 'May do everything',
    counts: (imported, unchanged, failed) =>
      `${imported} ${imported === 1 ? 'episode' : 'episodes'} taken over, ${unchanged} ${unchanged === 1 ? 'was' : 'were'} here already, ${failed} failed`,
    reason: (why) => `Reason: ${why}`,
  },
  reasons: {
    'email-of-another': 'To the sign-in service the account with this e-mail address is somebody else’s.',
    deactivated: 'The account is deactivated.',
    'email-unverified': 'The sign-in service does not confirm that the e-mail address is hers.',
    'no-access': 'Nothing is open to this person.',
  },
  fields: {
    ...{ title: 'title', description: 'description', language: 'language', categories: 'categories' },
    ...{ author: 'author', ownerName: 'owner', ownerEmail: 'owner’s e-mail address', explicit: 'for adults only' },
    ...{ type: 'type', copyright: 'copyright', website: 'website', block: 'hidden from Apple', complete: 'complete' },
    ...{ locked: 'locked', medium: 'medium', timeZone: 'time zone', seasons: 'seasons', persons: 'people' },
    ...{ locations: 'places', license: 'licence', funding: 'support', updateFrequency: 'frequency' },
    ...{ txt: 'texts for directories', podroll: 'recommendations', publisher: 'publisher' },
    ...{ socialInteract: 'posts in networks', artworkAlt: 'description of the cover' },
  },
}
