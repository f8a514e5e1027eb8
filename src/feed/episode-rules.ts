import { chaptersBeyondEnd, chaptersOf } from '../episodes/chapters.ts'
import type { Episode } from '../episodes/episode.ts'
import { factsOfEpisode } from '../episodes/episode-facts.ts'
import { isWithin } from '../episodes/soundbites-input.ts'
import { isBlank } from '../lib/input.ts'
import { AUDIO_RULES } from './audio-rules.ts'
import { type EpisodeRule, fitsDescription, fitsLine, hasGoodSize, hasGoodType, isWholeInFeed } from './rule.ts'
import { repeatsNumber, repeatsShow } from './title-habits.ts'

/** Podcast namespace: characters of an episode's `display`. */
const MAX_NUMBER_LABEL = 32
/** Podcast namespace: how long a soundbite is, in seconds. */
const SOUNDBITE_SECONDS = { min: 15, max: 120 }

/** The first part of a tag: de for de-DE. */
const baseOf = (language: string) => language.split('-', 1)[0]!.toLowerCase()

const spokenIn = ({ language, show }: Episode) => baseOf(language ?? show.language)

/** Seconds of audio, without an end while there is none. */
const secondsOf = ({ enclosure }: Episode) => enclosure?.seconds ?? Number.POSITIVE_INFINITY

/** What Apple, PSP-1, the podcast namespace and the law on accessibility ask of an episode. */
export const EPISODE_RULES: readonly EpisodeRule[] = [
  {
    id: 'title-missing',
    severity: 'blocks',
    standard: 'RSS 2.0, Apple, PSP-1',
    de: 'Geben Sie der Folge einen Titel.',
    en: 'Give the episode a title.',
    holds: (_, { episode }) => !isBlank(episode.title),
  },
  {
    id: 'text-too-long',
    severity: 'blocks',
    standard: 'PSP-1, podcast namespace',
    de: 'Kürzen Sie Titel, Kurztitel und Mitwirkende auf je höchstens 255 Zeichen, die angezeigte Nummer auf 32.',
    en: 'Shorten the title, the short title and the author to at most 255 characters each, the number shown to 32.',
    holds: (_, { episode: { title, shortTitle, author, numberLabel } }) =>
      [title, shortTitle, author].every((text) => fitsLine(text)) && fitsLine(numberLabel, MAX_NUMBER_LABEL),
  },
  {
    id: 'description-too-long',
    severity: 'blocks',
    standard: 'Apple, PSP-1',
    de: 'Kürzen Sie die Beschreibung auf 4.000 Zeichen; Umlaute zählen doppelt, und in die Shownotes passt mehr.',
    en: 'Shorten the description to 4,000 characters; umlauts count twice, and the show notes take more.',
    holds: (_, { episode }) => fitsDescription(episode.description),
  },
  {
    id: 'guid-missing',
    severity: 'blocks',
    standard: 'Apple, PSP-1',
    de: 'Laden Sie die Audiodatei als neue Folge hoch: Dieser fehlt die Kennung, an der Apps sie erkennen.',
    en: 'Upload the audio as a new episode: this one lacks the guid by which apps know it.',
    holds: (_, { episode }) => !isBlank(episode.guid),
  },
  {
    id: 'number-needed',
    severity: 'blocks',
    standard: 'Apple',
    de: 'Geben Sie die Nummer der Folge an: In einem Podcast mit Reihenfolge hat jede Folge eine.',
    en: 'Add the number of the episode: in a serial show each one has one.',
    holds: (_, { episode: { show, type, number } }) => show.type !== 'serial' || type !== 'full' || number !== null,
  },
  {
    id: 'number-invalid',
    severity: 'blocks',
    standard: 'Apple, PSP-1',
    de: 'Geben Sie Staffel und Nummer als ganze Zahl ab 1 an, oder lassen Sie sie weg.',
    en: 'Write season and number as whole numbers from 1, or leave them out.',
    holds: (_, { episode: { season, number } }) => (season ?? 1) >= 1 && (number ?? 1) >= 1,
  },
  ...AUDIO_RULES,
  {
    id: 'artwork-size',
    severity: 'blocks',
    standard: 'Apple, PSP-1',
    de: 'Laden Sie ein Bild der Folge mit einer Seitenlänge von 1400 bis 3000 Pixeln hoch.',
    en: 'Upload a picture of the episode of 1400 to 3000 pixels on each side.',
    holds: (_, { episode }) => hasGoodSize(episode.artwork),
  },
  {
    id: 'artwork-type',
    severity: 'blocks',
    standard: 'Apple, PSP-1',
    de: 'Laden Sie das Bild der Folge als JPEG oder PNG hoch.',
    en: 'Upload the picture of the episode as a JPEG or PNG.',
    holds: (_, { episode }) => hasGoodType(episode.artwork),
  },
  {
    id: 'show-complete',
    severity: 'blocks',
    standard: 'Apple',
    de: 'Stellen Sie beim Podcast „Abgeschlossen“ (complete) auf Nein: Apps suchen in einem abgeschlossenen Podcast keine neue Folge mehr.',
    en: 'Set “Complete” of the show to No: apps look for no further episode in one that has ended.',
    holds: (_, { episode, isPublished }) => !episode.show.complete || isPublished,
  },
  {
    id: 'transcript-missing',
    severity: 'blocks',
    overridable: true,
    standard: 'WCAG 1.2.1 / ThürBITVO, PSP-1',
    de: 'Laden Sie ein Transkript hoch, damit auch gehörlose Menschen erfahren, was gesagt wird, oder nennen Sie einen Grund, warum es fehlt.',
    en: 'Upload a transcript, so that deaf people learn what is said too, or give a reason why there is none.',
    holds: (_, { episode }) => episode.transcripts.length > 0,
  },
  {
    id: 'transcript-language',
    severity: 'warns',
    standard: 'WCAG 1.2.1 / ThürBITVO',
    de: 'Laden Sie auch ein Transkript in der Sprache der Folge hoch: Bisher gibt es nur Übersetzungen.',
    en: 'Upload a transcript in the language of the episode too: so far there are only translations.',
    holds: (_, { episode }) =>
      episode.transcripts.length === 0 ||
      episode.transcripts.some(({ language }) => baseOf(language) === spokenIn(episode)),
  },
  {
    id: 'transcript-unchecked',
    severity: 'warns',
    standard: 'WCAG 1.2.1 / ThürBITVO',
    de: 'Lassen Sie das maschinell erstellte Transkript von einem Menschen prüfen und setzen Sie es auf berichtigt oder freigegeben.',
    en: 'Have somebody check the machine-made transcript and mark it corrected or approved.',
    holds: (_, { episode }) => episode.transcripts.every(({ state }) => state !== 'machine'),
  },
  {
    id: 'transcript-without-times',
    severity: 'warns',
    standard: 'Apple, podcast namespace',
    de: 'Laden Sie das Transkript möglichst mit Zeiten hoch, etwa als WebVTT, damit man beim Hören mitlesen kann.',
    en: 'Upload the transcript with times if you can, such as WebVTT, so that people can read along.',
    holds: (_, { episode }) =>
      episode.transcripts.length === 0 || episode.transcripts.some(({ times }) => times !== 'none'),
  },
  {
    id: 'transcript-outside-audio',
    severity: 'warns',
    standard: 'WCAG 1.2.1 / ThürBITVO, podcast namespace',
    de: 'Laden Sie das Transkript passend zu diesem Audio hoch, oder berichtigen Sie es: Zeilen darin beginnen erst nach dem Ende des Audios.',
    en: 'Upload the transcript that goes with this audio, or correct it: lines of it begin after the end of the audio.',
    holds: (_, { speaksAfterEnd }) => !speaksAfterEnd,
  },
  {
    id: 'description-missing',
    severity: 'warns',
    standard: 'Apple, PSP-1',
    de: 'Beschreiben Sie in einigen Sätzen, worum es in der Folge geht: Danach wird in Apps gesucht.',
    en: 'Describe in a few sentences what the episode is about: apps search in it.',
    holds: (_, { episode }) => !isBlank(episode.description) || !isBlank(episode.notes),
  },
  {
    id: 'title-with-number',
    severity: 'warns',
    standard: 'Apple',
    de: 'Nehmen Sie die Nummer aus dem Titel: Apps zeigen Staffel und Nummer aus ihren eigenen Feldern.',
    en: 'Take the number out of the title: apps show season and number from fields of their own.',
    holds: (_, { episode }) => !repeatsNumber(episode.title, episode.number),
  },
  {
    id: 'title-with-show',
    severity: 'warns',
    standard: 'Apple',
    de: 'Nehmen Sie den Namen des Podcasts aus dem Titel: Apps zeigen ihn ohnehin.',
    en: 'Take the name of the show out of the title: apps show it anyway.',
    holds: (_, { episode }) => !repeatsShow(episode.title, episode.show.title),
  },
  {
    id: 'number-taken',
    severity: 'warns',
    standard: 'Apple',
    de: 'Geben Sie der Folge eine andere Nummer: In dieser Staffel hat sie schon eine andere.',
    en: 'Give the episode another number: a different one of this season has it already.',
    holds: (_, { sharesNumber }) => !sharesNumber,
  },
  {
    id: 'artwork-missing',
    severity: 'warns',
    standard: 'Apple, PSP-1',
    de: 'Laden Sie ein eigenes Bild der Folge hoch, wenn Sie eines haben; sonst zeigen Apps das Titelbild des Podcasts.',
    en: 'Upload a picture of the episode if you have one; otherwise apps show the cover of the show.',
    holds: (_, { episode }) => episode.artwork !== null,
  },
  {
    id: 'artwork-alt-missing',
    severity: 'warns',
    standard: 'WCAG 1.1.1 / ThürBITVO, podcast namespace',
    de: 'Beschreiben Sie in einem Satz, was auf dem Bild der Folge zu sehen ist, für alle, die es nicht sehen.',
    en: 'Say in a sentence what the picture of the episode shows, for those who don’t see it.',
    holds: (_, { episode }) => !episode.artwork || !isBlank(episode.artwork.alt),
  },
  {
    id: 'chapters-outside-audio',
    severity: 'warns',
    standard: 'podcast namespace, Podlove',
    de: 'Verschieben oder löschen Sie die Kapitel, die erst nach dem Ende des Audios beginnen: Niemand sieht sie.',
    en: 'Move or delete the chapters that begin after the end of the audio: nobody sees them.',
    holds: (_, { episode }) => chaptersBeyondEnd(episode).length === 0,
  },
  {
    id: 'description-cut',
    severity: 'warns',
    standard: 'Apple',
    de: 'Kürzen Sie die Beschreibung: Zeilenumbrüche und Zeichen wie & zählen im Feed fünffach, damit ist sie dort zu lang, und ihr Ende fehlt.',
    en: 'Shorten the description: line breaks and characters such as & count five times in the feed, so it is too long there, and its end is missing.',
    holds: (_, { episode }) => isWholeInFeed(episode.description),
  },
  {
    id: 'chapters-late',
    severity: 'warns',
    standard: 'Apple, podcast namespace',
    de: 'Lassen Sie das erste Kapitel bei 00:00:00 beginnen.',
    en: 'Let the first chapter begin at 00:00:00.',
    holds: (_, { episode }) => (chaptersOf(episode).find(({ hidden }) => !hidden)?.startSeconds ?? 0) === 0,
  },
  {
    id: 'soundbites-outside-audio',
    severity: 'warns',
    standard: 'podcast namespace',
    de: 'Verschieben oder löschen Sie die Hörproben, die nicht ganz im Audio liegen: Niemand hört sie.',
    en: 'Move or delete the soundbites that don’t lie wholly inside the audio: nobody hears them.',
    holds: (_, { episode }) => factsOfEpisode(episode).soundbites.every((bite) => isWithin(secondsOf(episode), bite)),
  },
  {
    id: 'soundbites-length',
    severity: 'warns',
    standard: 'podcast namespace',
    de: 'Wählen Sie Hörproben von 15 bis 120 Sekunden.',
    en: 'Choose soundbites of 15 to 120 seconds.',
    holds: (_, { episode }) =>
      factsOfEpisode(episode).soundbites.every(
        ({ durationSeconds }) => durationSeconds >= SOUNDBITE_SECONDS.min && durationSeconds <= SOUNDBITE_SECONDS.max,
      ),
  },
  {
    id: 'episode-hidden',
    severity: 'warns',
    standard: 'Apple',
    de: 'Schalten Sie „block“ aus, wenn Apple die Folge zeigen soll.',
    en: 'Switch “block” off if Apple is to show this episode.',
    holds: (_, { episode }) => !episode.block,
  },
]
