/** What verbs say of lists, files and the state of things, in German: by the sentence itself. */
export const FURTHER_SENTENCES: Readonly<Record<string, string>> = {
  'This episode is scheduled, and something that publishing needs would be missing on its date, such as the transcript. Make it a draft again first; when you schedule it anew, you can give a reason.':
    'Diese Folge ist geplant, und an ihrem Termin würde etwas fehlen, das zur Veröffentlichung nötig ist, etwa das Transkript. Machen Sie sie erst wieder zum Entwurf; wenn Sie sie neu planen, können Sie einen Grund nennen.',
  // Who may come in
  'Somebody with this e-mail address may sign in already.': 'Mit dieser E-Mail-Adresse gibt es schon einen Zugang.',
  'This e-mail address belongs to an account that is deactivated. Give that account another address first, or let it in again.':
    'Diese E-Mail-Adresse gehört zu einem gesperrten Zugang. Geben Sie ihm zuerst eine andere Adresse, oder geben Sie ihn wieder frei.',
  'This e-mail address belongs to an account that is deactivated. An administrator can give that account another address, or let it in again.':
    'Diese E-Mail-Adresse gehört zu einem gesperrten Zugang. Die Administration kann ihm eine andere Adresse geben oder ihn wieder freigeben.',
  'The podcast of this invitation was deleted. Ask whoever invited you.':
    'Der Podcast dieser Einladung ist gelöscht. Fragen Sie die Person, die Sie eingeladen hat.',
  'This link was used already, is too old or never was valid.':
    'Dieser Link wurde schon benutzt, ist zu alt oder galt nie.',
  'Write an e-mail address, such as first.last@office.example.':
    'Schreiben Sie eine E-Mail-Adresse, zum Beispiel vorname.nachname@amt.example.',
  'Your account here is deactivated. Ask whoever looks after this service.':
    'Ihr Zugang hier ist gesperrt. Fragen Sie, wer diesen Dienst in Ihrem Haus betreut.',
  'Your organisation does not confirm that your e-mail address is yours, and without that it opens no account here. Ask whoever looks after this service.':
    'Ihr Haus bestätigt nicht, dass Ihre E-Mail-Adresse Ihnen gehört, und ohne das öffnet sie hier keinen Zugang. Fragen Sie, wer diesen Dienst betreut.',
  'The account with your e-mail address belongs to somebody else of your organisation. Ask whoever looks after this service.':
    'Der Zugang mit Ihrer E-Mail-Adresse gehört jemand anderem aus Ihrem Haus. Fragen Sie, wer diesen Dienst betreut.',
  'Your organisation knows you, but nothing is open to you here. Ask whoever looks after this service for an invitation.':
    'Ihr Haus kennt Sie, aber hier ist nichts für Sie freigegeben. Bitten Sie, wer diesen Dienst betreut, um eine Einladung.',
  'Your organisation gives you no role here any more. If that is a mistake, tell whoever looks after this service.':
    'Ihr Haus gibt Ihnen hier keine Rolle mehr. Ist das ein Versehen, sagen Sie Bescheid, wer diesen Dienst betreut.',
  'Your organisation does not say what your e-mail address is, and without it there is no account. Ask whoever looks after this service.':
    'Ihr Haus nennt Ihre E-Mail-Adresse nicht, und ohne sie gibt es keinen Zugang. Fragen Sie, wer diesen Dienst betreut.',
  'This sign-in was not begun in this browser, was used already or took too long. Begin it again.':
    'Diese Anmeldung begann nicht in diesem Browser, wurde schon benutzt oder hat zu lange gedauert. Beginnen Sie noch einmal.',
  'Your organisation did not let you in, or you broke it off there.':
    'Ihr Haus hat Sie nicht angemeldet, oder Sie haben dort abgebrochen.',
  'What the sign-in service of your organisation answered can’t be used. Begin again; if it stays so, tell whoever looks after this service.':
    'Was die Anmeldung Ihres Hauses geantwortet hat, ist nicht zu gebrauchen. Beginnen Sie noch einmal. Bleibt es so, sagen Sie Bescheid, wer diesen Dienst betreut.',
  'The sign-in service of your organisation does not answer. Please try again in a few minutes.':
    'Die Anmeldung Ihres Hauses antwortet gerade nicht. Versuchen Sie es in einigen Minuten noch einmal.',
  'Signing in by a password or a passkey is switched off here. Sign in with your organisation.':
    'Anmelden mit Passwort oder Passkey ist hier abgeschaltet. Melden Sie sich über Ihr Haus an.',
  'Your own second factor is yours to change, on the page of your account.':
    'Ihren eigenen zweiten Faktor ändern Sie auf der Seite Ihres Zugangs.',
  'Your own password is yours to change, on the page of your account.':
    'Ihr eigenes Passwort ändern Sie auf der Seite Ihres Zugangs.',
  'This person signs in with your organisation alone and has no password here.':
    'Diese Person meldet sich nur über Ihr Haus an und hat hier kein Passwort.',
  'This host needs an administrator. Make somebody else one first.':
    'Jemand muss diesen Dienst verwalten. Machen Sie erst jemand anderen zur Administration.',
  'Choose the podcast in which she has this role.': 'Wählen Sie den Podcast, für den die Rolle gilt.',
  'Leave the podcast out: administrator and none are for no single one.':
    'Lassen Sie den Podcast weg: Administration und „keine Rolle“ gelten für keinen einzelnen.',
  'Choose administrator, none, reader, author, editor or owner.': 'Wählen Sie eine Rolle aus der Liste.',
  'Choose reader, author, editor or owner.': 'Wählen Sie eine Rolle aus der Liste.',
  'A show needs somebody it belongs to. Make somebody else its owner first.':
    'Jemandem muss der Podcast gehören. Geben Sie erst einer anderen Person die Verantwortung, dann geht das.',
  'This person works on this podcast already.': 'Diese Person arbeitet hier schon mit. Ihre Rolle ändern Sie oben.',
  'An administrator has deactivated this person.':
    'Diese Person ist gesperrt. Die Administration kann sie wieder freigeben.',
  'Write a name of at most 255 characters.': 'Schreiben Sie einen Namen mit höchstens 255 Zeichen.',
  'Set up a second factor first.': 'Richten Sie erst einen zweiten Faktor ein.',
  'Too many sign-ins with a passkey were begun from your network and not ended. Wait a few minutes, then try again.':
    'Aus Ihrem Netz wurden zu viele Anmeldungen mit Passkey begonnen und nicht beendet. Warten Sie bitte ein paar Minuten, und versuchen Sie es dann noch einmal.',
  'Too many attempts failed. Wait a while before the next one.':
    'Zu viele Versuche sind fehlgeschlagen. Warten Sie etwas vor dem nächsten.',
  'It can’t be looked up who is signed in. Please try again in a moment.':
    'Gerade lässt sich nicht nachsehen, wer angemeldet ist. Versuchen Sie es gleich noch einmal.',
  'This form was not sent from a page of this host.':
    'Dieses Formular kam nicht von einer Seite dieses Dienstes. Laden Sie die Seite neu und senden Sie es noch einmal.',
  // Times
  'Write a time as text, such as 2026-10-25T06:00:00+01:00.':
    'Schreiben Sie den Zeitpunkt so: 2026-10-25T06:00:00+01:00.',
  'Add the offset from UTC, because a local time alone may come twice or never: 2026-10-25T06:00:00+01:00.':
    'Schreiben Sie den Abstand zu UTC dazu, denn eine Ortszeit allein kann zweimal oder nie vorkommen: 2026-10-25T06:00:00+01:00.',
  'Write a time that exists, from 1970 to 2100, as in 2026-10-25T06:00:00+01:00 or 2026-10-25T05:00:00Z.':
    'Schreiben Sie einen Zeitpunkt, den es gibt, von 1970 bis 2100: 2026-10-25T06:00:00+01:00 oder 2026-10-25T05:00:00Z.',
  // A show
  'Somebody changed this podcast meanwhile. Look at it again first.':
    'Inzwischen hat jemand anderes diesen Podcast geändert. Sehen Sie ihn sich zuerst noch einmal an.',
  'Choose subject (what it is about) or creator (where it was made).':
    'Wählen Sie, ob es dort spielt oder dort entsteht.',
  'Write an OpenStreetMap object as N, W or R (node, way, relation) and its number, such as R7444.':
    'Schreiben Sie das Objekt von OpenStreetMap als N, W oder R und seine Nummer, zum Beispiel R7444.',
  'Write a country as its two-letter ISO 3166 code, such as DE.':
    'Schreiben Sie das Land als Kürzel aus zwei Buchstaben, zum Beispiel DE.',
  'Write a text of 1 to 4,000 characters.': 'Schreiben Sie einen Text mit 1 bis 4.000 Zeichen.',
  'Write a purpose of at most 128 characters, such as verify.':
    'Schreiben Sie den Zweck mit höchstens 128 Zeichen, zum Beispiel verify.',
  'Write true or false, because ai-content says no more than that.':
    'Schreiben Sie true oder false: Mehr sagt ai-content nicht.',
  'Write what apps show beside the address, in 1 to 128 characters.':
    'Schreiben Sie mit 1 bis 128 Zeichen, was Apps neben der Adresse zeigen.',
  "Write the other show's podcast:guid, 32 hexadecimal digits in five groups.":
    'Schreiben Sie die podcast:guid des anderen Podcasts: 32 Ziffern 0–9 und a–f in fünf Gruppen.',
  'Write the title of the other show in at most 255 characters.':
    'Schreiben Sie den Titel des anderen Podcasts mit höchstens 255 Zeichen.',
  'Write the whole address of the post that is answered to, in at most 255 characters.':
    'Schreiben Sie die ganze Adresse des Beitrags, auf den geantwortet wird, mit höchstens 255 Zeichen.',
  'Write the name of the account in at most 128 characters.':
    'Schreiben Sie den Namen des Kontos mit höchstens 128 Zeichen.',
  'Write disabled alone, with nothing beside it.': 'Ist es abgeschaltet, bleibt alles andere leer.',
  'Send disabled as the only entry: with it there is nothing to name.':
    'Ist es abgeschaltet, gibt es keinen weiteren Eintrag.',
  'Write the name of the season in 1 to 128 characters.': 'Schreiben Sie den Namen der Staffel mit 1 bis 128 Zeichen.',
  'Name each season once.': 'Nennen Sie jede Staffel nur einmal.',
  'Write a day or a time with its offset, such as 2026-10-25 or 2026-10-25T06:00:00+01:00.':
    'Schreiben Sie einen Tag oder einen Zeitpunkt mit Abstand zu UTC: 2026-10-25 oder 2026-10-25T06:00:00+01:00.',
  'Write a rule as RFC 5545 does, such as FREQ=WEEKLY;INTERVAL=2 or FREQ=MONTHLY;BYDAY=1TU.':
    'Schreiben Sie die Regel nach RFC 5545, zum Beispiel FREQ=WEEKLY;INTERVAL=2 oder FREQ=MONTHLY;BYDAY=1TU.',
  'Say in 1 to 128 characters how often episodes appear.':
    'Sagen Sie mit 1 bis 128 Zeichen, wie oft Folgen erscheinen.',
  'Say when it starts, because the rule has a COUNT.': 'Sagen Sie, wann es beginnt, denn die Regel hat ein COUNT.',
  "Write start and the rule's UNTIL alike: both as days or both as times.":
    'Schreiben Sie den Beginn und das UNTIL der Regel gleich: beide als Tag oder beide als Zeitpunkt.',
  // An episode
  'Somebody changed the chapters meanwhile.': 'Inzwischen hat jemand anderes die Kapitel geändert.',
  'The guid never changes, because podcast apps know the episode by it.':
    'Die guid ändert sich nie: An ihr erkennen Apps die Folge.',
  'In a serial show each full episode needs a number. Add it first.':
    'In einem Podcast der Reihe nach braucht jede ganze Folge eine Nummer. Geben Sie sie zuerst an.',
  'Name each rule once.': 'Nennen Sie jede Regel nur einmal.',
  'Name each rule to set aside with its reason: [{"rule": "…", "reason": "…"}].':
    'Begründen Sie jede Regel, die nicht gelten soll.',
  'Add the audio before publishing.': 'Laden Sie zuerst das Audio hoch.',
  'Add the audio before asking for its publication.': 'Laden Sie zuerst das Audio hoch.',
  'Say what is to be done before it can be published, in 1 to 500 characters.':
    'Sagen Sie mit 1 bis 500 Zeichen, was vor der Veröffentlichung noch zu tun ist.',
  'This episode has its date of publication already.': 'Diese Folge hat schon ein Datum der Veröffentlichung.',
  'Nobody waits for the publication of this episode.': 'Auf die Veröffentlichung dieser Folge wartet niemand.',
  'Choose what is to be done with the episode.': 'Wählen Sie, was mit der Folge geschehen soll.',
  'Somebody else changed the same lines meanwhile.': 'Inzwischen hat jemand anderes dieselben Zeilen geändert.',
  'Somebody else changed the transcript meanwhile.': 'Inzwischen hat jemand anderes das Transkript geändert.',
  'There is a transcript in this language already.': 'In dieser Sprache gibt es schon ein Transkript.',
  'Write the number of the line, from 1 on.': 'Schreiben Sie die Nummer der Zeile, ab 1.',
  'Write a time as seconds from the start of the audio, such as 73.5.':
    'Schreiben Sie die Zeit in Sekunden ab dem Anfang des Audios, zum Beispiel 73.5.',
  'Write what is said as text.': 'Schreiben Sie, was gesagt wird, als Text.',
  'Write the name of a speaker as text.': 'Schreiben Sie, wer spricht, als Text.',
  'Send the lines as they were: one at least.': 'Mindestens eine Zeile muss da sein.',
  'Send the sha256 of the transcript you saw.':
    'Es fehlt, welche Fassung des Transkripts Sie gesehen haben. Laden Sie die Seite neu.',
  // Files and forms
  'The file changed before it was kept. Please send it again.':
    'Die Datei hat sich beim Speichern verändert. Laden Sie sie bitte noch einmal hoch.',
  'Send the fields as a form.': 'Diese Angaben kamen nicht als Formular. Laden Sie die Seite neu.',
  'Send this part once, as text.': 'Diese Angabe kam mehrfach oder in Stücken. Laden Sie die Seite neu.',
  'This is not readable as UTF-8. Send the text in UTF-8.':
    'Darin stehen Zeichen, die niemand lesen kann. Schreiben Sie den Text noch einmal.',
  'The body ended early.': 'Die Übertragung brach ab. Senden Sie das Formular noch einmal.',
  'The body ended early or is no valid form.': 'Die Übertragung brach ab. Senden Sie das Formular noch einmal.',
  'The body is compressed in a way that is not taken. Send it as it is.':
    'Diese Angaben kamen so verpackt, dass sie niemand lesen kann.',
  'Name the file in 1 to 255 characters, without folders and control characters.':
    'Der Name der Datei darf 1 bis 255 Zeichen haben, ohne Ordner und Steuerzeichen.',
  'Replaced audio leaves what was typed as it is.': 'Ein neues Audio lässt, was Sie eingegeben haben, wie es ist.',
}

/** The same with figures and names in them. */
export const FURTHER_PATTERNS: readonly (readonly [RegExp, string])[] = [
  [/^Say why the rule is set aside, in (\d+) to (\d+) characters\.$/, 'Nennen Sie den Grund in $1 bis $2 Zeichen.'],
  [/^There is no such (?!field;)\w+\.$/, 'Das gibt es nicht, oder nicht mehr.'],
  [/^This \w+ was deleted for good\.$/, 'Das ist endgültig gelöscht.'],
  [/^You may not do this here: .*\.$/, 'Ihre Rolle erlaubt das hier nicht.'],
  [
    /^This is too large: at most (?<size>[\d,.]+) ([kMG]B) are taken at once\.$/,
    'Das ist zu groß: Hier sind höchstens $<size> $2 auf einmal möglich.',
  ],
  [/^The body is no text in .*\. Send it in UTF-8\.$/, 'Diese Angaben sind kein lesbarer Text.'],
  [/^The form can't be read: .*\.$/, 'Dieses Formular ist nicht zu lesen. Laden Sie die Seite neu.'],
  [/^Send exactly one file, in the part ".*"\.$/, 'Wählen Sie genau eine Datei aus.'],
  [/^Send the \w+ as a file in the part ".*" of multipart\/form-data\.$/, 'Wählen Sie eine Datei aus.'],
  [/^Send at most (\d+) .*\.$/, 'Es dürfen höchstens $1 sein.'],
  [
    /^Write a whole number from (\d+)(?: \(first\))? to (?<last>[\d,]+)\.$/,
    'Schreiben Sie eine ganze Zahl von $1 bis $<last>.',
  ],
  [/^Choose podcast, music, .*\.$/, 'Wählen Sie, was es ist, aus der Liste.'],
  [/^Choose disabled, activitypub, .*\.$/, 'Wählen Sie das Protokoll aus der Liste.'],
  [
    /^Send notes of at most (?<characters>[\d,]+) characters\.$/,
    'Die Shownotes dürfen höchstens $<characters> Zeichen haben.',
  ],
  [/^".*" can’t be set aside; the rules that can are .*\.$/, 'Diese Regel gilt immer.'],
  [
    /^This episode is not ready to be published: .*\.$/,
    'Dieser Folge fehlt noch etwas, bevor sie veröffentlicht werden kann.',
  ],
]
