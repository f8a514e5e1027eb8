/** Long enough that guessing a kept one takes years (BSI ORP.4.A22 asks for what fits the purpose; NIST SP 800-63B-4 for 15 or a second factor). */
export const MIN_PASSWORD_CHARACTERS = 12
/** Whole sentences fit; a longer text would only keep the host computing. */
export const MAX_PASSWORD_CHARACTERS = 128

/** So many characters must be left of a password when everything that is guessed first is taken out. */
const MIN_OWN_CHARACTERS = 5

/** Why a password is refused. */
export type PasswordFault = 'short' | 'long' | 'common'

/**
 * What speaks against a password, or null. Common is one made of the words, ways over the keys and years that guessing
 * begins with, of its owner's name or address, or of one piece again and again; also with every character typed twice.
 */
export function passwordFault(password: string, owner: { name: string; email: string }): PasswordFault | null {
  if ([...password].length < MIN_PASSWORD_CHARACTERS) return 'short'
  if (password.length > MAX_PASSWORD_CHARACTERS) return 'long'
  return ownPartOf(password, owner).length < MIN_OWN_CHARACTERS ? 'common' : null
}

function ownPartOf(password: string, { name, email }: { name: string; email: string }): string {
  const ownWords = `${name} ${email}`.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 2)
  const words = [...COMMON_WORDS, ...ownWords].map(plain).sort((a, b) => b.length - a.length)
  let rest = withoutRows(plain(password))
  for (const word of words) rest = rest.replaceAll(word, ' ')
  rest = withoutRows(rest.replace(/(.)\1+/gs, '$1'))
  return [...new Set(onePieceOf(rest.replace(/(19|20)\d\d/g, '').replace(/\s/g, '')))].join('')
}

/**
 * Small letters, without accents, and what stands for letters in their place: P@ssw0rt is passwort. Umlauts are the same
 * written out, since both are typed: Thüringen and Thueringen are thuringen.
 */
const plain = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/([aou])e/g, '$1')
    .replaceAll('ß', 'ss')
    .replace(/[@4031$!57]/g, (sign) => LOOKS_LIKE[sign]!)

/** The smallest piece that makes the whole when it is repeated. */
const onePieceOf = (text: string) => /^(.+?)\1*$/s.exec(text)?.[1] ?? text

/** Takes out four and more neighbours of a row, forwards or backwards. */
function withoutRows(text: string): string {
  let rest = text
  for (const row of ROWS)
    for (let length = row.length; length >= 4; length--)
      for (let at = 0; at + length <= row.length; at++) rest = rest.replaceAll(row.slice(at, at + length), ' ')
  return rest
}
const LOOKS_LIKE: Record<string, string> = {
  '@': 'a',
  '4': 'a',
  '0': 'o',
  '3': 'e',
  '1': 'i',
  $: 's',
  '!': 'i',
  '5': 's',
  '7': 't',
}

const KEYS = [
  '1234567890',
  'qwertzuiopu',
  'qwertyuiop',
  'asdfghjkloa',
  'yxcvbnm',
  'zxcvbnm',
  'abcdefghijklmnopqrstuvwxyz',
  // To and fro between two rows, and column by column: down, up, and down and up in turns.
  ...['1q2w3e4r5t6z7u8i9o0p', '1q2w3e4r5t6y7u8i9o0p', 'qawsedrftgzhujikolp', 'qawsedrftgyhujikolp'],
  ...['1qay2wsx3edc4rfv5tgb6zhn7ujm', '1qaz2wsx3edc4rfv5tgb6yhn7ujm', 'yaq1xsw2cde3vfr4bgt5nhz6mju7'],
  ...['zaq1xsw2cde3vfr4bgt5nhy6mju7', 'qaywsxedcrfvtgbzhnujm', 'qazwsxedcrfvtgbyhnujm', 'yaqxswcdevfrbgtnhzmju'],
  ...['zaqxswcdevfrbgtnhymju', 'qayxswedcvfrtgbnhzujm', 'qazxswedcvfrtgbnhyujm', '1qayxsw23edcvfr45tgbnhz67ujm'],
  ...['1qazxsw23edcvfr45tgbnhy67ujm', '147258369', '741852963', '789456123', '159357'],
]
const ROWS = KEYS.flatMap((row) => [row, [...row].reverse().join('')]).map(plain)

/** Words that guessing begins with, in German and English, and those of this host. */
const COMMON_WORDS = `
admin administrator amt anmelden august baby barcelona bayern behorde berlin borussia computer dezember dragon dresden
erfurt februar football freitag fruhling fussball geheim geheimnis gemeinde hallo hamburg herbst hunter internet januar
juli juni kaffee kennwort kommune landratsamt letmein liebe login london lovely mai marz master michael ministerium
mittwoch monkey montag motdepasse mutter november office oktober orange paris pass passw passwd passwort password
podcast presse pressestelle princess qwert qwertz qwerty rathaus redaktion sale samstag schalke schatz schule secret
sendeplatz september server shadow soccer sommer sonne sonntag spring stadt start starwars stern studio summer
sunshine superman telefon test thuringen trustno update user vater verwaltung welcome werder willkommen windows winter
zugang zuhause iloveyou ichliebedich donnerstag dienstag autumn monday friday sunday changeme default
abteilung anhalt baden bauamt bezirk brandenburg bremen bund burger burgermeister buro deutschland dienst dienststelle
dusseldorf finanzamt frankfurt gericht germany hannover hessen holstein jena jugendamt kanzlei karlsruhe kiel koln
kreis kultur land landes landkreis landtag leipzig magdeburg mainz mecklenburg minister munchen niedersachsen nordrhein
nurnberg ordnungsamt osterreich pfalz polizei potsdam referat regierung rheinland saarland sachsen schleswig schwerin
sozialamt staat stuttgart vorpommern weimar westfalen wiesbaden wurttemberg
`
  .trim()
  .split(/\s+/)
