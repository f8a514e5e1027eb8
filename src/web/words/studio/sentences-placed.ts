/** What forms ask for where programs send something else, in English: by the sentence for programs. */
export const ENGLISH_IN_FORMS: Readonly<Record<string, string>> = {
  'Write when it begins, in seconds from the start of the audio, such as 73.5.':
    'Write when it begins, as 3:20 or 1:02:03.',
}

/** What verbs say of a line or an entry of chapters, transcripts and soundbites, in German. */
export const PLACED_PATTERNS: readonly (readonly [RegExp, string])[] = [
  [/^It does not begin with a time such as .*$/, 'Sie beginnt nicht mit einer Zeit wie 3:20 oder 1:02:03.'],
  [/^Write where it (begins|ends) as .*$/, 'Schreiben Sie die Zeit als 3:20, 1:02:03 oder 1:02:03.500.'],
  [
    /^It begins behind the end of the audio, which has (?<clock>[\d.]+) seconds\.$/,
    'Es beginnt hinter dem Ende des Audios ($<clock>).',
  ],
  [
    /^It ends behind the end of the audio, which has (?<clock>[\d.]+) seconds\.$/,
    'Es endet hinter dem Ende des Audios ($<clock>).',
  ],
  [/^It ends before it begins\.$/, 'Es endet, bevor es beginnt.'],
  [/^Write a title for it\.$/, 'Schreiben Sie einen Titel dazu.'],
  [/^Shorten its title to (\d+) characters\.$/, 'Kürzen Sie den Titel auf $1 Zeichen.'],
  [
    /^Write the address of its link in full, from https:\/\/ on\.$/,
    'Schreiben Sie die Adresse des Links ganz, ab https://.',
  ],
  [
    /^Write the address of its picture in full, from https:\/\/ on\.$/,
    'Schreiben Sie die Adresse des Bildes ganz, ab https://.',
  ],
  [/^It begins at the same moment as what stands in line (\d+).*$/, 'Es beginnt im selben Moment wie Zeile $1.'],
  [/^It begins at the same moment as what stands in chapter (\d+).*$/, 'Es beginnt im selben Moment wie Kapitel $1.'],
  [/^It begins before what stands in line (\d+).*$/, 'Es beginnt vor dem, was in Zeile $1 steht.'],
  [/^It begins before what stands in chapter (\d+).*$/, 'Es beginnt vor dem, was in Kapitel $1 steht.'],
  [/^There is nothing in it\..*$/, 'Es steht nichts darin.'],
  [
    /^There are (\d+) chapters; an episode takes at most (\d+)\.$/,
    'Es sind $1 Kapitel; eine Folge nimmt höchstens $2.',
  ],
  [/^The XML has no Podlove simple chapters.*$/, 'In diesem XML stehen keine Kapitel (psc:chapter).'],
  [
    /^The XML has several lists of chapters.*$/,
    'In diesem XML stehen mehrere Kapitellisten. Nehmen Sie nur die dieser Folge.',
  ],
  [/^The XML ends before <(.*)> is closed\.$/, 'Das XML endet, bevor <$1> geschlossen ist.'],
  [/^The (XML|JSON) can't be read from here on\.$/, 'Das $1 ist von hier an nicht zu lesen.'],
  [/^The JSON ends early\.$/, 'Das JSON hört mittendrin auf.'],
  [/^The JSON has no list "chapters"\.$/, 'In diesem JSON fehlt die Liste „chapters“.'],
  [/^It is no object with a startTime\.$/, 'Dieser Eintrag ist kein Objekt mit einer „startTime“.'],
  [/^there is no text in this transcript\.$/, 'In diesem Transkript steht kein Text.'],
  [/^a transcript has at most (\d+) cues\.$/, 'Ein Transkript hat höchstens $1 Abschnitte.'],
  [
    /^more than (\d+) characters without a break\..*$/,
    'mehr als $1 Zeichen ohne Absatz. Teilen Sie den Text in Absätze.',
  ],
  [
    /^the name of a speaker has at most (\d+) characters\.$/,
    'Der Name einer sprechenden Person hat höchstens $1 Zeichen.',
  ],
  [
    /^this passage has no time, others have\..*$/,
    'Dieser Abschnitt hat keine Zeit, andere schon. Geben Sie allen eine oder keinem.',
  ],
  [/^this passage has no end, others have\.$/, 'Dieser Abschnitt hat kein Ende, andere schon.'],
  [/^a time is a number of seconds.*$/, 'Eine Zeit ist eine Zahl von Sekunden, zum Beispiel 1.5.'],
  [
    /^this passage starts at ([\d:.]+), the one before it at ([\d:.]+)\.$/,
    'Dieser Abschnitt beginnt bei $1, der davor bei $2.',
  ],
  [
    /^this passage ends at ([\d:.]+), before its start at ([\d:.]+)\.$/,
    'Dieser Abschnitt endet bei $1, vor seinem Beginn bei $2.',
  ],
  [/^([\d:.]+) is past the end of the audio\.$/, '$1 liegt hinter dem Ende des Audios.'],
  [
    /^a transcript in JSON is an object with a list called "segments"\.$/,
    'Ein Transkript in JSON ist ein Objekt mit einer Liste „segments“.',
  ],
  [/^this is not valid JSON\.$/, 'Das ist kein gültiges JSON.'],
  [/^a segment is an object\.$/, 'Ein Abschnitt („segment“) ist ein Objekt.'],
  [/^a segment has its text in "body"\.$/, 'Ein Abschnitt („segment“) hat seinen Text in „body“.'],
  [/^the "speaker" of a segment is a name\.$/, 'Wer spricht („speaker“), ist ein Name.'],
  [
    /^(?:text before the first time: )?write the times of a (?:subtitle|cue) as (.*)\.$/,
    'Schreiben Sie die Zeiten als $1.',
  ],
  [
    /^there is no line of times here; write the times of a (?:subtitle|cue) as (.*)\.$/,
    'Hier fehlt die Zeile mit den Zeiten: $1.',
  ],
  [
    /^this is a document \((.*)\)\..*$/,
    'Das ist ein Dokument ($1). Speichern Sie seinen Text als WebVTT, als SRT oder als reinen Text in UTF-8.',
  ],
  [
    /^this is a picture, sound or film\..*$/,
    'Das ist ein Bild, ein Ton oder ein Film. Wählen Sie eine Datei mit Text.',
  ],
  [/^this is not text\.$/, 'Das ist kein Text.'],
  [/^this is not (.*)\. Save the file as UTF-8\.$/, 'Das ist kein $1. Speichern Sie die Datei als UTF-8.'],
  [/^elements lie inside of each other more than 100 deep\.$/, 'Die Elemente liegen mehr als 100-mal ineinander.'],
  [/^write the time of a passage as (.*) or (.*)\.$/, 'Schreiben Sie die Zeit eines Abschnitts als $1 oder $2.'],
  [/^a WebVTT file begins with the word WEBVTT alone\.$/, 'Eine WebVTT-Datei beginnt mit dem Wort WEBVTT allein.'],
  [/^the tag "(.*)" is not closed with ">"\.$/, 'Das Element „$1“ ist nicht mit „>“ geschlossen.'],
  [/^Write when it begins, in seconds.*$/, 'Schreiben Sie, wann sie beginnt, als 3:20 oder 1:02:03.'],
  [
    /^Write how long it is, in seconds: 1 to (\d+).*$/,
    'Schreiben Sie die Dauer in Sekunden: 1 bis $1. Apps zeigen 15 bis 120.',
  ],
  [/^Write a title of at most 128 characters\.$/, 'Kürzen Sie den Titel auf 128 Zeichen.'],
  [
    /^It begins behind the end of the audio \((?<clock>[\d.]+) seconds\)\.$/,
    'Sie beginnt hinter dem Ende des Audios ($<clock>).',
  ],
  [
    /^It ends behind the end of the audio \((?<clock>[\d.]+) seconds\)\.$/,
    'Sie endet hinter dem Ende des Audios ($<clock>).',
  ],
  [/^Send at most (\d+) soundbites\.$/, 'Es dürfen höchstens $1 Hörproben sein.'],
]
