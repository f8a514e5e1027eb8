import { episode } from './episode/de.ts'
import { chapters, soundbites } from './parts-de.ts'
import { publication, when } from './publication-de.ts'
import { upload } from './upload/de.ts'

/** Every word people read in the studio, in German: a group for each page, and those that all pages share. */
export const de = {
  page: { studio: 'Studio', signOut: 'Abmelden', toStudio: 'Zum Studio' },
  trouble: {
    forbidden: 'Das dürfen Sie hier nicht',
    forbiddenHint:
      'Ihre Rolle erlaubt es nicht. Fragen Sie die Person, der der Podcast gehört, oder die Administration.',
  },
  form: {
    error: 'Fehler',
    errors: 'Bitte prüfen Sie diese Angaben',
    optional: 'freiwillig',
    notTaken: 'Diese Angabe passt so nicht. Bitte prüfen Sie sie.',
  },
  signIn: {
    title: 'Anmelden',
    email: 'E-Mail-Adresse',
    password: 'Passwort',
    submit: 'Anmelden',
    noEmail: 'Geben Sie Ihre E-Mail-Adresse ein.',
    noPassword: 'Geben Sie Ihr Passwort ein.',
    refused: 'E-Mail-Adresse oder Passwort stimmt nicht. Prüfen Sie bitte beides.',
    noAccount: 'Noch kein Zugang? Wer diesen Dienst in Ihrem Haus betreut, lädt Sie mit einem Link ein.',
  },
  invitation: {
    title: 'Zugang anlegen',
    first: 'Sie richten Sendeplatz ein: Mit diesem Zugang dürfen Sie alles, auch andere einladen.',
    invited: 'Sie sind eingeladen. Legen Sie Ihren Zugang an, dann geht es los.',
    name: 'Ihr Name',
    nameHint: 'So sehen Sie die anderen im Studio.',
    email: 'E-Mail-Adresse',
    emailHint: 'Damit melden Sie sich künftig an.',
    password: 'Passwort',
    passwordHint:
      'Mindestens 12 Zeichen. Am besten mehrere Wörter, die nichts miteinander zu tun haben. Sonderzeichen müssen nicht sein.',
    submit: 'Zugang anlegen',
    badName: 'Geben Sie Ihren Namen ein, höchstens 255 Zeichen.',
    badEmail: 'Geben Sie eine E-Mail-Adresse ein, zum Beispiel vorname.nachname@amt.de.',
    emailTaken: 'Diese Adresse hat schon einen Zugang. Melden Sie sich damit an, oder nehmen Sie eine andere.',
    passwordFaults: {
      short: 'Das Passwort ist zu kurz: Nehmen Sie mindestens 12 Zeichen.',
      long: 'Das Passwort ist zu lang: Nehmen Sie höchstens 128 Zeichen.',
      common:
        'Dieses Passwort ist leicht zu erraten: Es besteht vor allem aus häufigen Wörtern, Tastenfolgen oder Ihrem Namen. Nehmen Sie zum Beispiel vier Wörter, die Ihnen gerade einfallen.',
    },
    used: 'Dieser Link gilt nicht mehr',
    usedHint:
      'Er wurde schon benutzt, oder er ist zu alt. Haben Sie Ihren Zugang schon, dann melden Sie sich an. Sonst bitten Sie um einen neuen Link.',
  },
  home: {
    title: 'Ihre Podcasts',
    empty: 'Noch gibt es hier keinen Podcast.',
    steps: 'So kommt die erste Folge in die Welt',
    stepShow: 'Podcast anlegen: Titel, Beschreibung und ein quadratisches Titelbild.',
    stepEpisode: 'Audiodatei hochladen: Was in ihr steht, füllt die Felder der Folge schon aus.',
    stepPublish: 'Veröffentlichen, sofort oder zu einem Zeitpunkt: Das Studio sagt vorher, was noch fehlt.',
    nothing: 'Sie arbeiten noch an keinem Podcast mit.',
    nothingHint: 'Wem ein Podcast gehört, kann Sie dazu einladen. Bitten Sie dort darum.',
    administrator: 'Administration',
    roles: { reader: 'Lesen', author: 'Autorenschaft', editor: 'Redaktion', owner: 'Verantwortung' },
    publicPage: 'Öffentliche Seite',
  },
  episode,
  publication,
  chapters,
  soundbites,
  when,
  upload,
}

export type StudioWords = typeof de
