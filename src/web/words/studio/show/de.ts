/** The words of a show's page in the studio, in German. */
export const show = {
  episodes: 'Folgen',
  newEpisode: 'Neue Folge',
  publicPage: 'Öffentliche Seite',
  empty: 'In diesem Podcast gibt es noch keine Folge.',
  created: 'Ihr Podcast ist angelegt.',
  episodeDeleted: 'Die Folge ist gelöscht.',
  toDo: {
    heading: 'Was als Nächstes zu tun ist',
    done: 'erledigt',
    steps: {
      cover: 'Titelbild hochladen',
      upload: 'Die erste Folge hochladen',
      publish: 'Die erste Folge veröffentlichen',
    },
    hints: {
      cover:
        'Ein quadratisches Bild, am besten 3000 × 3000 Pixel. Ohne Titelbild nimmt kein Verzeichnis den Podcast auf.',
      upload:
        'Eine Audiodatei: Was in ihr steht, füllt die Felder der Folge schon aus. Bis Sie die Folge veröffentlichen, sieht sie nur, wer hier mitarbeitet.',
      publish: 'Auf der Seite der Folge, sofort oder zu einem Zeitpunkt. Dort steht vorher, was noch fehlt.',
    },
  },
  search: 'Folgen suchen',
  count: (total: number) => (total === 1 ? '1 Folge' : `${total.toLocaleString('de')} Folgen`),
  columns: { date: 'Datum', title: 'Titel', number: 'Nummer', length: 'Länge', status: 'Status' },
  status: {
    ...{ draft: 'Entwurf', returned: 'Zurückgegeben', waiting: 'Wartet auf Freigabe' },
    ...{ scheduled: 'Geplant', published: 'Veröffentlicht' },
  },
  deleted: 'Gelöschte Folgen',
  goneOn: 'wird endgültig gelöscht am',
  whoRestores: 'Zurückholen können sie Redaktion und Verantwortung.',
}

export type ShowWords = typeof show
