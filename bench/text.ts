/** Words that show notes of an administration are made of. */
const WORDS =
  'Amt Bürger Verkehr Strecke Nacht Zug Bahnhof Gespräch Verwaltung Haushalt Wohnung Antrag Umwelt Wasser Schule Straße über mit für ohne zwischen heute morgen neue größere öffentliche digitale gemeinsame fährt kommt erklärt fördert prüft öffnet warum wie viele alle unsere Region Gemeinde Landkreis Ministerin Fachleute Gäste Folge Thema Frage Antwort Zukunft Energie Wärme Brücke Radweg Forschung Gesundheit Ehrenamt Kultur'.split(
    ' ',
  )
const NOTE_WORDS = 90
const TITLE_WORDS = 6

/** A title that differs from number to number and is the same in every run. */
export const title = (number: number) => words(number + 1, TITLE_WORDS)

/** Show notes of two paragraphs, about 700 bytes, which compress as real ones do. */
export const notes = (number: number) =>
  `<p>${words(number + 7, NOTE_WORDS / 2)}.</p><p>${words(number + 13_007, NOTE_WORDS / 2)} & mehr.</p>`

function words(from: number, count: number): string {
  let state = from * 2_654_435_761
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return WORDS[(state >>> 8) % WORDS.length]
  }).join(' ')
}
