import type {
  chapters as GermanChapters,
  soundbites as GermanSoundbites,
  transcripts as GermanTranscripts,
} from './parts-de.ts'

export const chapters: typeof GermanChapters = {
  heading: 'Chapters',
  none: 'This episode has no chapters.',
  paste: 'Paste a list of chapters',
  list: 'List of chapters',
  listHint:
    'A chapter on each line, such as “00:03:20 Welcome”. Chapters as JSON or Podlove XML are taken too. What is there is replaced.',
  take: 'Take this list',
  both: 'You have changed the rows below too. “Take this list” replaces them by this list. To save the rows, empty this field.',
  beyond: (count) =>
    count === 1
      ? 'One chapter lies behind the end of the audio. It is not published like that. Move or remove it before you save the chapters.'
      : `${count} chapters lie behind the end of the audio. They are not published like that. Move or remove them before you save the chapters.`,
  chapter: (at) => `Chapter ${at}`,
  line: (at) => `Line ${at}`,
  furtherErrors: (count) => (count === 1 ? 'There is one more error.' : `There are ${count} more errors.`),
  start: 'Begins at',
  title: 'Title of the chapter',
  url: 'Link',
  image: 'Address of a picture',
  more: 'Link and picture',
  hidden: 'Do not list',
  remove: 'Remove',
  save: 'Save chapters',
  script: {
    player: 'Audio of the episode, to set chapters',
    mark: 'Begin a chapter here',
    markHint:
      'While listening the key M does “Begin a chapter here” too if what you used last is here among the chapters, in a text field Ctrl + Enter. In the field “Begins at” the arrow keys up and down move by a second, with Shift by ten. Marks on the line can be dragged.',
    marked: '{name} begins at {time}.',
    there: '{name} begins here already.',
    add: 'Add a chapter',
    chapter: 'Chapter {n}',
    listen: 'Listen from here',
    earlier: 'One second earlier',
    later: 'One second later',
    here: 'To where the audio is',
    remove: 'Remove',
    removed: '{name} is removed.',
    undo: 'Undo',
    untitled: 'Not saved yet: a chapter has no title.',
  },
  changed: (isOwn) =>
    `${isOwn ? 'You yourself changed the chapters meanwhile, in another window.' : 'Somebody else changed the chapters meanwhile.'} Choose which version is to count.`,
}

export const soundbites: typeof GermanSoundbites = {
  heading: 'Soundbites',
  none: 'This episode has no soundbites.',
  hint: 'Short pieces with which apps advertise the episode. Each needs a beginning and a length. Empty the fields to delete one.',
  bite: (at) => `Soundbite ${at}`,
  start: 'Soundbite begins at',
  duration: 'Length in seconds',
  title: 'Title of the soundbite',
  add: 'Another soundbite',
  hints: { start: 'For example 00:01:30.', duration: '15 to 120 are recommended, for example 60.' },
  script: {
    hear: 'Hear the soundbite',
    stop: 'Stop',
    badStart: 'Write its beginning as a time, for example 00:01:30.',
    badDuration: 'Write its length in seconds, for example 60.',
    beyond: 'The audio ends at {end}; the soundbite has to begin before.',
  },
  save: 'Save soundbites',
}

export const transcripts: typeof GermanTranscripts = {
  heading: 'Transcript',
  none: 'There is no transcript yet. The law asks for one, and with it search finds what is said, too.',
  states: {
    machine: 'Made by a machine, not checked yet',
    corrected: 'Corrected by a person',
    approved: 'Checked and approved',
  },
  mark: { machine: 'Mark as not checked', corrected: 'Mark as corrected', approved: 'Approve' },
  read: (language) => `Read: ${language}`,
  remove: (language) => `Remove: ${language}`,
  removeHint:
    'The transcript will be gone from the page and from apps. You can bring it back in the history of the episode.',
  removeIt: 'Remove the transcript',
  add: 'Upload a transcript',
  addHint: 'One for each language. What is there in this language is replaced.',
  language: 'Language of the transcript',
  languageHint: 'For example de, en or de-AT.',
  state: 'How far it was checked',
  file: 'File',
  fileHint: 'WebVTT, SRT, JSON, HTML or plain text.',
  save: 'Take this transcript',
}
