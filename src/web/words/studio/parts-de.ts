/** The parts of an episode that have times, in German. */
export const chapters = {
  heading: 'Kapitel',
  none: 'Diese Folge hat keine Kapitel.',
  paste: 'Kapitelliste einfügen',
  list: 'Kapitelliste',
  listHint:
    'Ein Kapitel je Zeile, zum Beispiel „00:03:20 Begrüßung“. Auch Kapitel als JSON oder Podlove-XML gehen. Was bisher da ist, wird ersetzt.',
  take: 'Liste übernehmen',
  both: 'In den Zeilen darunter haben Sie auch etwas geändert. „Liste übernehmen“ ersetzt sie durch diese Liste. Um die Zeilen zu speichern, leeren Sie dieses Feld.',
  beyond: (count: number) =>
    count === 1
      ? 'Ein Kapitel liegt hinter dem Ende des Audios. Veröffentlicht wird es so nicht. Verschieben oder entfernen Sie es, bevor Sie die Kapitel speichern.'
      : `${count} Kapitel liegen hinter dem Ende des Audios. Veröffentlicht werden sie so nicht. Verschieben oder entfernen Sie sie, bevor Sie die Kapitel speichern.`,
  chapter: (at: number) => `Kapitel ${at}`,
  line: (at: number) => `Zeile ${at}`,
  furtherErrors: (count: number) =>
    count === 1 ? 'Dazu kommt ein weiterer Fehler.' : `Dazu kommen ${count} weitere Fehler.`,
  start: 'Beginn',
  title: 'Titel des Kapitels',
  url: 'Link',
  image: 'Adresse eines Bildes',
  more: 'Link und Bild',
  hidden: 'Nicht auflisten',
  remove: 'Entfernen',
  save: 'Kapitel speichern',
  script: {
    player: 'Audio der Folge, um Kapitel zu setzen',
    mark: 'Kapitel hier beginnen',
    markHint:
      '„Kapitel hier beginnen“ geht beim Hören auch mit der Taste M, wenn Sie zuletzt hier bei den Kapiteln etwas bedient haben, in einem Textfeld mit Strg + Eingabe. Im Feld „Beginn“ verschieben die Pfeiltasten auf und ab um eine Sekunde, mit Umschalt um zehn. Auf der Linie lassen sich die Marken ziehen.',
    marked: '{name} beginnt bei {time}.',
    there: '{name} beginnt hier schon.',
    add: 'Kapitel hinzufügen',
    chapter: 'Kapitel {n}',
    listen: 'Ab hier anhören',
    earlier: 'Eine Sekunde früher',
    later: 'Eine Sekunde später',
    here: 'An die gehörte Stelle',
    remove: 'Entfernen',
    removed: '{name} ist entfernt.',
    undo: 'Rückgängig machen',
    untitled: 'Noch nicht gespeichert: Ein Kapitel hat noch keinen Titel.',
  },
  changed: (isOwn: boolean) =>
    `${isOwn ? 'Sie selbst haben die Kapitel inzwischen in einem anderen Fenster geändert.' : 'Jemand anderes hat die Kapitel inzwischen geändert.'} Wählen Sie, welche Fassung gelten soll.`,
}

export const soundbites = {
  heading: 'Hörproben',
  none: 'Diese Folge hat keine Hörproben.',
  hint: 'Kurze Ausschnitte, mit denen Apps für die Folge werben. Jede braucht Beginn und Dauer. Zum Löschen leeren Sie die Felder.',
  bite: (at: number) => `Hörprobe ${at}`,
  start: 'Beginn der Hörprobe',
  duration: 'Dauer in Sekunden',
  title: 'Titel der Hörprobe',
  add: 'Weitere Hörprobe',
  hints: { start: 'Zum Beispiel 00:01:30.', duration: 'Empfohlen sind 15 bis 120, zum Beispiel 60.' },
  script: {
    hear: 'Hörprobe anhören',
    stop: 'Anhalten',
    badStart: 'Geben Sie den Beginn als Zeit an, zum Beispiel 00:01:30.',
    badDuration: 'Geben Sie die Dauer in Sekunden an, zum Beispiel 60.',
    beyond: 'Das Audio endet bei {end}, die Hörprobe muss davor beginnen.',
  },
  save: 'Hörproben speichern',
}

export const transcripts = {
  heading: 'Transkript',
  none: 'Noch gibt es kein Transkript. Das Gesetz verlangt eines, und auch die Suche findet damit, was gesagt wird.',
  states: {
    machine: 'Maschinell erstellt, noch nicht geprüft',
    corrected: 'Von einem Menschen berichtigt',
    approved: 'Geprüft und freigegeben',
  },
  mark: {
    machine: 'Als ungeprüft kennzeichnen',
    corrected: 'Als berichtigt kennzeichnen',
    approved: 'Freigeben',
  },
  read: (language: string) => `Lesen: ${language}`,
  remove: (language: string) => `Entfernen: ${language}`,
  removeHint:
    'Danach ist das Transkript auf der Seite und in Apps nicht mehr da. Im Verlauf der Folge können Sie es zurückholen.',
  removeIt: 'Transkript entfernen',
  add: 'Transkript hochladen',
  addHint: 'Eines je Sprache. Was in dieser Sprache da ist, wird ersetzt.',
  language: 'Sprache des Transkripts',
  languageHint: 'Zum Beispiel de, en oder de-AT.',
  state: 'Stand',
  file: 'Datei',
  fileHint: 'WebVTT, SRT, JSON, HTML oder reiner Text.',
  save: 'Transkript übernehmen',
}
