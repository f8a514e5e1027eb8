/** What is said while something can't be saved, in German. */
export const unsaved = {
  keptHere: 'Noch nicht gespeichert.',
  notYet: 'Noch nicht gespeichert. Bitte prüfen Sie:',
  away: 'Keine Verbindung. Gespeichert wird, sobald es wieder geht.',
  busy: 'Zu viele Anfragen auf einmal. Was Sie getippt haben, wird von selbst noch einmal gesendet.',
  signedOut: 'Sie sind abgemeldet. Melden Sie sich in einem neuen Fenster an, dann wird hier gespeichert.',
  somebodyElse:
    'In diesem Browser ist inzwischen jemand anderes angemeldet. Melden Sie sich in einem neuen Fenster ab und mit Ihrem Konto wieder an, dann wird hier gespeichert.',
  forbidden: 'Sie dürfen das hier nicht mehr ändern.',
  dated:
    'Die Folge ist inzwischen geplant oder veröffentlicht. Was Sie hier ändern, gilt erst, wenn Sie es selbst speichern.',
  refused: 'Das lässt sich so nicht speichern. Vielleicht ist es zu lang.',
  staysNot:
    'Dieser Browser bewahrt nichts auf: Kopieren Sie Ihren Text, bevor Sie die Seite verlassen, oder warten Sie, bis gespeichert ist.',
}
