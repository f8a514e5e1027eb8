/** The words of the page on which a feed is checked, in German. */
export const feedHealth = {
  health: 'Was Verzeichnisse prüfen',
  healthy: 'Nichts steht im Weg: Verzeichnisse können diesen Podcast aufnehmen.',
  blocked: 'Das steht im Weg, auch der Veröffentlichung jeder Folge:',
  advice: 'Das macht ihn besser',
  feed: 'Der Feed',
  address: 'Adresse für Verzeichnisse und Apps',
  changed: 'Zuletzt geändert',
  episodes: 'Folgen darin',
  size: 'Größe',
  xml: 'Der Feed, wie Apps ihn lesen (XML)',
  beginning: 'Der Feed ist lang. Hier steht sein Anfang.',
  none: 'Der Feed wird noch gemacht. Laden Sie die Seite in einer Minute neu.',
  moved: 'Dieser Podcast ist umgezogen. Sein Feed liegt jetzt hier:',
  met: (met: number, all: number) => `${met} von ${all} Regeln sind erfüllt`,
  read: {
    heading: 'Was Apps darin finden',
    hint: 'Gelesen aus dem Feed selbst, so wie er gerade ausgeliefert wird.',
    missing: 'steht nicht darin',
    facts: {
      ...{ title: 'Titel', author: 'Herausgeber', description: 'Beschreibung', language: 'Sprache' },
      ...{ categories: 'Kategorien', cover: 'Titelbild', explicit: 'Nur für Erwachsene', type: 'Reihenfolge' },
      ...{ owner: 'Wem er gehört', copyright: 'Rechte', link: 'Webseite', guid: 'podcast:guid' },
      locked: 'Gegen Umzug gesperrt',
    },
    episodes: (count: number) => (count === 1 ? 'Die neueste Folge darin' : `Die ${count} neuesten Folgen darin`),
    columns: { title: 'Titel', date: 'Datum', length: 'Länge', audio: 'Audio', also: 'Außerdem' },
    also: { transcript: 'Transkript', chapters: 'Kapitel', persons: 'Personen' },
  },
}

export type FeedHealthWords = typeof feedHealth
