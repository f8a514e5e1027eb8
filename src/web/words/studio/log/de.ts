import type { LogWords, Said } from './said.ts'

/** What is said of a failure: nothing where it went well. */
const ending = ({ result }: Said) =>
  result === 'locked' ? ' Für dieses Konto ist die Anmeldung jetzt eine Weile gesperrt.' : ''

/** The words of the log, in German. */
export const log: LogWords = {
  title: 'Protokoll',
  titleOf: (show) => `Protokoll: ${show}`,
  link: 'Protokoll: wer was wann getan hat',
  about: (days) =>
    `Wer sich angemeldet und wer was geändert hat, das Neueste zuerst. Niemand kann Einträge ändern. Nach ${days} Tagen werden sie gelöscht. Netzadressen stehen hier nicht.`,
  filter: 'Einträge auswählen',
  kind: 'Worum es geht',
  allKinds: 'Alles',
  areas: {
    'sign-in': 'Anmeldungen',
    account: 'Eigene Konten',
    keys: 'API-Schlüssel',
    people: 'Personen und Rollen',
    shows: 'Podcasts',
    episodes: 'Folgen',
  },
  show: 'Podcast',
  allShows: 'Alle',
  person: 'Name',
  personHint: 'Wer es getan hat, oder an wem oder woran es geschah.',
  apply: 'Anzeigen',
  none: 'Dazu gibt es keinen Eintrag.',
  all: 'Alles zeigen',
  entries: 'Einträge',
  older: 'Ältere Einträge',
  newest: 'Zu den neuesten',
  who: {
    program: (name) => `Der API-Schlüssel „${name}“`,
    operator: 'Die Befehlszeile',
    provider: 'Der Anmeldedienst des Hauses',
    host: 'Dieser Dienst',
    nobody: 'Jemand ohne Anmeldung',
  },
  quoted: (name) => `„${name}“`,
  ways: {
    password: 'mit Passwort',
    code: 'mit einem Code',
    'recovery-code': 'mit einem Wiederherstellungscode',
    passkey: 'mit einem Passkey',
    provider: 'über den Anmeldedienst des Hauses',
  },
  sentences: {
    'signing-in': (said) => {
      if (said.result === 'done') return `${said.who} hat sich angemeldet, ${said.way}.`
      const whose = said.name ? `als ${said.name}` : 'mit einem Konto, das es nicht gibt'
      return `Eine Anmeldung ${whose} ist fehlgeschlagen, ${said.way}.${ending(said)}`
    },
    renamed: ({ from, name }) => `${from} heißt jetzt ${name}.`,
    'email-changed': ({ who, name, isOwn }) =>
      isOwn ? `${name} hat die eigene E-Mail-Adresse geändert.` : `${who} hat die E-Mail-Adresse von ${name} geändert.`,
    'password-asked': (said) => `${said.who} wurde nach dem Passwort gefragt; es war falsch.${ending(said)}`,
    'password-changed': ({ who }) => `${who} hat das eigene Passwort geändert.`,
    'password-link-made': ({ who, name }) => `${who} hat für ${name} einen Link für ein neues Passwort erzeugt.`,
    'password-set-by-link': ({ name }) => `Über einen Link wurde für ${name} ein neues Passwort festgelegt.`,
    'codes-switched-on': ({ who }) => `${who} hat Codes als zweiten Faktor eingeschaltet.`,
    'codes-switched-off': ({ who }) => `${who} hat Codes als zweiten Faktor ausgeschaltet.`,
    'recovery-codes-made': ({ who }) => `${who} hat neue Wiederherstellungscodes erzeugt.`,
    'passkey-added': ({ who }) => `${who} hat einen Passkey angelegt.`,
    'passkey-removed': ({ who }) => `${who} hat einen Passkey entfernt.`,
    'second-factor-taken': ({ who, name }) => `${who} hat den zweiten Faktor von ${name} entfernt.`,
    unlocked: ({ who, name }) => `${who} hat die Sperre nach Fehlversuchen aufgehoben: ${name || 'unbekanntes Konto'}.`,
    'key-made': ({ who, what }) => `${who} hat den API-Schlüssel ${what} erzeugt.`,
    'key-revoked': ({ who, what }) => `${who} hat den API-Schlüssel ${what} widerrufen.`,
    invited: ({ who, name }) =>
      name ? `${who} hat ${name} eingeladen.` : `${who} hat den Link für die erste Administration ausgegeben.`,
    'invitation-withdrawn': ({ who, name }) => `${who} hat die Einladung für ${name} zurückgezogen.`,
    'account-made': ({ name }) => `${name} hat einen Zugang angelegt.`,
    'administrator-made': ({ who, name, isOwn }) =>
      isOwn
        ? `${name} ist durch die Einladung Administration geworden.`
        : `${who} hat ${name} zur Administration gemacht.`,
    'administrator-unmade': ({ who, name }) => `${who} hat ${name} die Administration entzogen.`,
    deactivated: ({ who, name }) => `${who} hat den Zugang von ${name} gesperrt.`,
    reactivated: ({ who, name }) => `${who} hat den Zugang von ${name} freigegeben.`,
    'role-given': ({ who, name, role, before, isOwn }) => {
      if (before) return `${who} hat die Rolle von ${name} geändert: von ${before} zu ${role}.`
      return isOwn
        ? `${name} arbeitet durch die Einladung mit: ${role}.`
        : `${who} hat ${name} eine Rolle gegeben: ${role}.`
    },
    'role-taken': ({ who, name, role }) => `${who} hat ${name} die Rolle genommen: ${role}.`,
    'show-made': ({ who, what }) => `${who} hat den Podcast ${what} angelegt.`,
    'show-changed': ({ who, what }) => `${who} hat den Podcast ${what} geändert.`,
    'show-cover-changed': ({ who, what }) => `${who} hat das Titelbild von ${what} geändert.`,
    'show-address-changed': ({ who, what }) => `${who} hat die Adresse des Podcasts ${what} geändert.`,
    'feed-moved': ({ who, what }) => `${who} hat den Feed von ${what} umgezogen.`,
    'feed-move-taken-back': ({ who, what }) => `${who} hat den Umzug des Feeds von ${what} zurückgenommen.`,
    'show-deleted': ({ who, what }) => `${who} hat den Podcast ${what} gelöscht.`,
    'show-restored': ({ who, what }) => `${who} hat den Podcast ${what} wiederhergestellt.`,
    'import-asked-for': ({ who, name }) => `${who} hat einen Podcast hierher umziehen lassen: ${name}`,
    'import-ended': ({ name, result }) =>
      result === 'done' ? `Ein Podcast ist hierher umgezogen: ${name}` : `Ein Umzug hierher ist gescheitert: ${name}`,
    published: ({ who, what }) => `${who} hat die Folge ${what} veröffentlicht.`,
    scheduled: ({ who, what }) => `${who} hat einen Termin für die Folge ${what} gesetzt.`,
    unpublished: ({ who, what }) => `${who} hat die Folge ${what} zurückgenommen.`,
    'audio-replaced': ({ who, what }) => `${who} hat das Audio der Folge ${what} ersetzt.`,
    'episode-address-changed': ({ who, what }) => `${who} hat die Adresse der Folge ${what} geändert.`,
    'episode-deleted': ({ who, what }) => `${who} hat die Folge ${what} gelöscht.`,
    'episode-restored': ({ who, what }) => `${who} hat die Folge ${what} wiederhergestellt.`,
    'preview-link-made': ({ who, what }) => `${who} hat einen Vorschau-Link für die Folge ${what} erzeugt.`,
    'preview-link-revoked': ({ who, what }) => `${who} hat einen Vorschau-Link für die Folge ${what} widerrufen.`,
  },
  details: {
    setAside: (rule, reason) => `Regel „${rule}“ ausgesetzt, Begründung: ${reason}`,
    fields: (names) => `Geändert: ${names.join(', ')}`,
    address: (from, to) => `Von „${from}“ zu „${to}“`,
    to: (address) => `Nach ${address}`,
    at: (moment) => `Termin: ${moment}`,
    until: (moment) => `Gilt bis ${moment}`,
    gives: (names) => `Rolle: ${names.join(', ')}`,
    verbs: (names) => `Darf: ${names.join(', ')}`,
    everything: 'Darf alles',
    counts: (imported, unchanged, failed) =>
      `${imported} ${imported === 1 ? 'Folge' : 'Folgen'} übernommen, ${unchanged} ${unchanged === 1 ? 'war' : 'waren'} schon da, ${failed} ${failed === 1 ? 'ging' : 'gingen'} nicht`,
    reason: (why) => `Grund: ${why}`,
  },
  reasons: {
    'email-of-another': 'Das Konto mit dieser E-Mail-Adresse gehört beim Anmeldedienst jemand anderem.',
    deactivated: 'Der Zugang ist gesperrt.',
    'email-unverified': 'Der Anmeldedienst bestätigt nicht, dass die E-Mail-Adresse dieser Person gehört.',
    'no-access': 'Es ist nichts für diese Person freigegeben.',
  },
  fields: {
    ...{ title: 'Titel', description: 'Beschreibung', language: 'Sprache', categories: 'Kategorien' },
    ...{ author: 'Herausgeber', ownerName: 'Verantwortlich', ownerEmail: 'Funktionspostfach' },
    ...{ explicit: 'Nur für Erwachsene', type: 'Art', copyright: 'Rechteinhaber', website: 'Website' },
    ...{ block: 'Bei Apple verborgen', complete: 'Abgeschlossen', locked: 'Gegen Umzug geschützt', medium: 'Medium' },
    ...{ timeZone: 'Zeitzone', seasons: 'Staffeln', persons: 'Mitwirkende', locations: 'Orte', license: 'Lizenz' },
    ...{ funding: 'Unterstützung', updateFrequency: 'Rhythmus', txt: 'Texte für Verzeichnisse' },
    ...{ podroll: 'Empfehlungen', publisher: 'Feed des Herausgebers', socialInteract: 'Beiträge in Netzwerken' },
    artworkAlt: 'Beschreibung des Titelbilds',
  },
}
