import { isBlank } from '../lib/input.ts'
import { isLanguage } from '../lib/language.ts'
import { isWebAddress } from '../lib/web-address.ts'
import { isAppleCategory } from '../shows/apple-categories.ts'
import { isHolderAlone } from '../shows/show-input.ts'
import { fitsDescription, fitsLine, hasGoodSize, hasGoodType, isWholeInFeed, type ShowRule } from './rule.ts'

/** Pixels on each side: what Apple prefers. */
const PREFERRED_SIDE = 3000
/** Bytes: what hosts advise for a cover, because apps load it for every list (Podigee, PRX). */
const LIGHT_COVER_BYTES = 512_000

/**
 * What Apple, PSP-1 and others ask of a show. What blocks here blocks each of its episodes, since directories take or
 * refuse a show as a whole.
 */
export const SHOW_RULES: readonly ShowRule[] = [
  {
    id: 'show-title-missing',
    severity: 'blocks',
    standard: 'RSS 2.0, Apple, PSP-1',
    de: 'Geben Sie dem Podcast einen Titel.',
    en: 'Give the show a title.',
    holds: (_, { show }) => !isBlank(show.title),
  },
  {
    id: 'show-text-too-long',
    severity: 'blocks',
    standard: 'PSP-1',
    de: 'Kürzen Sie Titel, Herausgeber, Inhaber und Rechteangabe des Podcasts auf je höchstens 255 Zeichen.',
    en: 'Shorten the title, author, owner and copyright of the show to at most 255 characters each.',
    holds: (_, { show }) => [show.title, show.author, show.ownerName, show.copyright].every((text) => fitsLine(text)),
  },
  {
    id: 'show-description-missing',
    severity: 'blocks',
    standard: 'RSS 2.0, Apple, PSP-1',
    de: 'Beschreiben Sie in einigen Sätzen, worum es in dem Podcast geht.',
    en: 'Describe in a few sentences what the show is about.',
    holds: (_, { show }) => !isBlank(show.description),
  },
  {
    id: 'show-description-too-long',
    severity: 'blocks',
    standard: 'Apple, PSP-1',
    de: 'Kürzen Sie die Beschreibung des Podcasts auf 4.000 Zeichen; Umlaute zählen doppelt.',
    en: 'Shorten the description of the show to 4,000 characters; umlauts count twice.',
    holds: (_, { show }) => fitsDescription(show.description),
  },
  {
    id: 'language-invalid',
    severity: 'blocks',
    standard: 'Apple, PSP-1',
    de: 'Wählen Sie die Sprache des Podcasts als Kürzel mit zwei Buchstaben, etwa de oder de-DE.',
    en: 'Choose the language of the show as its two-letter code, such as de or de-DE.',
    holds: (_, { show }) => isLanguage(show.language),
  },
  {
    id: 'category-missing',
    severity: 'blocks',
    standard: 'Apple, PSP-1',
    de: 'Ordnen Sie den Podcast einer Kategorie von Apple zu, etwa Staat und Verwaltung (Government).',
    en: 'Choose one of Apple’s categories for the show, such as Government.',
    holds: (_, { show }) => show.categories.length > 0,
  },
  {
    id: 'category-unknown',
    severity: 'blocks',
    standard: 'Apple',
    de: 'Wählen Sie nur Kategorien aus Apples Liste, genau so geschrieben wie dort.',
    en: 'Choose only categories of Apple’s list, spelled exactly as there.',
    holds: (_, { show }) => show.categories.every(isAppleCategory),
  },
  {
    id: 'website-invalid',
    severity: 'blocks',
    standard: 'RSS 2.0, PSP-1',
    de: 'Geben Sie die Webseite des Podcasts als ganze Adresse an, die mit https:// beginnt, oder lassen Sie sie weg.',
    en: 'Write the website of the show as a whole address that begins with https://, or leave it out.',
    holds: (_, { show }) => show.website === null || isWebAddress(show.website),
  },
  {
    id: 'cover-missing',
    severity: 'blocks',
    standard: 'Apple, PSP-1',
    de: 'Laden Sie ein Titelbild für den Podcast hoch: quadratisch, JPEG oder PNG, am besten 3000 × 3000 Pixel.',
    en: 'Upload a cover for the show: square, JPEG or PNG, best 3000 × 3000 pixels.',
    holds: (_, { show }) => show.artwork !== null,
  },
  {
    id: 'cover-size',
    severity: 'blocks',
    standard: 'Apple, PSP-1',
    de: 'Laden Sie ein Titelbild mit einer Seitenlänge von 1400 bis 3000 Pixeln hoch.',
    en: 'Upload a cover of 1400 to 3000 pixels on each side.',
    holds: (_, { show }) => hasGoodSize(show.artwork),
  },
  {
    id: 'cover-type',
    severity: 'blocks',
    standard: 'Apple, PSP-1',
    de: 'Laden Sie das Titelbild als JPEG oder PNG hoch.',
    en: 'Upload the cover as a JPEG or PNG.',
    holds: (_, { show }) => hasGoodType(show.artwork),
  },
  {
    id: 'show-moved',
    severity: 'blocks',
    overridable: true,
    standard: 'Apple',
    de: 'Veröffentlichen Sie beim neuen Anbieter, oder machen Sie den Umzug rückgängig: Apps lesen diesen Feed nicht mehr.',
    en: 'Publish at the new host, or undo the move: apps no longer read this feed.',
    holds: (_, { hasMoved }) => !hasMoved,
  },
  {
    id: 'address-insecure',
    severity: 'warns',
    standard: 'Apple, podcast namespace',
    de: 'Bitten Sie den Betrieb, als PUBLIC_URL eine Adresse mit https:// einzustellen: Verzeichnisse nehmen nur solche an.',
    en: 'Ask whoever runs this host to set PUBLIC_URL to an address with https://: directories take no other.',
    holds: ({ publicUrl }) => publicUrl.startsWith('https://'),
  },
  {
    id: 'show-description-cut',
    severity: 'warns',
    standard: 'Apple',
    de: 'Kürzen Sie die Beschreibung des Podcasts: Zeilenumbrüche und Zeichen wie & zählen im Feed fünffach, damit ist sie dort zu lang, und ihr Ende fehlt.',
    en: 'Shorten the description of the show: line breaks and characters such as & count five times in the feed, so it is too long there, and its end is missing.',
    holds: (_, { show }) => isWholeInFeed(show.description),
  },
  {
    id: 'author-missing',
    severity: 'warns',
    standard: 'Apple, PSP-1, Spotify',
    de: 'Nennen Sie, wer den Podcast herausgibt; ohne diese Angabe nimmt Spotify ihn nicht auf.',
    en: 'Name who publishes the show; Spotify does not list it without.',
    holds: (_, { show }) => !isBlank(show.author),
  },
  {
    id: 'owner-email-missing',
    severity: 'warns',
    standard: 'W3C feed validator, YouTube',
    de: 'Hinterlegen Sie eine Funktionsadresse als E-Mail des Inhabers: Verzeichnisse schicken dorthin ihren Nachweis.',
    en: 'Add a functional mailbox as the owner’s e-mail: directories send their proof of ownership there.',
    holds: (_, { show }) => !isBlank(show.ownerEmail),
  },
  {
    id: 'copyright-sign',
    severity: 'warns',
    standard: 'PSP-1',
    de: 'Nennen Sie bei den Rechten nur den Inhaber, ohne ©, Jahr und das Wort Copyright: Apps setzen das Zeichen selbst.',
    en: 'Name only who holds the rights, without ©, a year or the word copyright: apps add the sign themselves.',
    holds: (_, { show }) => isHolderAlone(show.copyright ?? ''),
  },
  {
    id: 'cover-small',
    severity: 'warns',
    standard: 'Apple',
    de: 'Laden Sie das Titelbild möglichst mit 3000 × 3000 Pixeln hoch, damit es auch auf großen Bildschirmen scharf ist.',
    en: 'Upload the cover with 3000 × 3000 pixels if you can, so that it is sharp on large screens too.',
    holds: (_, { show }) => !show.artwork || show.artwork.side >= PREFERRED_SIDE,
  },
  {
    id: 'cover-heavy',
    severity: 'warns',
    standard: 'Podigee, PRX',
    de: 'Speichern Sie das Titelbild mit höchstens 512 kB: Apps laden es auch unterwegs.',
    en: 'Save the cover with at most 512 kB: apps load it on the move too.',
    holds: (_, { show }) => !show.artwork || show.artwork.bytes <= LIGHT_COVER_BYTES,
  },
  {
    id: 'cover-alt-missing',
    severity: 'warns',
    standard: 'WCAG 1.1.1 / ThürBITVO, podcast namespace',
    de: 'Beschreiben Sie in einem Satz, was auf dem Titelbild zu sehen ist, für alle, die es nicht sehen.',
    en: 'Say in a sentence what the cover shows, for those who don’t see it.',
    holds: (_, { show }) => !show.artwork || !isBlank(show.artwork.alt),
  },
  {
    id: 'trailer-missing',
    severity: 'warns',
    standard: 'Apple, podcast namespace',
    de: 'Veröffentlichen Sie einen Trailer von ein bis zwei Minuten: Apps spielen ihn allen vor, die den Podcast finden.',
    en: 'Publish a trailer of one or two minutes: apps play it to everybody who finds the show.',
    holds: (_, { hasTrailer }) => hasTrailer,
  },
  {
    id: 'show-empty',
    severity: 'warns',
    standard: 'Apple, Spotify',
    de: 'Veröffentlichen Sie eine erste Folge, bevor Sie den Podcast bei Verzeichnissen anmelden.',
    en: 'Publish a first episode before you submit the show to directories.',
    holds: (_, { hasPublished }) => hasPublished,
  },
  {
    id: 'show-hidden',
    severity: 'warns',
    standard: 'Apple',
    de: 'Stellen Sie „Bei Apple verbergen“ (block) auf Nein, wenn Apple den Podcast zeigen soll.',
    en: 'Set “Hide at Apple” (block) to No if Apple is to show this podcast.',
    holds: (_, { show }) => !show.block,
  },
]
