/** The words of the pages on which a podcast is deleted and brought back, in German. */
export const deletion = {
  what: (published: number, others: number) =>
    `Das betrifft ${published === 1 ? 'eine veröffentlichte Folge' : `${published} veröffentlichte Folgen`}${others > 0 ? ` und ${others === 1 ? 'eine weitere' : `${others} weitere`} (Entwürfe und geplante)` : ''}.`,
  means: 'Was Löschen bedeutet',
  atOnce: [
    'Sofort sind die Seiten des Podcasts, alle Folgen, ihr Audio, ihre Transkripte und die eingebetteten Player nicht mehr zu erreichen.',
    'Apps bekommen statt des Feeds die Antwort „nicht gefunden“ (404). Abonnements bleiben in den Apps bestehen, zeigen aber nichts Neues. Was Hörerinnen und Hörer schon geladen haben, behalten sie.',
  ],
  grace: (days: number, last: string) =>
    `Bis ${last} (${days === 1 ? 'ein Tag' : `${days} Tage`}) können Sie alles zurückholen, wie es war. Der Podcast steht so lange auf der ersten Seite des Studios.`,
  noGrace: 'Zurückholen lässt sich danach nichts: Auf diesem Dienst ist Löschen sofort endgültig.',
  final: [
    'Danach werden Texte, Bilder, Audio und Transkripte endgültig gelöscht. Feed und Seiten antworten dann „gelöscht“ (410), und Apps beenden das Abonnement.',
    'Die Adresse bleibt für immer vergeben: Niemand erbt Ihre Abonnements.',
  ],
  moved: 'Der Feed führt weiter zum neuen Ort, auch danach: Wer Ihnen dorthin folgen will, geht nicht verloren.',
  instead: 'Es gibt mildere Wege:',
  complete: 'Es kommen keine neuen Folgen mehr, die alten sollen bleiben: „Abgeschlossen“ in den Einstellungen',
  move: 'Der Podcast geht zu einem anderen Anbieter: Umziehen',
  title: (title: string) => `Schreiben Sie zur Bestätigung den Titel: ${title}`,
  wrongTitle: (title: string) => `Das ist nicht der Titel dieses Podcasts. Schreiben Sie: ${title}`,
  submit: 'Podcast löschen',
  done: 'Der Podcast ist gelöscht.',
  deleted: 'Dieser Podcast ist gelöscht',
  until: (moment: string) => `Noch lässt er sich zurückholen. Endgültig gelöscht wird er am ${moment}.`,
  restore: 'Zurückholen',
  restored: 'Der Podcast ist wieder da, wie er war.',
  list: 'Gelöschte Podcasts',
  listHint: 'Nichts davon ist zu erreichen. Bis zu diesem Tag lassen sie sich zurückholen.',
  goneOn: 'wird endgültig gelöscht am',
  whoRestores: 'Zurückholen kann ihn, wer für ihn verantwortlich ist.',
  seePage:
    'Deshalb gibt es diese Seite gerade nicht, und hier lässt sich nichts speichern. Noch ist nichts endgültig gelöscht.',
  toPage: 'Wer es bis wann zurückholen kann',
}

export type DeletionWords = typeof deletion
