/** Words of speech in the order of how often they are said; most are stop words, as in real talk. */
const SAID =
  'und die der ich das in ist zu es wir auch so nicht dass mit auf ja haben für ein man eine sie den sich aber also was wie oder dann von da wenn noch ganz mal schon dem im halt natürlich an hier nur bei einfach als genau jetzt sehr sind hat war werden kann uns aus um immer mehr viele eigentlich Menschen gibt müssen Verwaltung heute Thema Jahr Frage digital wieder Leute gut Beispiel Land Zeit möchte arbeiten Stadt sagen Prozess machen neu Antrag Bürger Daten Projekt'.split(
    ' ',
  )
const FIRST =
  'Amts Bürger Verkehrs Nacht Bahn Haushalts Wohnungs Umwelt Wasser Schul Straßen Gemeinde Kreis Landes Energie Wärme Brücken Rad Forschungs Gesundheits Ehren Kultur Bildungs Verwaltungs Digital Daten Finanz Steuer Personal Jugend Sozial Rechts Bau Feuer Wald Boden Grund Medien Sprach Netz Sicherheits Zukunfts Wirtschafts Arbeits Familien Alters Kinder Hafen Markt Dorf Museums Theater Archiv Grenz Land Markt Klima Luft Abfall Strom'.split(
    ' ',
  )
const SECOND =
  'weg zug hof gespräch plan amt antrag schule platz bedarf stelle dienst verband rat gesetz ordnung prüfung förderung leitung gruppe arbeit frage antwort zeit raum haus garten feld netz werk mittel zahl bericht auftrag vertrag ausschuss vorlage sitzung messe reise karte kasse pflicht recht steuer abgabe hilfe pflege wehr schutz wandel fest buch bild ton spiel sport lauf fahrt halle brücke straße'.split(
    ' ',
  )
const ENDINGS = ['', 'en', 's', 'e', 'er']

/** Every word there is, the often said ones first: about 18,000, as many as a thousand hours of talk have. */
const VOCABULARY = [
  ...SAID,
  ...ENDINGS.flatMap((ending) => FIRST.flatMap((one) => SECOND.map((two) => one + two + ending))),
]

/** How often each word is said at the most often, added up: by rank, as in every language (Zipf and Mandelbrot). */
const SHARES = VOCABULARY.map((_, rank) => 1 / (rank + 2.7))
let total = 0
const UP_TO = SHARES.map((share) => {
  total += share
  return total
})

/** One of those said seldom: once in ten hours or so. */
export const RARE_WORD = VOCABULARY.at(-1)!
export const FREQUENT_WORD = 'Verwaltung'

const WORDS_IN_CUE = 12
/** 150 words a minute. */
const CUE_SECONDS = 4.8

export interface SaidCue {
  startSeconds: number
  endSeconds: number
  text: string
}

/** An hour or so of talk: different for each number, and the same in every run. */
export function talk(number: number, seconds: number): SaidCue[] {
  let state = (number + 1) * 2_654_435_761
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  return Array.from({ length: Math.floor(seconds / CUE_SECONDS) }, (_, at) => {
    const words = Array.from({ length: WORDS_IN_CUE }, () => VOCABULARY[rankAt(next() * total)])
    const startSeconds = Math.round(at * CUE_SECONDS * 1000) / 1000
    return { startSeconds, endSeconds: startSeconds + 4.5, text: `${words.join(' ')}.` }
  })
}

function rankAt(share: number): number {
  let [low, high] = [0, UP_TO.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if (UP_TO[middle]! < share) low = middle + 1
    else high = middle
  }
  return low
}
