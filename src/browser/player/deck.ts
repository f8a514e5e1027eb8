import type { PlayerChapter, PlayerEpisode } from './episode.ts'
import { playAlone } from './one-at-a-time.ts'
import type { Say } from './status.ts'

const FOLLOWED =
  'timeupdate play pause ended playing waiting seeking seeked ratechange volumechange durationchange error'.split(' ')

export type Deck = ReturnType<typeof openDeck>

/**
 * The audio of an episode and where it is. Nothing is asked for before `play`: until the audio is there, its length
 * and position are what the host says and the listener wants.
 */
export function openDeck(audio: HTMLAudioElement, facts: PlayerEpisode, say: Say) {
  const closing = new AbortController()
  const followers: (() => void)[] = []
  let wanted: number | null = null

  const tell = () => {
    for (const follow of followers) follow()
  }
  const on = (names: string[], listen: () => void) => {
    for (const name of names) audio.addEventListener(name, listen, { signal: closing.signal })
  }

  const length = () => (Number.isFinite(audio.duration) ? audio.duration : facts.audio.seconds)
  const at = () => wanted ?? audio.currentTime

  function seek(seconds: number) {
    const target = Math.min(Math.max(0, seconds), length())
    if (audio.readyState === 0) wanted = target
    audio.currentTime = target
    tell()
  }

  function play() {
    if (audio.error) {
      const from = at()
      audio.load()
      seek(from)
    }
    // What goes wrong arrives as an event too.
    audio.play().catch(() => undefined)
  }

  playAlone(audio, closing.signal)
  on(['loadedmetadata'], () => {
    if (wanted !== null && Math.abs(audio.currentTime - wanted) > 0.5) audio.currentTime = wanted
    wanted = null
  })
  on(FOLLOWED, tell)

  return {
    audio,
    facts,
    /** Says it to those who look and those who listen, politely. */
    say,
    at,
    length,
    seek,
    play,
    toggle: () => (audio.paused || audio.error ? play() : audio.pause()),
    isPlaying: () => !audio.paused && !audio.error,
    /** The chapter that is heard, or null before the first. */
    chapter: (): PlayerChapter | null =>
      facts.chapters.findLast(({ startSeconds }) => startSeconds <= at() + 0.05) ?? null,
    /** Calls once now and after every change. */
    follow(listen: () => void) {
      followers.push(listen)
      listen()
    },
    signal: closing.signal,
    close() {
      closing.abort()
      audio.pause()
    },
  }
}
