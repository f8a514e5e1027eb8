import { history } from '../history/de.ts'
import { log } from '../log/de.ts'

/** What the fields of a show and an episode are called elsewhere in the studio; one name where they differ. */
const NAMES: Readonly<Record<string, string>> = {
  ...log.fields,
  ...history.fields,
  ...{ author: 'Autor oder Herausgeber', type: 'Art', socialInteract: 'Beiträge in Netzwerken' },
  txt: 'Texte für Verzeichnisse',
}

/** What became of a field in an import, in German: named as people know it, not as programs do. */
export const FIELD_PATTERNS = Object.entries(NAMES).flatMap(([field, name]): [RegExp, string][] => [
  [new RegExp(`^“${field}” was left out: (?<why>.*)$`), `„${name}“ wurde weggelassen: $<why>`],
  [new RegExp(`^“${field}” was taken in part: (?<why>.*)$`), `„${name}“ wurde nur zum Teil übernommen: $<why>`],
  [
    new RegExp(`^“${field}” was shortened: apps take (\\d+) characters\\.$`),
    `„${name}“ wurde gekürzt: Apps nehmen $1 Zeichen.`,
  ],
])
