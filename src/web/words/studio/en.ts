import type { StudioWords } from './de.ts'
import { episode } from './episode/en.ts'
import { chapters, soundbites } from './parts-en.ts'
import { publication, when } from './publication-en.ts'
import { upload } from './upload/en.ts'

export const en: StudioWords = {
  page: { studio: 'Studio', signOut: 'Sign out', toStudio: 'To the studio' },
  trouble: {
    forbidden: 'You may not do this here',
    forbiddenHint: 'Your role does not allow it. Ask the person who owns the podcast, or an administrator.',
  },
  form: {
    error: 'Error',
    errors: 'Please check what you typed',
    optional: 'optional',
    notTaken: 'This can not be taken as it is. Please check it.',
  },
  signIn: {
    title: 'Sign in',
    email: 'E-mail address',
    password: 'Password',
    submit: 'Sign in',
    noEmail: 'Type your e-mail address.',
    noPassword: 'Type your password.',
    refused: 'The e-mail address or the password is not right. Please check both.',
    noAccount: 'No account yet? Whoever looks after this service in your house invites you with a link.',
  },
  invitation: {
    title: 'Create your account',
    first: 'You are setting up Sendeplatz: with this account you may do everything, and invite others.',
    invited: 'You are invited. Create your account, then you can begin.',
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
    used: 'This link is no longer valid',
    usedHint: 'It was used already, or it is too old. If you have your account, sign in. Otherwise ask for a new link.',
  },
  home: {
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
  },
  episode,
  publication,
  chapters,
  soundbites,
  when,
  upload,
}
