import { fill, type UploadWords } from './words.ts'

/** What browsers know as no text by its type, and is one here. */
const TEXT_NAME = /\.(vtt|srt|json|html?|txt)$/i

/** What a file is that is surely no audio, null for every other: of those the host says what they are. */
export function otherThanAudio({ name, type }: File): 'picture' | 'text' | null {
  if (type.startsWith('image/')) return 'picture'
  return type.startsWith('text/') || TEXT_NAME.test(name) ? 'text' : null
}

/** That a file was not taken for new audio of an episode, and where on its page it belongs. */
export function saidElsewhere(words: UploadWords, { name }: File, kind: 'picture' | 'text'): (string | Element)[] {
  const { sentence, label, href } = {
    picture: { sentence: words.isPicture, label: words.toPicture, href: '#artwork' },
    text: { sentence: words.isText, label: words.toTranscript, href: '#transcript' },
  }[kind]
  const link = document.createElement('a')
  link.href = href
  link.textContent = label
  return [`${fill(sentence, { name })} `, link]
}
