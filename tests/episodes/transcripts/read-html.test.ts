import { expect, test } from 'vitest'
import { computing } from '../../support/computing.ts'
import { cue, read, refusalOf } from './support.ts'

const at = (startSeconds: number, speaker: string | null, text: string) => {
  const { endSeconds: _, ...rest } = cue(startSeconds, 0, speaker, text)
  return rest
}
const said = (speaker: string | null, text: string) => (speaker ? { speaker, text } : { text })

test.each<[what: string, file: string, cues: unknown[]]>([
  [
    'what the podcast namespace shows',
    '<cite>Kevin:</cite>\n<time>0:00</time>\n<p>Guten Tag.</p>\n<cite>Tom:</cite><time>0:52:03</time><p>Ja.</p><time>0:52:09</time><p>Doch.</p>',
    [at(0, 'Kevin', 'Guten Tag.'), at(3123, 'Tom', 'Ja.'), at(3129, 'Tom', 'Doch.')],
  ],
  [
    'a whole document',
    '<!DOCTYPE html><html lang="de"><head><title>Titel</title><style>p{}</style></head><body><script>1<2</script><p>Ja.</p></body></html>',
    [said(null, 'Ja.')],
  ],
  ['name and time inside of the paragraph', '<p><cite>Anna</cite> <time>(0:09)</time> Ja.</p>', [at(9, 'Anna', 'Ja.')]],
  ['exact times for programs', '<time datetime="PT1M9.5S">1:09</time><p>Ja.</p>', [at(69.5, null, 'Ja.')]],
  ['no times', '<p>Anna: Ja.</p><p>Nein.<br>Doch.</p>', [said('Anna', 'Ja.'), said('Anna', 'Nein. Doch.')]],
  [
    'names in bold',
    '<p><strong>Anna:</strong> Ja.</p><p><strong>Ben:</strong> Nein.</p>',
    [said('Anna', 'Ja.'), said('Ben', 'Nein.')],
  ],
  [
    'names in a row, without paragraphs',
    '<div><cite>Anna:</cite> Ja. <cite>Ben:</cite> Nein.</div>',
    [said('Anna', 'Ja.'), said('Ben', 'Nein.')],
  ],
  [
    'paragraphs after a time share it',
    '<p>Vorspann.</p><time>0:09</time><p>Ja.</p><p>Nein.</p>',
    [at(0, null, 'Vorspann.'), at(9, null, 'Ja.'), at(9, null, 'Nein.')],
  ],
  [
    'a title and a date inside of the text',
    '<p>Ich las <cite>Faust</cite> am <time>1. Mai</time>.</p>',
    [said(null, 'Ich las Faust am 1. Mai.')],
  ],
  [
    'entities and broken nesting',
    '<p>R&amp;D &uuml;ber &lt;b&gt; <b>2 &lt; 3<p>Ja</div>',
    [said(null, 'R&D über <b> 2 < 3'), said(null, 'Ja')],
  ],
  [
    'headings and lists',
    '<h1>Titel</h1><ul><li>Eins<li>Zwei</ul>Drei',
    ['Titel', 'Eins', 'Zwei', 'Drei'].map((text) => said(null, text)),
  ],
])('%s', (_, file, cues) => expect(read(file, 'text/html')).toEqual(cues))

test.each<[file: string, sentence: RegExp]>([
  ['<p>a</p>\n<!-- x -->\n<time>0:61</time><p>b</p>', /^Line 3: write the time of a passage as <time>0:09<\/time>/],
  [
    '<time>0:10</time><p>a</p>\n\n<time>0:09</time>\n<p>b</p>',
    /^Line 3: this passage starts at 00:00:09, the one before it at 00:00:10\./,
  ],
  ['<p> </p>', /^Line 1: there is no text/],
  ['<time>2:00:00</time><p>a</p>', /^Line 1: 02:00:00 is past the end/],
  ['<div>'.repeat(101) + 'a', /^Line 1: elements lie inside of each other more than 100 deep/],
  [`<p>${'a '.repeat(6000)}</p>`, /^Line 1: more than 10000 characters without a break/],
])('%.60s is refused', (text, sentence) => expect(refusalOf(text)).toMatch(sentence))

test('a megabyte of elements inside of each other is refused at once', () => {
  const took = computing(() => expect(refusalOf('<div>'.repeat(200_000))).toMatch(/100 deep/))
  expect(took).toBeLessThan(1000)
})
