import type { Config } from '../config.ts'
import type { Episode } from '../episodes/episode.ts'
import type { EpisodeRule, EpisodeSubject } from './rule.ts'

/** Apple's list of types, and the ending each one has: by it Apple decides whether it lists the episode at all. */
const ENDINGS: Record<string, string> = {
  'audio/mpeg': '.mp3',
  'audio/x-m4a': '.m4a',
  'video/mp4': '.mp4',
  'video/x-m4v': '.m4v',
  'video/quicktime': '.mov',
  'application/pdf': '.pdf',
}

/** Bit/s for each channel: the least Apple takes. */
const LEAST_BITRATE = 32_000
/** Hz: what Apple asks for. */
const SAMPLE_RATES = [44_100, 48_000]
/** Bytes: no index of an MP4 with an audio track is shorter, so audio that begins before stands in front of it. */
const SHORTEST_INDEX = 500

type Audio = NonNullable<Episode['enclosure']>

/** Where there is no audio yet, only `no-audio` says so. */
const ofAudio =
  (holds: (audio: Audio) => boolean) =>
  (_: Pick<Config, 'publicUrl'>, { episode }: EpisodeSubject): boolean =>
    !episode.enclosure || holds(episode.enclosure)

/** What RSS, Apple and PSP-1 ask of the enclosure. */
export const AUDIO_RULES: readonly EpisodeRule[] = [
  {
    id: 'no-audio',
    severity: 'blocks',
    standard: 'RSS 2.0, Apple, PSP-1',
    de: 'Laden Sie die Audiodatei der Folge hoch.',
    en: 'Upload the audio of the episode.',
    holds: (_, { episode }) => episode.enclosure !== null,
  },
  {
    id: 'audio-type',
    severity: 'blocks',
    standard: 'Apple, PSP-1',
    de: 'Laden Sie die Folge als MP3 oder M4A hoch; andere Arten von Dateien spielen Apps nicht.',
    en: 'Upload the episode as MP3 or M4A; apps play no other type.',
    holds: ofAudio(({ type }) => type in ENDINGS),
  },
  {
    id: 'audio-ending',
    severity: 'blocks',
    standard: 'Apple',
    de: 'Laden Sie die Audiodatei noch einmal hoch: Ihre Adresse endet nicht auf .mp3 oder .m4a, wie es zu ihrer Art gehört.',
    en: 'Upload the audio again: its address does not end in .mp3 or .m4a as its type wants it.',
    holds: ofAudio(({ type, path }) => !(type in ENDINGS) || path.endsWith(ENDINGS[type]!)),
  },
  {
    id: 'audio-address',
    severity: 'blocks',
    standard: 'Apple',
    de: 'Laden Sie die Audiodatei noch einmal hoch: In ihrer Adresse stehen andere Zeichen als a–z, 0–9 und Trennzeichen.',
    en: 'Upload the audio again: its address has characters other than a–z, 0–9 and separators.',
    holds: ofAudio(({ path }) => /^[\w./-]+$/.test(path)),
  },
  {
    id: 'audio-empty',
    severity: 'blocks',
    standard: 'RSS 2.0, Apple, PSP-1',
    de: 'Laden Sie die Audiodatei noch einmal hoch: Sie ist leer.',
    en: 'Upload the audio again: it is empty.',
    holds: ofAudio(({ bytes }) => bytes > 0),
  },
  {
    id: 'audio-without-duration',
    severity: 'blocks',
    standard: 'Apple, PSP-1',
    de: 'Laden Sie eine Audiodatei hoch, in der etwas zu hören ist: Diese dauert 0 Sekunden.',
    en: 'Upload audio with something to hear in it: this lasts 0 seconds.',
    holds: ofAudio(({ seconds }) => seconds > 0),
  },
  {
    id: 'audio-bitrate-low',
    severity: 'warns',
    standard: 'Apple',
    de: 'Speichern Sie das Audio mit mehr Bitrate: mono ab 32, besser 96 kbit/s, stereo ab 64, besser 128 kbit/s.',
    en: 'Save the audio with a higher bitrate: mono from 32, better 96 kbit/s, stereo from 64, better 128 kbit/s.',
    // An average is a little below what was chosen.
    holds: ofAudio(
      ({ bitrate, channels }) => Math.round(bitrate / 1000) * 1000 >= LEAST_BITRATE * Math.min(channels, 2),
    ),
  },
  {
    id: 'audio-sample-rate',
    severity: 'warns',
    standard: 'Apple',
    de: 'Speichern Sie das Audio mit einer Abtastrate von 44,1 oder 48 kHz.',
    en: 'Save the audio with a sample rate of 44.1 or 48 kHz.',
    holds: ofAudio(({ sampleRate }) => SAMPLE_RATES.includes(sampleRate)),
  },
  {
    id: 'audio-index-last',
    severity: 'warns',
    standard: 'ISO/IEC 14496-12',
    de: 'Speichern Sie die M4A-Datei „für das Web optimiert“ (faststart): Sonst beginnen manche Apps erst, wenn sie ganz geladen ist.',
    en: 'Save the M4A “optimised for the web” (faststart): otherwise some apps begin only once all of it is loaded.',
    holds: ofAudio(({ type, tagBytes }) => type !== 'audio/x-m4a' || tagBytes >= SHORTEST_INDEX),
  },
]
