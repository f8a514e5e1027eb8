/** The words of the page on which a podcast moves away, in German. */
export const move = {
  here: 'Der Feed liegt hier.',
  announced: (moment: string) => `Der Umzug ist angekündigt. Ab ${moment} führt der Feed hierhin:`,
  moved: (moment: string) => `Der Feed ist umgezogen. Seit ${moment} führt er hierhin:`,
  named: 'Apps nennt der Feed die neue Adresse schon jetzt.',
  way: 'Zum Umzug',
  done: { saved: 'Der Umzug ist gespeichert.', back: 'Der Umzug ist zurückgenommen.' },
  takeBack: 'Umzug zurücknehmen',
  takeBackMeans:
    'Danach liegt der Feed sofort wieder hier. Apps, die dem Umzug schon gefolgt sind, bleiben beim neuen Anbieter.',
  unlock: {
    heading: 'Zuerst: den Feed freigeben',
    about: (field: string) =>
      `In den Einstellungen steht „${field}“ auf „Ja“. Ein neuer Anbieter, der sich daran hält, übernimmt den Feed so nicht. Stellen Sie es vor dem Umzug auf „Nein“.`,
    link: 'Zu diesem Feld in den Einstellungen',
  },
  means: 'Was ein Umzug bedeutet',
  meanings: [
    'Der Feed nennt Apps sofort die neue Adresse. Ab dem Zeitpunkt, den Sie wählen, führt die alte Adresse dorthin.',
    'Wer den Podcast abonniert hat, behält ihn und muss nichts tun.',
    'Neue Folgen veröffentlichen Sie dann beim neuen Anbieter. Neue Folgen von hier lesen Apps nicht mehr.',
    'Die Seiten und Audiodateien hier bleiben, bis Sie den Podcast löschen. Lassen Sie den Umzug mindestens sechs Monate stehen, bevor Sie das tun: Manche Apps fragen selten nach.',
  ],
  to: 'Neue Adresse des Feeds',
  toHint: 'Die ganze Adresse beim neuen Anbieter, zum Beispiel https://podcast.example/feed.xml.',
  when: 'Ab wann die alte Adresse dorthin führt',
  whenHint: 'Beides leer: sofort.',
  scheduled:
    'Diese Folgen sind noch geplant. Sie erscheinen auf den Seiten hier, aber Apps, die dem Umzug folgen, lesen sie nicht mehr. Veröffentlichen Sie sie beim neuen Anbieter, oder ziehen Sie erst nach dem letzten Termin um.',
  move: 'Umziehen',
  sure: {
    heading: 'Jetzt mit dem Feed umziehen?',
    means: 'Ab sofort leitet der Feed dauerhaft an diese Adresse um:',
    kept: 'Apps merken sich das. Ein Tippfehler kostet Sie Abonnements, auch wenn Sie den Umzug wieder zurücknehmen.',
    yes: 'Ja, sofort umziehen',
    no: 'Nicht umziehen',
  },
  change: 'Umzug ändern',
}

export type MoveWords = typeof move
