/** The pages of the own account, in German. */
export const account = {
  title: 'Ihr Konto',
  name: 'Ihr Name',
  email: 'E-Mail-Adresse',
  emailSignsIn: 'Damit melden Sie sich an.',
  emailByOthers: 'Ändern kann sie, wer diesen Dienst in Ihrem Haus betreut.',
  emailByHerself: 'Ändern können Sie sie auf Ihrer Seite unter „Personen“.',
  saveName: 'Namen speichern',
  present: 'Ihr Passwort',
  presentHint: 'Zur Sicherheit noch einmal, damit niemand anderes das an Ihrem Gerät tut.',
  noPresent: 'Geben Sie Ihr Passwort ein.',
  wrongPresent: 'Dieses Passwort stimmt nicht.',
  done: {
    name: 'Ihr Name ist gespeichert.',
    password: 'Ihr Passwort ist geändert. Alle anderen Sitzungen sind beendet.',
    session: 'Die Sitzung ist beendet.',
    sessions: 'Alle anderen Sitzungen sind beendet.',
    codes: 'Die Codes sind ausgeschaltet.',
    passkey: 'Der Passkey ist angelegt.',
    'passkey-removed': 'Der Passkey ist entfernt.',
  },
  signingIn: {
    heading: 'Anmeldung',
    byProvider:
      'Auf diesem Dienst melden sich alle über ihr Haus an: Passwörter, Codes und Passkeys öffnen hier nichts.',
    left: 'Was davon noch da ist, können Sie entfernen.',
  },
  password: {
    heading: 'Passwort',
    link: 'Passwort ändern',
    none: 'Sie melden sich über Ihr Haus an und haben hier kein Passwort.',
    present: 'Bisheriges Passwort',
    fresh: 'Neues Passwort',
    submit: 'Passwort ändern',
    ends: 'Danach sind Sie nur noch hier angemeldet: Alle anderen Sitzungen enden.',
    same: 'Das ist Ihr bisheriges Passwort. Nehmen Sie ein anderes.',
  },
  factor: {
    heading: 'Zweiter Faktor',
    about:
      'Mit einem zweiten Faktor nützt ein gestohlenes Passwort niemandem: Sie bestätigen die Anmeldung zusätzlich mit Ihrem Gerät.',
    required:
      'Wer hier alles darf, braucht einen zweiten Faktor. Richten Sie jetzt einen ein: Codes aus einer App oder einen Passkey. Danach geht es im Studio weiter.',
    on: 'Nach dem Passwort werden Sie nach einem Code oder einem Passkey gefragt.',
    off: 'Noch keiner: Zum Anmelden genügt Ihr Passwort.',
    byProvider: 'Sie melden sich über Ihr Haus an. Wonach es dabei zusätzlich fragt, bestimmt Ihr Haus.',
  },
  codes: {
    heading: 'Codes aus einer App',
    about:
      'Eine App auf Ihrem Telefon oder Rechner zeigt alle 30 Sekunden einen neuen Code mit sechs Ziffern. Sie braucht dafür kein Netz. Viele Passwortmanager können das, ebenso Apps wie FreeOTP oder Aegis.',
    off: 'Ausgeschaltet.',
    withoutPassword: 'Sie brauchen keine: Nach einem Code wird nur gefragt, wer sich mit einem Passwort anmeldet.',
    begun: 'Begonnen: Bestätigen Sie noch mit einem Code.',
    on: 'Eingeschaltet.',
    left: (left: number) =>
      left === 0
        ? 'Alle Wiederherstellungscodes sind benutzt.'
        : left === 1
          ? 'Noch ein Wiederherstellungscode ist unbenutzt.'
          : `Noch ${left} Wiederherstellungscodes sind unbenutzt.`,
    few: 'Machen Sie bald neue, damit Sie auch ohne Ihr Gerät hineinkommen.',
    setUp: 'Codes einrichten',
    goOn: 'Einrichten fortsetzen',
    manage: 'Codes verwalten',
    begin: 'Einrichten',
    scan: '1. In der App hinzufügen',
    scanHint: 'Fotografieren Sie das Bild mit der App.',
    qr: 'QR-Code für die App',
    here: 'Oder, wenn die App auf diesem Gerät ist: in der App öffnen',
    key: 'Oder tippen Sie diesen Schlüssel ab',
    confirm: '2. Mit einem Code bestätigen',
    code: 'Code aus der App',
    codeHint: 'Sechs Ziffern.',
    confirmSubmit: 'Einschalten',
    wrong: 'Dieser Code stimmt nicht, oder er wurde schon benutzt. Nehmen Sie den, den die App gerade zeigt.',
    clock: 'Stimmt er nie, dann geht die Uhr Ihres Geräts falsch.',
    renew: 'Neue Wiederherstellungscodes',
    renewHint: 'Die bisherigen gelten dann nicht mehr.',
    renewSubmit: 'Neue Codes machen',
    end: 'Codes ausschalten',
    endHint: 'Der Eintrag in Ihrer App und die Wiederherstellungscodes sind dann wertlos.',
    endSubmit: 'Ausschalten',
  },
  recovery: {
    none: 'Mit Wiederherstellungscodes kommen Sie auch dann hinein, wenn Ihre Passkeys nicht da sind.',
    make: 'Wiederherstellungs\u00adcodes machen',
    heading: 'Ihre Wiederherstellungs\u00adcodes',
    switchedOn: 'Die Codes sind eingeschaltet.',
    renewed: 'Das sind Ihre neuen Codes. Die bisherigen gelten nicht mehr.',
    about:
      'Mit einem davon kommen Sie hinein, wenn Ihr Gerät nicht da ist. Jeder gilt einmal. Bewahren Sie sie getrennt vom Passwort auf, zum Beispiel ausgedruckt. Sie werden nur jetzt angezeigt.',
    all: 'Alle Codes',
    download: 'Als Textdatei speichern',
    file: 'wiederherstellungscodes.txt',
    print: 'Drucken',
    of: (host: string, email: string) => `Wiederherstellungscodes für ${host}, ${email}. Jeder gilt einmal.`,
    goOn: 'Ich habe sie aufbewahrt',
    lastUsed:
      'Sie sind angemeldet. Das war Ihr letzter Wiederherstellungscode: Ohne neue kommen Sie ohne Ihr Gerät nicht mehr hinein.',
    later: 'Jetzt keine neuen, weiter ins Studio',
  },
  passkeys: {
    heading: 'Passkeys',
    about:
      'Ein Passkey liegt in Ihrem Gerät, in einem Passwortmanager oder auf einem Sicherheitsschlüssel. Sie melden sich mit Finger, Gesicht oder PIN an, ganz ohne Passwort. Er zählt als zweiter Faktor.',
    none: 'Noch keiner.',
    unnamed: 'Passkey',
    since: 'Angelegt am',
    add: 'Passkey anlegen',
    name: 'Name',
    nameHint: 'Wo liegt er? Zum Beispiel „Diensthandy“. So finden Sie ihn wieder.',
    badName: 'Geben Sie einen Namen ein, höchstens 255 Zeichen.',
    next: 'Weiter',
    make: 'Jetzt fragt Ihr Browser, wo der Passkey liegen soll.',
    refused: 'Der Passkey konnte nicht angelegt werden. Versuchen Sie es noch einmal.',
    remove: 'Entfernen',
    removeTitle: (name: string) => `Passkey entfernen: ${name}`,
    removeHint: 'Dann können Sie sich mit ihm nicht mehr anmelden. Löschen Sie ihn danach auch auf dem Gerät.',
    removeSubmit: 'Passkey entfernen',
    alone:
      'Legen Sie einen zweiten an, richten Sie Codes ein oder machen Sie Wiederherstellungscodes, damit Sie nicht ausgesperrt sind, wenn dieser verloren geht.',
  },
  sessions: {
    heading: 'Wo Sie angemeldet sind',
    here: 'diese Sitzung',
    begun: 'Angemeldet',
    seen: 'Zuletzt gesehen',
    end: 'Beenden',
    endOthers: 'Alle anderen beenden',
    unknown: 'Unbekannter Browser',
    on: (browser: string, system: string) => `${browser} unter ${system}`,
  },
  keys: 'API-Schlüssel für Programme',
}

/** What signing in asks for after the password, in German. */
export const secondStep = {
  title: 'Anmeldung bestätigen',
  about: 'Ihr Passwort stimmt. Bestätigen Sie noch, dass Sie es sind.',
  code: 'Code aus Ihrer App',
  codeHint: 'Die sechs Ziffern, die sie gerade zeigt.',
  submit: 'Anmelden',
  noCode: 'Geben Sie den Code ein.',
  wrong: 'Dieser Code stimmt nicht, oder er wurde schon benutzt. Nehmen Sie den, den die App gerade zeigt.',
  recovery: 'Ihr Gerät ist nicht da?',
  recoveryCode: 'Wiederherstellungscode',
  recoveryHint: 'Einer der zehn, die Sie beim Einrichten bekommen haben. Er gilt danach nicht mehr.',
  wrongRecovery: 'Dieser Wiederherstellungscode stimmt nicht, oder er wurde schon benutzt.',
  lostDevice: 'Haben Sie Ihr Gerät nicht mehr, dann kann Ihnen helfen, wer diesen Dienst in Ihrem Haus betreut.',
  lost: 'Haben Sie auch das nicht mehr, dann kann Ihnen helfen, wer diesen Dienst in Ihrem Haus betreut.',
  over: 'Das hat zu lange gedauert, es waren zu viele falsche Codes, oder Ihr Passwort oder Ihr zweiter Faktor wurde inzwischen geändert. Melden Sie sich bitte noch einmal an.',
}

/** What the button of a passkey says, in German. */
export const passkeyButton = {
  signIn: 'Mit Passkey anmelden',
  create: 'Passkey anlegen',
  noScript: 'Passkeys brauchen JavaScript. Es ist in diesem Browser ausgeschaltet.',
  unsupported: 'Dieser Browser kann keine Passkeys, oder diese Seite ist nicht mit https geöffnet.',
  cancelled: 'Abgebrochen. Versuchen Sie es noch einmal, wenn Sie so weit sind.',
  known: 'Auf diesem Gerät liegt schon ein Passkey für Ihr Konto.',
  failed: 'Das hat nicht geklappt. Versuchen Sie es noch einmal.',
  refused:
    'Mit diesem Passkey ist die Anmeldung nicht gelungen. Versuchen Sie es noch einmal, oder nehmen Sie Ihr Passwort.',
  or: 'oder',
}
