/** The words of a show's page in the studio, in German. */
export const show = {
  episodes: 'Folgen',
  ways: 'Was Sie mit diesem Podcast tun können',
  way: { upload: 'Folge hochladen', settings: 'Einstellungen', feed: 'Feed prüfen', move: 'Umziehen' },
  publicPage: 'Öffentliche Seite',
  empty: 'In diesem Podcast gibt es noch keine Folge.',
  first: 'Die erste Folge',
  firstHint:
    'Laden Sie eine Audiodatei hoch. Was in ihr steht, füllt die Felder der Folge schon aus. Bis Sie sie veröffentlichen, sieht sie nur, wer hier mitarbeitet.',
  search: 'Folgen suchen',
  find: 'Suchen',
  count: (total: number) => (total === 1 ? '1 Folge' : `${total.toLocaleString('de')} Folgen`),
  columns: { date: 'Datum', title: 'Titel', number: 'Nummer', length: 'Länge', status: 'Status' },
  status: { draft: 'Entwurf', scheduled: 'Geplant', published: 'Veröffentlicht' },
  pages: 'Seiten',
  previous: 'Vorige Seite',
  next: 'Nächste Seite',
  pageOf: (page: number, pages: number) => `Seite ${page} von ${pages}`,
  deleted: 'Gelöschte Folgen',
  goneOn: 'wird endgültig gelöscht am',
  restore: 'Zurückholen',
}

export type ShowWords = typeof show
