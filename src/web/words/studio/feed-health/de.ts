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
  kilobytes: (count: number) => `${count.toLocaleString('de')} kB`,
  xml: 'Der Feed, wie Apps ihn lesen (XML)',
  beginning: 'Der Feed ist lang. Hier steht sein Anfang.',
  none: 'Der Feed wird noch gemacht. Laden Sie die Seite in einer Minute neu.',
  moved: 'Dieser Podcast ist umgezogen. Sein Feed liegt jetzt hier:',
}

export type FeedHealthWords = typeof feedHealth
