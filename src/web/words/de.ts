/** Every word people read on the pages, in German. */
export const de = {
  toContent: 'Zum Inhalt',
  toNavigation: 'Zur Navigation',
  navigation: 'Hauptnavigation',
  allShows: 'Alle Podcasts',
  shows: 'Podcasts',
  noShows: 'Hier gibt es noch keinen Podcast.',
  noShowsHint:
    'Wer diesen Dienst betreibt, legt den ersten über die Schnittstelle an. Wie das geht, steht in der Anleitung.',
  episodes: 'Folgen',
  noEpisodes: 'Noch ist keine Folge erschienen.',
  noEpisodesHint: 'Abonnieren Sie schon jetzt den Feed, dann erfahren Sie von der ersten Folge.',
  feed: 'Feed für Podcast-Apps (RSS)',
  by: 'Von',
  publishedOn: 'Erschienen am',
  season: 'Staffel',
  episode: 'Folge',
  chapters: 'Kapitel',
  audioOf: 'Audio der Folge',
  transcript: 'Transkript',
  transcriptStates: {
    machine: 'Maschinell erstellt, noch nicht geprüft.',
    corrected: 'Von einem Menschen durchgesehen und berichtigt.',
    approved: 'Geprüft und freigegeben.',
  },
  transcriptFiles: 'Transkript herunterladen als',
  download: 'Audiodatei herunterladen',
  minutes: 'Min.',
  hours: 'Std.',
  older: 'Ältere Folgen',
  notFound: 'Diese Seite gibt es nicht',
  notFoundHint: 'Vielleicht hat sich die Adresse geändert, oder der Link ist unvollständig.',
  gone: 'Diese Seite gibt es nicht mehr',
  goneHint:
    'Der Podcast oder die Folge wurde gelöscht, und das lässt sich nicht rückgängig machen. Vielleicht finden Sie unter den anderen Podcasts, was Sie suchen.',
  unavailable: 'Das ist gerade nicht erreichbar',
  unavailableHint: 'Bitte versuchen Sie es in einer Minute noch einmal.',
  failed: 'Das hat nicht geklappt',
  failedHint: 'Bitte versuchen Sie es noch einmal. Bleibt es dabei, nennen Sie uns bitte diese Meldung:',
}

export type Words = typeof de
