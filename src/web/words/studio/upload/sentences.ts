/** What a file may look like that is no audio for apps, as `audio-formats` names it, in German. */
const KINDS = {
  'an empty file': 'eine leere Datei',
  'a picture (HEIF or AVIF)': 'ein Bild (HEIF oder AVIF)',
  'a video (MP4)': 'ein Video (MP4)',
  'an MP4 file without an audio track': 'eine MP4-Datei ohne Ton',
  'a QuickTime movie': 'ein QuickTime-Film',
  'a recording in the 3GP format': 'eine Aufnahme im Format 3GP',
  'a PDF document': 'ein PDF-Dokument',
  'a WAV recording': 'eine WAV-Aufnahme',
  'a WebP picture': 'ein WebP-Bild',
  'an AVI video': 'ein AVI-Video',
  'an AIFF recording': 'eine AIFF-Aufnahme',
  'a FLAC recording': 'eine FLAC-Aufnahme',
  'an Ogg file (Vorbis or Opus)': 'eine Ogg-Datei (Vorbis oder Opus)',
  'a bare AAC stream without a container': 'ein AAC-Strom ohne Behälter',
  'an MP2 recording (MPEG Layer II)': 'eine MP2-Aufnahme (MPEG Layer II)',
  'a Windows Media file': 'eine Windows-Media-Datei',
  'a Matroska or WebM file': 'eine Matroska- oder WebM-Datei',
  'an AMR recording': 'eine AMR-Aufnahme',
  'a ZIP archive or an office document': 'ein ZIP-Archiv oder ein Office-Dokument',
  'a GZIP archive': 'ein GZIP-Archiv',
  'an old office document': 'ein altes Office-Dokument',
  'a JPEG picture': 'ein JPEG-Bild',
  'a PNG picture': 'ein PNG-Bild',
  'a GIF picture': 'ein GIF-Bild',
  'a program': 'ein Programm',
  'an SVG picture': 'ein SVG-Bild',
  'a web page (HTML)': 'eine Webseite (HTML)',
  'an XML document': 'ein XML-Dokument',
}

const EXPORT = 'Exportieren Sie die Folge als MP3 oder M4A und laden Sie diese Datei hoch.'
const looksLike = ([english, german]: [string, string]) => [
  `This looks like ${english}. Podcast apps play MP3 and M4A: export the episode in one of them and upload that file.`,
  `Das sieht aus wie ${german}. Podcast-Apps spielen MP3 und M4A. ${EXPORT}`,
]

/** What uploading refuses, in German, by the sentence. */
export const UPLOAD_SENTENCES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(KINDS).map(looksLike)),
  'This is not an MP3 or M4A file, whatever its name says. Export the episode as MP3 or M4A and upload that file.': `Dies ist weder MP3 noch M4A, wie auch immer die Datei heißt. ${EXPORT}`,
  'This file is empty. Export the episode again and upload the new file.': `Diese Datei ist leer. ${EXPORT}`,
  'Some fields need attention.': 'Einige Angaben stimmen noch nicht.',
  'This episode is scheduled or published by now. It is changed on its own page.':
    'Diese Folge ist inzwischen geplant oder veröffentlicht. Geändert wird sie auf ihrer eigenen Seite.',
  'Sign in first.': 'Melden Sie sich zuerst an.',
  'Somebody else is signed in in this browser by now.': 'In diesem Browser ist inzwischen jemand anderes angemeldet.',
  'There is no such show.': 'Diesen Podcast gibt es nicht, oder Sie arbeiten nicht an ihm mit.',
  'There is no such upload.': 'Diesen Upload gibt es nicht mehr. Wählen Sie die Datei noch einmal aus.',
  'This upload was deleted for good.': 'Dieser Upload ist älter als einen Tag. Wählen Sie die Datei noch einmal aus.',
  'You may not do this here: upload.': 'Ihre Rolle erlaubt es nicht, hier hochzuladen.',
  'You may not do this here: edit published episode.':
    'Diese Folge ist veröffentlicht oder geplant. Ihre Rolle erlaubt es nicht, ihr Audio zu ersetzen.',
  'The storage is full. Nothing was kept.': 'Der Speicher ist voll. Sagen Sie bitte der Administration Bescheid.',
  'The storage does not answer. Please try again.':
    'Der Speicher antwortet gerade nicht. Versuchen Sie es gleich noch einmal.',
  'The virus scanner does not answer, so nothing is taken in. Please try again.':
    'Der Virenscanner antwortet gerade nicht, deshalb wird nichts angenommen. Versuchen Sie es gleich noch einmal. Bleibt es dabei, sagen Sie bitte der Administration Bescheid.',
  'This file is larger than the virus scanner of this host takes, so nothing was kept. Ask those who run this host.':
    'Diese Datei ist größer, als der Virenscanner hier annimmt, deshalb wurde nichts gespeichert. Sagen Sie bitte der Administration Bescheid.',
  'What was stored is not what was received. Please send the file again.':
    'Gespeichert wurde nicht, was ankam. Laden Sie die Datei bitte noch einmal hoch.',
}

/** The same with figures in them. */
export const UPLOAD_PATTERNS: readonly (readonly [RegExp, string])[] = [
  [
    /^The virus scanner found something in this file \((.+)\)\. Nothing of it was kept\. .*$/,
    'Der Virenscanner hat in dieser Datei etwas gefunden ($1). Nichts davon wurde gespeichert. Wenden Sie sich an Ihre IT-Betreuung.',
  ],
  [
    /^This looks like .*\. Podcast apps play MP3 and M4A: .*$/,
    `Das ist kein Audio, das Podcast-Apps spielen. ${EXPORT}`,
  ],
  [
    /^This file is cut off: (?<there>[\d.]+) of (?<seconds>[\d.]+) seconds are there\. .*$/,
    'Diese Datei ist abgeschnitten: $<there> von $<seconds> Sekunden sind da. Laden Sie die vollständige Datei hoch. Haben Sie sie mit Absicht gekürzt, exportieren Sie sie neu.',
  ],
  [
    /^This file is cut off: (?<there>\d+) of at least (?<bytes>\d+) bytes are there.*$/,
    'Diese Datei ist abgeschnitten: $<there> von mindestens $<bytes> Bytes sind da. Laden Sie die vollständige Datei hoch.',
  ],
  [
    /^This (MP3|M4A) ends inside its own header, before any audio\..*$/,
    'Diese $1-Datei endet, bevor das Audio beginnt. Kopieren oder exportieren Sie sie noch einmal.',
  ],
  [/^This M4A is copy-protected\..*$/, 'Diese M4A-Datei ist kopiergeschützt. Exportieren Sie die Folge ohne Schutz.'],
  [
    /^.* Export the episode as MP3 or as plain M4A \(AAC\) and upload that file\.$/,
    'Diese M4A-Datei spielen nur wenige Apps. Exportieren Sie die Folge als MP3 oder als einfaches M4A (AAC).',
  ],
  [
    /^.* Export the episode again and listen to the file before you upload it\.$/,
    'In dieser Datei ist kein Audio, das sich abspielen lässt. Exportieren Sie die Folge neu und hören Sie hinein, bevor Sie sie hochladen.',
  ],
]
