import { IMPORT_PATTERNS, IMPORT_SENTENCES } from './import/sentences.ts'
import { FURTHER_PATTERNS, FURTHER_SENTENCES } from './sentences-further.ts'
import { PLACED_PATTERNS } from './sentences-placed.ts'
import { UPLOAD_PATTERNS, UPLOAD_SENTENCES } from './upload/sentences.ts'

/** What verbs say of a field, in German: by the sentence itself. */
export const GERMAN_SENTENCES: Readonly<Record<string, string>> = {
  ...UPLOAD_SENTENCES,
  ...IMPORT_SENTENCES,
  ...FURTHER_SENTENCES,
  'Write a title of 1 to 255 characters.': 'Schreiben Sie einen Titel mit 1 bis 255 Zeichen.',
  'Write a title; the file has none in its tags.': 'Schreiben Sie einen Titel; in der Datei steht keiner.',
  'Name who speaks or publishes, in at most 255 characters.':
    'Nennen Sie, wer spricht oder veröffentlicht, mit höchstens 255 Zeichen.',
  'Choose full, trailer or bonus.': 'Wählen Sie ganze Folge, Trailer oder Bonus.',
  'Write a whole number from 1 to 100,000.': 'Schreiben Sie eine ganze Zahl von 1 bis 100.000.',
  'Write the day as 2026-10-25, the month as 2026-10 or the year as 2026.':
    'Schreiben Sie den Tag als 25.10.2026, den Monat als 10.2026 oder das Jahr als 2026.',
  'Write at most 32 characters that stand in place of the number.':
    'Schreiben Sie höchstens 32 Zeichen, die anstelle der Nummer stehen.',
  'Write a description of at most 4,000 bytes (an umlaut counts as two).':
    'Schreiben Sie eine Beschreibung von höchstens 4.000 Zeichen (Umlaute zählen doppelt).',
  'Write an address of at most 60 characters from a-z, 0-9 and single hyphens between them.':
    'Schreiben Sie eine Adresse aus höchstens 60 Zeichen: a–z, 0–9 und einzelne Bindestriche dazwischen.',
  'Write a language as its two-letter ISO 639-1 code, alone or with a region: de, en, de-DE.':
    'Schreiben Sie die Sprache als Kürzel aus zwei Buchstaben, allein oder mit Land: de, en, de-DE.',
  'Choose for how many days the link is to last: 1 to 90.':
    'Wählen Sie, wie viele Tage der Link gelten soll: 1 bis 90.',
  'There are 20 links to this episode. Revoke one that is not needed.':
    'Zu dieser Folge gibt es schon 20 Links. Widerrufen Sie einen, den niemand mehr braucht.',
  'This episode is public already: send the address of its page.':
    'Diese Folge ist schon öffentlich: Schicken Sie die Adresse ihrer Seite.',
  'Choose machine, corrected or approved.': 'Wählen Sie, wie weit das Transkript geprüft ist.',
  'Choose true or false.': 'Wählen Sie Ja oder Nein.',
  'Write the notes as HTML or as plain text.': 'Schreiben Sie die Shownotes als Text.',
  'Write the notes in Markdown.': 'Schreiben Sie die Shownotes als Text.',
  'Send notes of at most 100,000 characters.': 'Die Shownotes dürfen höchstens 100.000 Zeichen haben.',
  'Write a name of 1 to 128 characters.': 'Schreiben Sie einen Namen mit 1 bis 128 Zeichen.',
  'Name a role as the Podcast Taxonomy names it, such as Host, Guest or Audio Editor.':
    'Wählen Sie eine Aufgabe aus der Liste.',
  'Name the group the role belongs to, such as Cast or Writing, or leave it out.':
    'Wählen Sie die Gruppe, zu der die Aufgabe gehört.',
  'Write a whole address of at most 255 characters that begins with https://.':
    'Schreiben Sie eine ganze Adresse mit höchstens 255 Zeichen, die mit https:// beginnt.',
  'Write the name of a place in 1 to 128 characters.': 'Schreiben Sie den Namen des Ortes mit 1 bis 128 Zeichen.',
  'Write a point as RFC 5870 does: geo:50.9787,11.0328 (latitude, longitude).':
    'Schreiben Sie den Punkt so: geo:50.9787,11.0328 (Breite, Länge).',
  'Write the identifier of a licence in 1 to 128 characters, such as CC-BY-4.0.':
    'Schreiben Sie das Kürzel der Lizenz mit 1 bis 128 Zeichen, zum Beispiel CC-BY-4.0.',
  'Give the address of its text, because this licence is on no list.':
    'Geben Sie die Adresse des Lizenztexts an, denn diese Lizenz steht auf keiner Liste.',
  'Add the number of this episode.': 'Geben Sie die Nummer der Folge an: In diesem Podcast hat jede ganze Folge eine.',
  'Name who publishes the show, in 1 to 255 characters.':
    'Nennen Sie, wer den Podcast herausgibt, mit 1 bis 255 Zeichen.',
  'Choose episodic (newest first) or serial (in order).': 'Wählen Sie „Neueste zuerst“ oder „Der Reihe nach“.',
  'This address belongs to the host itself; choose another one.':
    'Diese Adresse braucht der Dienst selbst. Nehmen Sie eine andere.',
  'Choose each category once.': 'Wählen Sie jede Kategorie nur einmal.',
  'Write the name of the owner in at most 255 characters.':
    'Nennen Sie, wem der Podcast gehört, mit höchstens 255 Zeichen.',
  'Write an e-mail address such as podcast@example.de.':
    'Schreiben Sie eine E-Mail-Adresse, zum Beispiel podcast@example.de.',
  'Name who holds the rights in at most 255 characters.': 'Nennen Sie, wer die Rechte hat, mit höchstens 255 Zeichen.',
  'Name only who holds the rights, such as Freistaat Thüringen: without ©, without a year, without the word Copyright.':
    'Nennen Sie nur, wer die Rechte hat, zum Beispiel Freistaat Thüringen: ohne ©, ohne Jahr, ohne das Wort Copyright.',
  'Write a whole address of at most 255 characters, such as https://www.example.de/podcast.':
    'Schreiben Sie eine ganze Adresse mit höchstens 255 Zeichen, zum Beispiel https://www.example.de/podcast.',
  'Write a time zone by its name, such as Europe/Berlin.':
    'Schreiben Sie die Zeitzone mit ihrem Namen, zum Beispiel Europe/Berlin.',
  'Say in at most 255 characters what the picture shows.':
    'Sagen Sie mit höchstens 255 Zeichen, was auf dem Bild zu sehen ist.',
  'There is no picture yet; send its description with it.':
    'Noch gibt es kein Bild. Laden Sie die Beschreibung mit dem Bild hoch.',
  'Send the artwork as a file in the part "artwork" of multipart/form-data.': 'Wählen Sie eine Bilddatei aus.',
  'Write the whole address of the feed at its new place, with https:// and the full name of the host, such as https://podcast.example/feed.xml.':
    'Schreiben Sie die ganze neue Adresse des Feeds, mit https:// und vollem Namen des Servers, zum Beispiel https://podcast.example/feed.xml.',
  'This address is on this host, and there is no feed at it.':
    'Diese Adresse gehört zu diesem Dienst, und dort gibt es keinen Feed.',
  'This address leads back to the feed that moves. Write the new one.':
    'Diese Adresse führt zu dem Feed zurück, der umzieht. Schreiben Sie die neue.',
  'Somebody else changed this meanwhile.': 'Das hat inzwischen jemand anderes geändert. Wählen Sie, was gelten soll.',
  'You yourself changed this meanwhile, in another window.':
    'Das haben Sie selbst inzwischen in einem anderen Fenster geändert. Wählen Sie, was gelten soll.',
  'You yourself changed the picture meanwhile, in another window. Look at it, then send this again.':
    'Das Bild haben Sie selbst inzwischen in einem anderen Fenster geändert. Sehen Sie es an und senden Sie dann dieses noch einmal.',
  'You yourself changed the chapters meanwhile, in another window. Look at them, then send these again.':
    'Die Kapitel haben Sie selbst inzwischen in einem anderen Fenster geändert. Sehen Sie sie an und senden Sie dann diese noch einmal.',
  'You yourself changed the transcripts meanwhile, in another window. Look at them, then send this again.':
    'Die Transkripte haben Sie selbst inzwischen in einem anderen Fenster geändert. Sehen Sie sie an und senden Sie dann dieses noch einmal.',
  'You yourself replaced the audio meanwhile, in another window. Listen to it, then send this again.':
    'Das Audio haben Sie selbst inzwischen in einem anderen Fenster ersetzt. Hören Sie es an und senden Sie dann dieses noch einmal.',
  'You yourself changed the date of publication meanwhile, in another window. Look at it, then choose again.':
    'Den Zeitpunkt der Veröffentlichung haben Sie selbst inzwischen in einem anderen Fenster geändert. Sehen Sie ihn an und wählen Sie dann noch einmal.',
  'Somebody else changed the picture meanwhile. Look at it, then send yours again.':
    'Das Bild hat inzwischen jemand anderes geändert. Sehen Sie es an und senden Sie dann Ihres noch einmal.',
  'Somebody else changed the chapters meanwhile. Look at them, then send yours again.':
    'Die Kapitel hat inzwischen jemand anderes geändert. Sehen Sie sie an und senden Sie dann Ihre noch einmal.',
  'Somebody else changed the transcripts meanwhile. Look at them, then send yours again.':
    'Die Transkripte hat inzwischen jemand anderes geändert. Sehen Sie sie an und senden Sie dann Ihres noch einmal.',
  'Somebody else replaced the audio meanwhile. Listen to it, then send yours again.':
    'Das Audio hat inzwischen jemand anderes ersetzt. Hören Sie es an und senden Sie dann Ihres noch einmal.',
  'Somebody else changed the date of publication meanwhile. Look at it, then choose again.':
    'Den Zeitpunkt der Veröffentlichung hat inzwischen jemand anderes geändert. Sehen Sie ihn an und wählen Sie dann noch einmal.',
  'Somebody else changed the episode meanwhile. Look at it, then publish it.':
    'Jemand anderes hat die Folge inzwischen geändert. Sehen Sie sie an, und veröffentlichen Sie sie dann.',
  'Somebody else changed the episode meanwhile. Look at it, then choose again.':
    'Die Folge hat inzwischen jemand anderes geändert. Sehen Sie die neuesten Änderungen an und wählen Sie dann noch einmal.',
  'Send the version of the episode that you saw, as a number.':
    'Nennen Sie die Version der Folge, die Sie gesehen haben, als Zahl.',
  'Somebody else changed the transcript meanwhile. Look at it, then send yours again.':
    'Das Transkript hat inzwischen jemand anderes geändert. Sehen Sie es an und senden Sie dann noch einmal.',
  'Choose a picture of at most 20 MB.': 'Wählen Sie ein Bild mit höchstens 20 MB.',
  'Choose a JPEG or PNG picture; this file is neither.':
    'Wählen Sie ein Bild als JPEG oder PNG; diese Datei ist beides nicht.',
  'Choose a picture that does not move.': 'Wählen Sie ein Bild, das sich nicht bewegt.',
  'Choose a picture without transparency: save it without an alpha channel.':
    'Wählen Sie ein Bild ohne Transparenz: Speichern Sie es ohne Alphakanal.',
  'Choose a picture in RGB colours, neither CMYK (for print) nor greyscale.':
    'Wählen Sie ein Bild in RGB-Farben: weder CMYK (für den Druck) noch Graustufen.',
  'Save this picture without texts and colour profile: unpacked they exceed 8 MB.':
    'Speichern Sie dieses Bild ohne Texte und Farbprofil: Entpackt sind sie größer als 8 MB.',
  'Save this picture without metadata (texts, preview, colour profile): they exceed 8 MB.':
    'Speichern Sie dieses Bild ohne Metadaten (Texte, Vorschau, Farbprofil): Sie sind größer als 8 MB.',
  'This picture is damaged or not whole; save it anew and choose it again.':
    'Dieses Bild ist beschädigt oder unvollständig. Speichern Sie es neu und wählen Sie es noch einmal.',
}

/**
 * The same for sentences with figures and names in them. What a group `why` catches is a sentence of its own; any other
 * group with a name is a figure, which is written as in German.
 */
export const GERMAN_PATTERNS: readonly (readonly [RegExp, string])[] = [
  ...UPLOAD_PATTERNS,
  ...PLACED_PATTERNS,
  ...IMPORT_PATTERNS,
  [
    /^Shorten the description: apps take 4,000 bytes \(an umlaut counts as two\), this is (\d+)\.$/,
    'Kürzen Sie die Beschreibung: Apps nehmen 4.000 Zeichen (Umlaute zählen doppelt), dies sind so gezählt $1.',
  ],
  [
    /^Shorten the notes: they may have [\d,]+ bytes, these have (\d+)\.$/,
    'Kürzen Sie die Shownotes: Sie dürfen 50.000 Zeichen haben (Umlaute zählen doppelt), dies sind so gezählt $1.',
  ],
  [
    /^The address "(.*)" belongs to another (?:episode|show), or did before\. Choose another slug\.$/,
    'Die Adresse „$1“ gehört schon zu etwas anderem, oder gehörte früher dazu. Nehmen Sie eine andere.',
  ],
  [
    /^Choose (?:1 to \d+|one of Apple's 110) categories, .*$/,
    'Wählen Sie mindestens eine Kategorie aus der Liste, jede nur einmal.',
  ],
  [
    /^In a serial show each full episode has a number; (\d+) published ones have none\.$/,
    'In einem Podcast der Reihe nach hat jede ganze Folge eine Nummer. Veröffentlichte Folgen ohne Nummer: $1.',
  ],
  [/^There is a transcript in this language already: (.*)\.$/, 'In dieser Sprache gibt es schon ein Transkript: $1.'],
  [/^Send at most (\d+) (persons|locations)\.$/, 'Es dürfen höchstens $1 sein.'],
  [
    /^Choose a square picture; this one has (\d+) × (\d+) pixels\.$/,
    'Wählen Sie ein quadratisches Bild; dieses hat $1 × $2 Pixel.',
  ],
  [
    /^Choose a picture of at least (\d+) × \d+ pixels; this one has (\d+)\.$/,
    'Wählen Sie ein Bild mit mindestens $1 × $1 Pixeln; dieses hat $2.',
  ],
  [
    /^Choose a picture of at most (\d+) × \d+ pixels; this one has (\d+)\.$/,
    'Wählen Sie ein Bild mit höchstens $1 × $1 Pixeln; dieses hat $2.',
  ],
  ...FURTHER_PATTERNS,
]
