import fc from 'fast-check'
import { hostileLine } from './hostile-text.ts'

/** HTML as people paste it and as attackers write it: known and unknown elements, broken tags, bad links. */
const PIECES = [
  ...['<p>', '</p>', '<ul>', '<li>', '</li>', '</ul>', '<ol>', '</ol>', '<b>', '</b>', '<i>', '</em>', '<em>', '<br>'],
  ...['<tr>', '<th>', '</td>'],
  ...['<h2>', '</h2>', '<div>', '</div>', '<td>', '</tr>', '<blockquote>', '</table>', '<span style="x">', '<font>'],
  ...['<a href="https://example.de/ä?a=1&b=2">', '<a href="/folge">', '<a href=folge#x>', '</a>', '<a name="x">'],
  ...['<a href="javascript:alert(1)">', '<a href=" java\tscript:alert(1)">', '<a href="&#106;avascript:alert(1)">'],
  ...['<a href="data:text/html,x">', '<a href="//evil.example">', '<a href="mailto:a@example.de?subject=]]>">'],
  ...[
    '<a href="https://user:secret@example.de">',
    '<p onclick="alert(1)">',
    '<b/onmouseover=alert(1)>',
    '<svg/onload=x>',
  ],
  ...[
    '<script>',
    '</script>',
    '<style>',
    '</style>',
    '<iframe src=x>',
    '<textarea>',
    '</textarea>',
    '<xmp>',
    '<noscript>',
  ],
  ...[
    '<!-- -->',
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
    '<?xml',
    '<!DOCTYPE html>',
    '<',
    '>',
    '"',
    "'",
    '&',
    '&amp;',
    '&lt;b&gt;',
  ],
  ...[
    '&#0;',
    '&#1;',
    '&#xd800;',
    '&nbsp;',
    '&copy',
    '&#x202e;',
    '\u0338',
    '\u0000',
    '\n\n',
    '\t',
    'Wort',
    ' ',
    'ä',
    '👩‍👩‍👧',
  ],
]

export const hostileHtml = fc
  .array(fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...PIECES) }, { weight: 1, arbitrary: hostileLine }), {
    maxLength: 40,
  })
  .map((pieces) => pieces.join(''))
