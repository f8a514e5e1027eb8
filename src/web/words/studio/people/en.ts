import type { PeopleWords } from './de.ts'

/** The words of the pages that say who may do what, in English. */
export const people: PeopleWords = {
  ofShow: {
    about: 'These people work on this podcast. Administrators of this service may do everything here as well.',
    members: 'Who works on it',
    none: 'Nobody works on it yet. Invite somebody below.',
    since: 'since',
    you: 'you',
    role: 'Role',
    roleOf: (name) => `Role: ${name}`,
    change: 'Change role',
    remove: 'Remove …',
    removeMeans: (name) =>
      `${name} will no longer see this podcast in the studio, and API keys ${name} made may do nothing here any more. What has been written stays. You can invite ${name} again at any time.`,
    leaveMeans:
      'You yourself will no longer see this podcast in the studio. You only come back if somebody else invites you again.',
    removeNow: (name) => `Remove ${name}`,
    rolesMean: 'What the roles may do',
    meanings: {
      reader: 'see everything, drafts too, and change nothing.',
      author: 'also upload episodes and edit drafts, but publish nothing.',
      editor: 'also publish, change what is published, delete episodes and change the facts of the podcast.',
      owner: 'also move the podcast away, delete it and decide here who works on it.',
    },
    invite: 'Invite somebody',
    inviteHint:
      'Whoever has an account here works on it at once. For everybody else a link is made, which you hand on yourself.',
    email: 'E-mail address',
    submit: 'Invite',
    added: (name) => `${name} has an account here already, and works on this podcast from now on.`,
  },
  done: {
    role: 'The role is changed.',
    removed: 'Removed.',
    revoked: 'The invitation is no longer valid.',
  },
  invitations: {
    title: 'Open invitations',
    none: 'No invitation is open.',
    invitedBy: (name) => `invited by ${name}`,
    until: 'valid until',
    revoke: 'Withdraw',
    made: (email) => `Invitation for ${email}`,
    once: (until) =>
      `Hand this link on, in person if you can. It will never be shown again, can be used once and is valid until ${until}.`,
    link: 'Link',
  },
  deactivated: 'deactivated',
}
