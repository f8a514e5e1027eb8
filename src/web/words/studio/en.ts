import { account, passkeyButton, secondStep } from './account/en.ts'
import type { StudioWords } from './de.ts'
import { deletion } from './deletion/en.ts'
import { episode } from './episode/en.ts'
import { feedHealth } from './feed-health/en.ts'
import { imports } from './import/en.ts'
import { lines } from './lines/en.ts'
import { log } from './log/en.ts'
import { more } from './more/en.ts'
import { move } from './move/en.ts'
import { chapters, soundbites, transcripts } from './parts-en.ts'
import { people } from './people/en.ts'
import { publication, when } from './publication-en.ts'
import { settings } from './settings/en.ts'
import { show } from './show/en.ts'
import { upload } from './upload/en.ts'

export const en: StudioWords = {
  page: {
    studio: 'Studio',
    signOut: 'Sign out',
    toStudio: 'To the studio',
    strayFiles: 'No files can be dropped on this page. The first page of the studio takes audio:',
  },
  trouble: {
    forbidden: 'You may not do this here',
    forbiddenHint: 'Your role does not allow it. Ask the person who owns the podcast, or an administrator.',
  },
  form: {
    error: 'Error',
    errors: 'Please check what you typed',
    optional: 'optional',
    notTaken: 'This cannot be taken as it is. Please check it.',
    signedOut:
      'Not saved yet: you are signed out. What you typed stays here. Sign in in a new window, then send it from here again.',
    givenBack:
      'Not saved yet: you are signed out. What you typed is not lost: this page carries it without showing it. Sign in in a new window, then send it from here once more.',
    somebodyElse:
      'Not saved yet: somebody else is signed in in this browser by now. What you typed stays here. In a new window, sign out and sign in again with your own account, then send it from here again.',
    away: 'Not saved yet: there is no connection. What you typed stays here. Try again in a moment.',
    signIn: 'Sign in (new window)',
    signedOutTitle: 'You are signed out',
    fileAgain: 'Choose the file again, it did not arrive',
    sendAgain: 'Send again',
  },
  list: {
    find: 'Search',
    nothing: 'Nothing here fits that.',
    all: 'Show all',
    pages: 'Pages',
    previous: 'Previous page',
    next: 'Next page',
    pageOf: (page, pages) => `Page ${page} of ${pages}`,
  },
  signIn: {
    title: 'Sign in',
    email: 'E-mail address',
    password: 'Password',
    submit: 'Sign in',
    noEmail: 'Type your e-mail address.',
    noPassword: 'Type your password.',
    refused: 'The e-mail address or the password is not right. Please check both.',
    wait: (minutes) =>
      `Too many attempts failed. Please wait ${minutes === 1 ? 'a minute' : `${minutes} minutes`}, then try again.`,
    byProvider: (label) => `Sign in with ${label}`,
    byPassword: 'With a password',
    refusedByProvider: 'Signing in did not work',
    again: 'To the sign-in page',
    forgotten:
      'Forgot your password? Ask an administrator of this service for a link to a new one; whoever runs the server makes it with',
    ownAddress: 'your e-mail address',
    done: { password: 'Your new password is valid. Sign in with it now.' },
    noAccount: 'No account yet? Whoever looks after this service in your organisation invites you with a link.',
  },
  invitation: {
    title: 'Create your account',
    first: 'You are setting up Sendeplatz: with this account you may do everything, and invite others.',
    invited: 'You are invited.',
    invitedBy: (name) => `${name} invites you.`,
    begin: 'Create your account, then you can begin.',
    name: 'Your name',
    nameHint: 'This is how others see you in the studio.',
    email: 'E-mail address',
    emailHint: 'You will sign in with it.',
    password: 'Password',
    passwordHint:
      'At least 12 characters. Best are several words that have nothing to do with each other. No special characters are needed.',
    submit: 'Create account',
    badName: 'Type your name, at most 255 characters.',
    badEmail: 'Type an e-mail address, such as first.last@office.example.',
    emailTaken: 'This address has an account already. Sign in with it, or use another one.',
    passwordFaults: {
      short: 'The password is too short: use at least 12 characters.',
      long: 'The password is too long: use at most 128 characters.',
      common:
        'This password is easy to guess: it is mostly made of common words, rows of keys or your name. Use four words that just come to your mind, for example.',
    },
    noPasswords: 'Here you sign in with your organisation. What you are invited to is yours afterwards.',
    made: 'Your account is made',
    madeFor: (email) => `The account for ${email} is made, with the password you have just chosen.`,
    signInLater: (minutes) =>
      `Too many sign-ins from your network failed. You can sign in in ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`,
    heading: 'Invitation',
    known: (email) => `${email} has an account here already: sign in with it, then you can accept the invitation.`,
    deactivated: (email: string) =>
      `You are invited, but the account for ${email} is deactivated. Ask an administrator to let it in again: this link works then, unless it is too old.`,
    signedInAs: (name, email) => `You are signed in as ${name} (${email}).`,
    gives: 'Your role afterwards',
    accept: 'Accept invitation',
    accepted: 'You have accepted the invitation.',
    forOther: (email) =>
      `This invitation is for ${email}. If that is your address, sign out first. Otherwise ask for an invitation to the address with which you are signed in.`,
    forNewcomer: 'This link makes a new account. Sign out first to use it.',
    toDeletedShow: 'This podcast is no longer there',
    toDeletedShowHint:
      'The podcast you are invited to was deleted. Ask the person who invited you: if it is restored, this link is valid again, unless it is too old by then.',
    used: 'This link is no longer valid',
    usedHint:
      'It was used already or withdrawn, or it is too old. If you have your account, sign in. Otherwise ask for a new link.',
  },
  newPassword: {
    title: 'New password',
    about: (email) =>
      `Choose a new password for ${email}. This signs you out everywhere, and you sign in again with the new password.`,
    submit: 'Save password',
    factorStays: 'If you have set up a second factor, it stays as it is: have it at hand.',
    usedHint:
      'It was used already or replaced by a newer one, or it is too old. If you know your password, sign in. Otherwise ask an administrator for a new link.',
  },
  keys: {
    title: 'API keys',
    about:
      'With a key a program works for you, such as a website or a script. It may never do more than you may, and only what you tick here.',
    list: 'Your keys',
    listOfAll: 'All keys on this service',
    none: 'There is no key yet.',
    make: 'New key',
    noShows: 'A key is for podcasts that you are part of. There is none yet.',
    name: 'Name',
    nameHint: 'Which program uses it? This is how you find it again.',
    badName: 'Type a name, at most 255 characters.',
    shows: 'Podcasts',
    everywhere: 'All podcasts, future ones too',
    noShow: 'Tick at least one podcast.',
    noShowLeft: 'None that you can see',
    may: 'It may',
    mayHint: 'It may always read, drafts too.',
    badVerb: 'You may not do this yourself. Tick something else.',
    hostVerb: 'Only a key for all podcasts can make and take over podcasts. Tick those above, or something else here.',
    read: 'Read',
    everything: 'Everything',
    verbs: {
      upload: 'Upload episodes',
      'edit draft': 'Edit drafts',
      'edit published episode': 'Edit scheduled and published episodes',
      publish: 'Publish, schedule and take back',
      'delete episode': 'Delete episodes',
      'edit show': 'Change the facts of the podcast',
      'move show': 'Move the podcast away',
      'delete show': 'Delete the podcast',
      'manage people': 'Decide who works on it',
      'create show': 'Create podcasts (only with “All podcasts”)',
      'import show': 'Move podcasts here (only with “All podcasts”)',
    },
    expires: 'It is valid for',
    days: { 30: '30 days', 90: '90 days', 365: 'One year' },
    noDays: 'Choose for how long it is valid.',
    submit: 'Create key',
    made: 'The new key',
    once: 'Copy it now and keep it like a password. It is never shown again.',
    secret: 'Key',
    maker: 'Created by',
    operator: 'Operation of this service',
    created: 'Created on',
    until: 'Valid until',
    endless: 'Until it is revoked',
    used: 'Last used',
    never: 'Never',
    revoked: 'Revoked',
    dead: 'no longer valid',
    revoke: 'Revoke …',
    revokeMeans:
      'Programs with this key can do nothing any more, at once. It never becomes valid again: you would have to create a new one, and enter it wherever this one stands.',
    revokeNow: 'Revoke the key',
    done: { revoked: 'The key is not valid any more.' },
  },
  home: {
    keys: 'API keys for programs',
    title: 'Your podcasts',
    empty: 'There is no podcast here yet.',
    steps: 'How the first episode gets out',
    stepShow: 'Create the podcast: a title, a description and a square cover.',
    stepEpisode: 'Upload an audio file: what stands in it fills the fields of the episode.',
    stepPublish: 'Publish it, at once or at a set time: the studio tells you before what is missing.',
    nothing: 'You are not part of any podcast yet.',
    nothingHint: 'Whoever owns a podcast can invite you to it. Please ask there.',
    administrator: 'Administration',
    roles: { reader: 'Reader', author: 'Author', editor: 'Editor', owner: 'Owner' },
    publicPage: 'Public page',
    counts: ({ published, scheduled, drafts }) =>
      [
        published > 0 && `${published} published`,
        scheduled > 0 && `${scheduled} scheduled`,
        drafts > 0 && (drafts === 1 ? '1 draft' : `${drafts} drafts`),
      ]
        .filter(Boolean)
        .join(', ') || 'No episode yet',
    newest: 'Newest episode',
    upcoming: 'Comes next',
    states: { moves: 'Move announced', moved: 'Moved away', complete: 'Complete', hidden: 'Hidden at Apple' },
  },
  account,
  secondStep,
  passkeyButton,
  episode,
  show,
  publication,
  chapters,
  soundbites,
  transcripts,
  lines,
  settings,
  people,
  move,
  feedHealth,
  deletion,
  imports,
  log,
  more,
  when,
  upload,
}
