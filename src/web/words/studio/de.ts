import { account, passkeyButton, secondStep } from './account/de.ts'
import { deletion } from './deletion/de.ts'
import { episode } from './episode/de.ts'
import { feedHealth } from './feed-health/de.ts'
import { imports } from './import/de.ts'
import { lines } from './lines/de.ts'
import { log } from './log/de.ts'
import { more } from './more/de.ts'
import { move } from './move/de.ts'
import { chapters, soundbites, transcripts } from './parts-de.ts'
import { people } from './people/de.ts'
import { publication, when } from './publication-de.ts'
import { settings } from './settings/de.ts'
import { show } from './show/de.ts'
import { upload } from './upload/de.ts'

/** Every word people read in the studio, in German: a group for each page, and those that all pages share. */
export const de = {
  page: {
    studio: 'Studio',
    signOut: 'Abmelden',
    toStudio: 'Zum Studio',
    strayFiles: 'Auf dieser Seite lassen sich keine Dateien ablegen. Audio nimmt die erste Seite des Studios an:',
  },
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
    signedOut:
      'Noch nicht gespeichert: Sie sind abgemeldet. Was Sie getippt haben, bleibt hier stehen. Melden Sie sich in einem neuen Fenster an, und senden Sie es dann von hier noch einmal.',
    givenBack:
      'Noch nicht gespeichert: Sie sind abgemeldet. Was Sie getippt haben, ist nicht verloren: Diese Seite hat es bei sich, ohne es zu zeigen. Melden Sie sich in einem neuen Fenster an, und senden Sie es dann von hier noch einmal.',
    somebodyElse:
      'Noch nicht gespeichert: In diesem Browser ist inzwischen jemand anderes angemeldet. Was Sie getippt haben, bleibt hier stehen. Melden Sie sich in einem neuen Fenster ab und mit Ihrem Konto wieder an, und senden Sie es dann von hier noch einmal.',
    away: 'Noch nicht gespeichert: Es gibt keine Verbindung. Was Sie getippt haben, bleibt hier stehen. Versuchen Sie es gleich noch einmal.',
    signIn: 'Anmelden (neues Fenster)',
    signedOutTitle: 'Sie sind abgemeldet',
    fileAgain: 'Wählen Sie die Datei noch einmal, sie ist nicht angekommen',
    sendAgain: 'Noch einmal senden',
  },
  list: {
    find: 'Suchen',
    nothing: 'Dazu ist nichts dabei.',
    all: 'Alle zeigen',
    pages: 'Seiten',
    previous: 'Vorige Seite',
    next: 'Nächste Seite',
    pageOf: (page: number, pages: number) => `Seite ${page} von ${pages}`,
  },
  signIn: {
    title: 'Anmelden',
    email: 'E-Mail-Adresse',
    password: 'Passwort',
    submit: 'Anmelden',
    noEmail: 'Geben Sie Ihre E-Mail-Adresse ein.',
    noPassword: 'Geben Sie Ihr Passwort ein.',
    refused: 'E-Mail-Adresse oder Passwort stimmt nicht. Prüfen Sie bitte beides.',
    wait: (minutes: number) =>
      `Zu viele Versuche sind fehlgeschlagen. Warten Sie bitte ${minutes === 1 ? 'eine Minute' : `${minutes} Minuten`}, und versuchen Sie es dann noch einmal.`,
    byProvider: (label: string) => `Anmelden mit ${label}`,
    byPassword: 'Mit Passwort',
    refusedByProvider: 'Die Anmeldung hat nicht geklappt',
    again: 'Zur Anmeldung',
    forgotten:
      'Passwort vergessen? Bitten Sie die Administration dieses Dienstes um einen Link für ein neues; wer den Server betreibt, erzeugt ihn mit',
    ownAddress: 'Ihre E-Mail-Adresse',
    done: { password: 'Ihr neues Passwort gilt. Melden Sie sich jetzt damit an.' },
    noAccount: 'Noch kein Zugang? Wer diesen Dienst in Ihrem Haus betreut, lädt Sie mit einem Link ein.',
  },
  invitation: {
    title: 'Zugang anlegen',
    first: 'Sie richten Sendeplatz ein: Mit diesem Zugang dürfen Sie alles, auch andere einladen.',
    invited: 'Sie sind eingeladen.',
    invitedBy: (name: string) => `${name} lädt Sie ein.`,
    begin: 'Legen Sie Ihren Zugang an, dann geht es los.',
    name: 'Ihr Name',
    nameHint: 'So sehen andere Sie im Studio.',
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
    noPasswords: 'Hier melden Sie sich über Ihr Haus an. Danach gehört Ihnen, wozu Sie eingeladen sind.',
    made: 'Ihr Zugang ist angelegt',
    madeFor: (email: string) => `Der Zugang für ${email} ist angelegt, mit dem Passwort, das Sie eben gewählt haben.`,
    signInLater: (minutes: number) =>
      `Aus Ihrem Netz sind zu viele Anmeldungen fehlgeschlagen. Sie können sich in ${minutes === 1 ? 'einer Minute' : `${minutes} Minuten`} anmelden.`,
    heading: 'Einladung',
    known: (email: string) =>
      `Für ${email} gibt es hier schon einen Zugang: Melden Sie sich damit an, dann können Sie die Einladung annehmen.`,
    deactivated: (email: string) =>
      `Sie sind eingeladen, aber der Zugang für ${email} ist gesperrt. Bitten Sie die Administration, ihn wieder freizugeben: Dann gilt dieser Link, solange er nicht zu alt ist.`,
    signedInAs: (name: string, email: string) => `Sie sind als ${name} (${email}) angemeldet.`,
    gives: 'Ihre Rolle danach',
    accept: 'Einladung annehmen',
    accepted: 'Die Einladung ist angenommen.',
    forOther: (email: string) =>
      `Diese Einladung ist für ${email}. Melden Sie sich zuerst ab, wenn das Ihre Adresse ist. Sonst bitten Sie um eine Einladung an die Adresse, mit der Sie angemeldet sind.`,
    forNewcomer: 'Mit diesem Link entsteht ein neuer Zugang. Melden Sie sich dafür zuerst ab.',
    toDeletedShow: 'Diesen Podcast gibt es nicht mehr',
    toDeletedShowHint:
      'Der Podcast, zu dem Sie eingeladen sind, ist gelöscht. Fragen Sie die Person, die Sie eingeladen hat: Wird er wiederhergestellt, gilt dieser Link wieder, solange er nicht zu alt ist.',
    used: 'Dieser Link gilt nicht mehr',
    usedHint:
      'Er wurde schon benutzt oder zurückgezogen, oder er ist zu alt. Haben Sie Ihren Zugang schon, dann melden Sie sich an. Sonst bitten Sie um einen neuen Link.',
  },
  newPassword: {
    title: 'Neues Passwort',
    about: (email: string) =>
      `Legen Sie ein neues Passwort für ${email} fest. Damit enden alle Anmeldungen, und Sie melden sich mit dem neuen Passwort wieder an.`,
    submit: 'Passwort speichern',
    factorStays: 'Haben Sie einen zweiten Faktor eingerichtet, bleibt er, wie er ist: Halten Sie ihn bereit.',
    usedHint:
      'Er wurde schon benutzt oder durch einen neueren ersetzt, oder er ist zu alt. Melden Sie sich an, wenn Sie Ihr Passwort kennen. Sonst bitten Sie die Administration um einen neuen Link.',
  },
  keys: {
    title: 'API-Schlüssel',
    about:
      'Mit einem Schlüssel arbeitet ein Programm für Sie, zum Beispiel eine Website oder ein Skript. Er darf nie mehr als Sie selbst, und nur das, was Sie hier ankreuzen.',
    list: 'Ihre Schlüssel',
    listOfAll: 'Alle Schlüssel auf diesem Dienst',
    none: 'Noch gibt es keinen Schlüssel.',
    make: 'Neuer Schlüssel',
    noShows: 'Ein Schlüssel ist für Podcasts da, an denen Sie mitarbeiten. Noch gibt es keinen.',
    name: 'Name',
    nameHint: 'Welches Programm benutzt ihn? So finden Sie ihn wieder.',
    badName: 'Geben Sie einen Namen ein, höchstens 255 Zeichen.',
    shows: 'Podcasts',
    everywhere: 'Alle Podcasts, auch künftige',
    noShow: 'Kreuzen Sie mindestens einen Podcast an.',
    noShowLeft: 'Keiner, der für Sie sichtbar ist',
    may: 'Er darf',
    mayHint: 'Lesen darf er immer, auch Entwürfe.',
    badVerb: 'Das dürfen Sie selbst nicht. Kreuzen Sie etwas anderes an.',
    hostVerb:
      'Podcasts anlegen und übernehmen kann nur ein Schlüssel für alle Podcasts. Kreuzen Sie diese oben an, oder hier etwas anderes.',
    read: 'Lesen',
    everything: 'Alles',
    verbs: {
      upload: 'Folgen hochladen',
      'edit draft': 'Entwürfe bearbeiten',
      'edit published episode': 'Geplante und veröffentlichte Folgen bearbeiten',
      publish: 'Veröffentlichen, planen und zurücknehmen',
      'delete episode': 'Folgen löschen',
      'edit show': 'Angaben zum Podcast ändern',
      'move show': 'Mit dem Podcast umziehen',
      'delete show': 'Den Podcast löschen',
      'manage people': 'Bestimmen, wer mitarbeitet',
      'create show': 'Podcasts anlegen (nur mit „Alle Podcasts“)',
      'import show': 'Podcasts übernehmen (nur mit „Alle Podcasts“)',
    },
    expires: 'Er gilt',
    days: { 30: '30 Tage', 90: '90 Tage', 365: 'Ein Jahr' },
    noDays: 'Wählen Sie, wie lange er gilt.',
    submit: 'Schlüssel anlegen',
    made: 'Der neue Schlüssel',
    once: 'Kopieren Sie ihn jetzt und bewahren Sie ihn wie ein Passwort auf. Er wird nie wieder angezeigt.',
    secret: 'Schlüssel',
    maker: 'Angelegt von',
    operator: 'Betrieb dieses Dienstes',
    created: 'Angelegt am',
    until: 'Gilt bis',
    endless: 'Bis er widerrufen wird',
    used: 'Zuletzt benutzt',
    never: 'Noch nie',
    revoked: 'Widerrufen',
    dead: 'gilt nicht mehr',
    revoke: 'Widerrufen …',
    revokeMeans:
      'Programme mit diesem Schlüssel können danach sofort nichts mehr. Wieder gültig wird er nicht: Sie müssten einen neuen anlegen und ihn überall eintragen, wo dieser steht.',
    revokeNow: 'Schlüssel widerrufen',
    done: { revoked: 'Der Schlüssel gilt nicht mehr.' },
  },
  home: {
    keys: 'API-Schlüssel für Programme',
    title: 'Ihre Podcasts',
    empty: 'Noch gibt es hier keinen Podcast.',
    steps: 'So kommt die erste Folge in die Welt',
    stepShow: 'Podcast anlegen: Titel, Beschreibung und ein quadratisches Titelbild.',
    stepEpisode: 'Audiodatei hochladen: Was in ihr steht, füllt die Felder der Folge schon aus.',
    stepPublish: 'Veröffentlichen, sofort oder zu einem Zeitpunkt: Das Studio sagt vorher, was noch fehlt.',
    nothing: 'Sie arbeiten noch an keinem Podcast mit.',
    nothingHint: 'Wer für einen Podcast verantwortlich ist, kann Sie dazu einladen. Bitten Sie dort darum.',
    administrator: 'Administration',
    roles: { reader: 'Lesen', author: 'Autorenschaft', editor: 'Redaktion', owner: 'Verantwortung' },
    publicPage: 'Öffentliche Seite',
    counts: ({ published, scheduled, drafts }: Record<'published' | 'scheduled' | 'drafts', number>) =>
      [
        published > 0 && `${published} veröffentlicht`,
        scheduled > 0 && `${scheduled} geplant`,
        drafts > 0 && (drafts === 1 ? '1 Entwurf' : `${drafts} Entwürfe`),
      ]
        .filter(Boolean)
        .join(', ') || 'Noch keine Folge',
    newest: 'Neueste Folge',
    upcoming: 'Kommt als Nächstes',
    states: {
      moves: 'Umzug angekündigt',
      moved: 'Umgezogen',
      complete: 'Abgeschlossen',
      hidden: 'Bei Apple verborgen',
    },
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

export type StudioWords = typeof de
