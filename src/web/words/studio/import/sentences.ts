import { FIELD_PATTERNS } from './fields.ts'

/** What an import tells, in German, by the sentence itself. */
export const IMPORT_SENTENCES: Readonly<Record<string, string>> = {
  'Write the whole address of the feed, such as https://podcast.example.de/feed.xml.':
    'Schreiben Sie die ganze Adresse des Feeds, zum Beispiel https://podcast.example.de/feed.xml.',
  'Confirm that the podcast is yours, or unlock it at the old host.':
    'Bestätigen Sie, dass der Podcast Ihnen gehört, oder heben Sie die Sperre beim alten Anbieter auf.',
  'This feed is being imported already.': 'Dieser Feed wird gerade schon übernommen.',
  'Something went wrong here.': 'Hier auf dem Dienst ist etwas schiefgegangen. Im Protokoll des Betriebs steht mehr.',
  'Something went wrong here; the log says more.':
    'Hier auf dem Dienst ist etwas schiefgegangen. Im Protokoll des Betriebs steht mehr.',
  'This was a dry run: nothing was changed.': 'Das war ein Probelauf: Nichts wurde geändert.',
  'What only fetching shows is told by the import itself: of audio, pictures, and files with chapters or transcripts.':
    'Was erst beim Laden zu sehen ist, sagt die Übernahme selbst: zu Audio, Bildern und Dateien mit Kapiteln oder Transkripten.',
  'Importing the same feed again tries those that failed once more.':
    'Übernehmen Sie denselben Feed noch einmal, wird versucht, was nicht ging.',
  'This is not an RSS feed. Give the address podcast apps subscribe to.':
    'Das ist kein RSS-Feed. Geben Sie die Adresse an, die Podcast-Apps abonnieren.',
  'This feed is not whole, or no well-formed XML. Check it with a feed validator.':
    'Dieser Feed ist nicht vollständig oder kein gültiges XML. Bitten Sie den alten Anbieter, ihn zu prüfen.',
  'This feed declares a document type (DOCTYPE), which no podcast feed needs.':
    'Dieser Feed vereinbart einen Dokumenttyp (DOCTYPE). Das braucht kein Podcast-Feed, und er wird deshalb nicht gelesen.',
  'This feed takes too much time to be read.': 'Diesen Feed zu lesen dauert zu lange.',
  'This feed takes too much memory to be read.': 'Diesen Feed zu lesen braucht zu viel Speicher.',
  'It has no audio.': 'Sie hat kein Audio.',
  'The feed names no cover, without which no directory takes a show.':
    'Der Feed nennt kein Titelbild, und ohne eines nimmt kein Verzeichnis den Podcast auf.',
  'Another import took it over at the same moment.': 'Ein anderer Import hat sie im selben Augenblick übernommen.',
  'Its guid has characters that no feed can carry.': 'Ihre guid enthält Zeichen, die in keinem Feed stehen können.',
  'It has no guid; the address of its audio takes its place, as in podcast apps.':
    'Sie hat keine guid. Wie in Podcast-Apps steht dafür die Adresse ihres Audios.',
  'It has no date.': 'Sie hat kein Datum.',
  'Without a date it is a draft here, and no other episode has one to stand beside. Give it a date.':
    'Ohne Datum ist sie hier ein Entwurf, denn auch keine andere Folge hat eines, neben der sie stehen könnte. Geben Sie ihr ein Datum.',
  'It was deleted here, so it is not taken over again.':
    'Sie wurde hier gelöscht und wird nicht noch einmal übernommen.',
  'It got what it lacked.': 'Sie hat bekommen, was ihr fehlte.',
  'Soundbites outside of the audio were left out.': 'Hörproben, die nicht im Audio liegen, wurden weggelassen.',
  'The description was shortened: apps take 4,000 bytes.':
    'Die Beschreibung wurde gekürzt: Apps nehmen 4.000 Zeichen (Umlaute zählen doppelt).',
  'The podcast:guid of the feed is no UUID; one was made from its address.':
    'Die podcast:guid des Feeds ist keine UUID. Aus seiner Adresse wurde eine gemacht.',
}

/** The same with figures and names in them. What stands in `why` is a sentence of its own. */
export const IMPORT_PATTERNS: readonly (readonly [RegExp, string])[] = [
  [/^The show is at (\S+), its feed at (\S+)\.$/, 'Der Podcast steht jetzt hier: $1, sein Feed hier: $2.'],
  [/^The show would be at (\S+), its feed at (\S+)\.$/, 'Der Podcast stünde dann hier: $1, sein Feed hier: $2.'],
  [
    /^Episodes: (\d+) in the feed, (\d+) imported, (\d+) here already, (\d+) failed\.$/,
    'Folgen: $1 im Feed, $2 übernommen, $3 schon hier, $4 nicht möglich.',
  ],
  [
    /^Episodes: (\d+) in the feed, (\d+) would be imported, (\d+) here already, (\d+) would fail\.$/,
    'Folgen: $1 im Feed, davon möglich: $2, schon hier: $3, nicht möglich: $4.',
  ],
  [
    /^Entries left out because one before has the same guid: (\d+)\.$/,
    'Einträge mit der guid eines früheren, weggelassen: $1.',
  ],
  [
    /^Left out: “(.*)”( \([^)]*\))?, because “(.*)”( \([^)]*\))? before it has the same guid\.$/,
    'Weggelassen: „$1“$2, denn „$3“$4 davor hat dieselbe guid.',
  ],
  [
    /^By what the feed says they have (?<size>[\d,.]+) ([kMG]B) of audio\.$/,
    'Nach den Angaben des Feeds haben sie $<size> $2 Audio.',
  ],
  [
    /^The feed says that it has moved to (\S+); import it from there if it has\.$/,
    'Der Feed sagt, er sei nach $1 umgezogen. Stimmt das, übernehmen Sie ihn von dort.',
  ],
  [
    /^Its owner has locked this feed: unlock it at the old host, or confirm that you are the owner\.$/,
    'Dieser Feed ist beim alten Anbieter gegen Übernahme gesperrt. Heben Sie die Sperre dort auf, oder bestätigen Sie, dass der Podcast Ihnen gehört.',
  ],
  [
    /^Its owner \((.*)\) has locked this feed: unlock it at the old host, or confirm that you are the owner\.$/,
    'Dieser Feed ist beim alten Anbieter von $1 gegen Übernahme gesperrt. Heben Sie die Sperre dort auf, oder bestätigen Sie, dass der Podcast Ihnen gehört.',
  ],
  [
    /^The show “(.*)” was deleted\. Take that back first\.$/,
    'Der Podcast „$1“ wurde hier gelöscht. Holen Sie ihn zuerst zurück.',
  ],
  [
    /^The show “(.*)” was deleted for good, so its feed can’t be imported again\. Make a new show and upload its episodes there\.$/,
    'Der Podcast „$1“ wurde hier endgültig gelöscht. Sein Feed lässt sich deshalb nicht noch einmal übernehmen. Legen Sie einen neuen Podcast an, und laden Sie die Folgen dort hoch.',
  ],
  [
    /^This feed is the show “(.*)” here, by its podcast:guid\. Import with the slug “.*” to complete that one\.$/,
    'Nach seiner podcast:guid ist dieser Feed der Podcast „$1“ hier. Soll jener ergänzt werden, geben Sie als Adresse der Seite $1 an.',
  ],
  [/^The cover (\S+) was left out: (?<why>.*)$/, 'Das Titelbild $1 wurde weggelassen: $<why>'],
  [/^The picture (\S+) was left out: (?<why>.*)$/, 'Das Bild $1 wurde weggelassen: $<why>'],
  [/^The transcript (\S+) was left out: (?<why>.*)$/, 'Das Transkript $1 wurde weggelassen: $<why>'],
  [/^Its file of chapters was left out: (?<why>.*)$/, 'Ihre Datei mit Kapiteln wurde weggelassen: $<why>'],
  [/^A chapter was left out: (?<why>.*)$/, 'Ein Kapitel wurde weggelassen: $<why>'],
  [/^The link of a chapter was left out: (?<why>.*)$/, 'Der Link eines Kapitels wurde weggelassen: $<why>'],
  [/^The picture of a chapter was left out: (?<why>.*)$/, 'Das Bild eines Kapitels wurde weggelassen: $<why>'],
  [/^The end of a chapter was left out: (?<why>.*)$/, 'Das Ende eines Kapitels wurde weggelassen: $<why>'],
  [/^Its title was shortened: apps take (\d+) characters\.$/, 'Sein Titel wurde gekürzt: Apps nehmen $1 Zeichen.'],
  [
    /^Of its chapters (\d+) more were left out or taken in part\.$/,
    'Von ihren Kapiteln wurden $1 weitere weggelassen oder nur zum Teil übernommen.',
  ],
  [/^Of its chapters only the first (\d+) were taken\.$/, 'Von ihren Kapiteln wurden nur die ersten $1 übernommen.'],
  [
    /^“(.*)” was left out of the people: “(.*)” is no role of the Podcast Taxonomy\. Name one here\.$/,
    '„$1“ fehlt unter den Mitwirkenden: Die Aufgabe „$2“ steht nicht in der Liste, die Podcast-Apps kennen. Tragen Sie hier eine daraus ein.',
  ],
  [
    /^The group of “(.*)”, “(.*)”, was left out: the role is in none of that name\.$/,
    'Die Gruppe von „$1“, „$2“, wurde weggelassen: Die Aufgabe gehört zu keiner, die so heißt.',
  ],
  [
    /^Its number, (\S+), is (\d+) here, and shown as “(.*)”\.$/,
    'Ihre Nummer, $1, ist hier $2 und wird als „$3“ angezeigt.',
  ],
  ...FIELD_PATTERNS,
  [/^“(.*?)” was shortened: apps take (\d+) characters\.$/, '„$1“ wurde gekürzt: Apps nehmen $2 Zeichen.'],
  [/^“(.*?)” was left out: (?<why>.*)$/, '„$1“ wurde weggelassen: $<why>'],
  [/^“(.*?)” was taken in part: (?<why>.*)$/, '„$1“ wurde nur zum Teil übernommen: $<why>'],
  [
    /^The feed says that its audio has (?<said>\d+) bytes?; (?<came>\d+) came\.$/,
    'Laut Feed hat ihr Audio $<said> Byte; angekommen sind $<came>.',
  ],
  [/^Its guid has more than (\d+) bytes\.$/, 'Ihre guid hat mehr als $1 Bytes.'],
  [/^Its date, “(.*)”, can’t be read\.$/, 'Ihr Datum, „$1“, ist nicht zu lesen.'],
  [/^Of its date, “(.*)”, the day of the week is another one\.$/, 'An ihrem Datum, „$1“, stimmt der Wochentag nicht.'],
  [
    /^Of its date, “(.*)”, it names no time zone, so UTC was taken\.$/,
    'Ihr Datum, „$1“, nennt keine Zeitzone. Genommen wurde UTC.',
  ],
  [/^It stands at the date of its neighbour, (\S+)\.$/, 'Sie steht beim Datum der Folge neben ihr, $1.'],
  [
    /^The feed names no language that apps know \(“(.*)”\); (\S+) was taken\.$/,
    'Der Feed nennt keine Sprache, die Apps kennen („$1“). Genommen wurde $2.',
  ],
  [
    /^The category “(.*)” is none of Apple's and was left out\.$/,
    'Die Kategorie „$1“ gibt es bei Apple nicht. Sie wurde weggelassen.',
  ],
  [/^The category “(.*)” is now called “(.*)”\.$/, 'Die Kategorie „$1“ heißt jetzt „$2“.'],
  [
    /^Of its categories only the first (\d+) were taken\.$/,
    'Von seinen Kategorien wurden nur die ersten $1 übernommen.',
  ],
  [
    /^The feed names no category of Apple's; (.*) was taken\.$/,
    'Der Feed nennt keine Kategorie, die Apple kennt. Genommen wurde $1.',
  ],
  [
    /^The show is serial, but (\d+) of its episodes have no number; it is episodic here\.$/,
    'Der Podcast läuft der Reihe nach, aber Folgen haben keine Nummer ($1). Hier steht deshalb die neueste zuerst.',
  ],
  [
    /^Of its text only the first (?<characters>[\d,]+) characters were read\.$/,
    'Von ihrem Text wurden nur die ersten $<characters> Zeichen gelesen.',
  ],
  [
    /^The notes were shortened: they had more than (?<bytes>[\d,]+) bytes\.$/,
    'Die Shownotes wurden gekürzt: Sie hatten mehr als $<bytes> Zeichen (Umlaute zählen doppelt).',
  ],
  [
    /^The feed goes on; (\d+) episodes on (\d+) pages were read\.$/,
    'Der Feed geht noch weiter. Gelesen wurden $1 Folgen auf $2 Seiten.',
  ],
  [/^The pages of the feed lead in a circle, back to (\S+)\.$/, 'Die Seiten des Feeds führen im Kreis zurück zu $1.'],
  // What is fetched from elsewhere.
  [/^(\S+) takes too long\.$/, '$1 braucht zu lange.'],
  [/^(\S+) answered (\d+)\.$/, '$1 hat mit $2 geantwortet.'],
  [/^(\S+) does not speak HTTP\.$/, '$1 spricht kein HTTP.'],
  [/^(\S+) is at a name that can’t be looked up\.$/, 'Der Name von $1 lässt sich nicht auflösen.'],
  [/^(\S+) has no valid certificate\.$/, '$1 hat kein gültiges Zertifikat.'],
  [/^(\S+) sends what can’t be unpacked\.$/, '$1 sendet etwas, das sich nicht auspacken lässt.'],
  [/^(\S+) can’t be reached, or broke off\.$/, '$1 ist nicht zu erreichen, oder die Verbindung brach ab.'],
  [/^(\S+) sends us round in a circle\.$/, '$1 leitet im Kreis weiter.'],
  [/^(\S+) sends us on and on\.$/, '$1 leitet zu oft weiter.'],
  [/^(\S+) sends more than (?<bytes>[\d,]+) bytes\.$/, '$1 sendet mehr als $<bytes> Bytes.'],
  [
    /^(\S+) sends its content packed as "(.*)", which we did not ask for\.$/,
    '$1 sendet seinen Inhalt ungefragt als „$2“ verpackt.',
  ],
  [
    /^(\S+) lies in a private network; with IMPORT_PRIVATE_NETWORKS=true this host may fetch from there\.$/,
    '$1 liegt in einem privaten Netz. Der Betrieb kann mit IMPORT_PRIVATE_NETWORKS=true erlauben, von dort zu laden.',
  ],
  [
    /^(\S+) has a link-local address, from which nothing is ever fetched\.$/,
    '$1 hat eine Adresse, die nur im Netz direkt um diesen Dienst gilt (link-local). Von dort wird nie etwas geladen.',
  ],
  [
    /^"(.*)" can’t be asked: an address begins with http:\/\/ or https:\/\/ and has no password in it\.$/,
    '„$1“ ist keine Adresse, von der sich etwas laden lässt: Sie beginnt mit http:// oder https:// und enthält kein Passwort.',
  ],
]
