import type { Language } from '../../languages.ts'
import { studioWordsFor } from '../../words/studio/words-for.ts'

/** In this order: most browsers call themselves by the names of those further down too. */
const BROWSERS: [RegExp, string][] = [
  [/\bEdg(?:e|A|iOS)?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bVivaldi\//, 'Vivaldi'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:HeadlessChrome|Chrome|CriOS|Chromium)\//, 'Chrome'],
  [/\bVersion\/[\d.]+ .*\bSafari\//, 'Safari'],
]
const SYSTEMS: [RegExp, string][] = [
  [/\biPhone\b/, 'iOS (iPhone)'],
  [/\biPad\b/, 'iPadOS'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
]

/** A browser in plain words, as far as it says what it is: "Firefox unter Windows". */
export function deviceIn(language: Language, userAgent: string | null): string {
  const words = studioWordsFor(language).account.sessions
  const [browser, system] = [nameIn(BROWSERS, userAgent), nameIn(SYSTEMS, userAgent)]
  return browser && system ? words.on(browser, system) : (browser ?? system ?? words.unknown)
}

const nameIn = (names: [RegExp, string][], text: string | null) => names.find(([sign]) => sign.test(text ?? ''))?.[1]
