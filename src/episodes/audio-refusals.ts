import { Refusal } from '../lib/errors.ts'

/** Of a file without a byte, by whichever way it comes. */
export const EMPTY = 'This file is empty. Export the episode again and upload the new file.'

/** 415: a file without a byte. */
export const emptyFile = () => new Refusal(415, 'empty-file', EMPTY)

/** 415: a file that is something else. `what` says what it looks like, null that it looks like nothing known. */
export const notAudio = (what: string | null) =>
  new Refusal(
    415,
    'not-audio',
    what === null
      ? 'This is not an MP3 or M4A file, whatever its name says. Export the episode as MP3 or M4A and upload that file.'
      : `This looks like ${what}. Podcast apps play MP3 and M4A: export the episode in one of them and upload that file.`,
  )

/** 415: a file that ends before its own header does. */
export const cutInHeader = (name: string) =>
  new Refusal(
    415,
    'not-audio',
    `This ${name} ends inside its own header, before any audio. Copy or export the file again and upload it complete.`,
  )

/** 415: an MP4 that apps can't play. `why` is a whole sentence. */
export const unsupportedAudio = (why: string) =>
  new Refusal(415, 'unsupported-audio', `${why} Export the episode as MP3 or as plain M4A (AAC) and upload that file.`)

/** 422: a file that begins as it should and holds nothing to play. */
export const noAudioFrames = (name: string, why = `This ${name} holds no audio that can be played.`) =>
  new Refusal(422, 'no-audio-frames', `${why} Export the episode again and listen to the file before you upload it.`)

/** 422: a file of which a part is provably missing. */
export const audioCut = (seconds: number, promisedSeconds: number) =>
  new Refusal(
    422,
    'audio-cut',
    `This file is cut off: ${inWords(seconds)} of ${inWords(promisedSeconds)} seconds are there. ` +
      'Upload the complete file; if you shortened it on purpose, export it again from your editor.',
  )

/** 422: an MP4 that ends before its index, so that nobody can say how long it was. */
export const audioCutBeforeIndex = (bytes: number, promisedBytes: number) =>
  new Refusal(
    422,
    'audio-cut',
    `This file is cut off: ${bytes} of at least ${promisedBytes} bytes are there, and no player can open it. ` +
      'Upload the complete file.',
  )

/** Whether so much is missing that it is a cut and not a matter of counting: a second or a hundredth. */
export const isCut = (seconds: number, promisedSeconds: number) =>
  promisedSeconds - seconds >= Math.min(1, promisedSeconds / 100)

const inWords = (seconds: number) => seconds.toFixed(1)
