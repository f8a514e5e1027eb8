/** The words of the episode page, in German. */
export const episode = {
  status: { draft: 'Entwurf', scheduled: 'Geplant für', published: 'Veröffentlicht' },
  publicPage: 'Öffentliche Seite',
  readOnly: 'Sie können diese Folge ansehen, aber nicht ändern.',
  parts: 'Teile dieser Seite',
  saved: 'Gespeichert.',
  texts: {
    heading: 'Titel und Texte',
    title: 'Titel',
    shortTitle: 'Kurzer Titel',
    description: 'Beschreibung',
    notes: 'Shownotes',
    hints: {
      title: 'Worum es geht, in wenigen Worten. Die Nummer zeigen Apps von selbst.',
      shortTitle: 'Für Apps, die Nummer und Staffel daneben stellen. Ohne ihn nehmen sie den Titel.',
      description: 'Zwei, drei Sätze für Listen und die Suche.',
      notes: 'Alles, was zur Folge gehört: Links, Quellen, Ansprechstellen.',
    },
    save: 'Texte speichern',
  },
  facts: {
    heading: 'Angaben',
    number: 'Nummer',
    season: 'Staffel',
    type: 'Art der Folge',
    types: { full: 'Ganze Folge', trailer: 'Trailer', bonus: 'Bonus' },
    author: 'Wer spricht oder veröffentlicht',
    language: 'Sprache',
    explicit: 'Nur für Erwachsene',
    explicitAnswers: { '': 'Wie der Podcast', false: 'Nein', true: 'Ja' },
    recordedOn: 'Aufgenommen am',
    slug: 'Adresse der Seite',
    hints: {
      number: 'Zum Beispiel 12. In Podcasts mit Reihenfolge hat jede ganze Folge eine.',
      season: 'Zum Beispiel 2.',
      type: undefined,
      author: 'Ohne Angabe gilt die des Podcasts.',
      language: 'Als Kürzel: de, en, de-DE. Ohne Angabe gilt die des Podcasts.',
      explicit: undefined,
      recordedOn: 'Tag, Monat oder Jahr: 2026-10-25, 2026-10 oder 2026.',
      slug: 'Der letzte Teil der Adresse. Die bisherige führt weiter hierher.',
    },
    save: 'Angaben speichern',
  },
}

export type EpisodeWords = typeof episode
