import { BACK_SECONDS, FORWARD_SECONDS } from './buttons.ts'
import type { Deck } from './deck.ts'

/** The one of this page whose title stands there. */
let named: Deck | null = null

type Actions = Partial<Record<MediaSessionAction, MediaSessionActionHandler>>

const ACTIONS = ['play', 'pause', 'seekbackward', 'seekforward', 'seekto', 'previoustrack', 'nexttrack'] as const

/** Names what plays on the lock screen, and follows its keys and those of headphones (Media Session). */
export function useMediaSession(deck: Deck) {
  const session = navigator.mediaSession
  if (!session) return
  const { audio, facts } = deck
  const { title, author, show, artwork, chapters } = facts

  const toChapter = (step: number) => () => {
    const next = chapters[chapters.indexOf(deck.chapter()!) + step]
    if (next) deck.seek(next.startSeconds)
  }
  const actions: Actions = {
    play: deck.play,
    pause: () => audio.pause(),
    seekbackward: ({ seekOffset }) => deck.seek(deck.at() - (seekOffset ?? BACK_SECONDS)),
    seekforward: ({ seekOffset }) => deck.seek(deck.at() + (seekOffset ?? FORWARD_SECONDS)),
    seekto: ({ seekTime }) => deck.seek(seekTime ?? 0),
    ...(chapters.length > 0 ? { previoustrack: toChapter(-1), nexttrack: toChapter(1) } : {}),
  }

  audio.addEventListener(
    'play',
    () => {
      named = deck
      const images = Object.values(artwork ?? {}).map(({ url, side, type }) => ({
        src: url,
        sizes: `${side}x${side}`,
        type,
      }))
      session.metadata = new MediaMetadata({ title, artist: author, album: show.title, artwork: images })
      answer(session, actions)
      tellPosition()
    },
    { signal: deck.signal },
  )
  for (const name of ['playing', 'seeked', 'ratechange', 'durationchange'])
    audio.addEventListener(name, tellPosition, { signal: deck.signal })
  deck.signal.addEventListener('abort', () => leaveMediaSession(deck))

  function tellPosition() {
    if (named !== deck) return
    const [duration, position] = [deck.length(), deck.at()]
    if (position <= duration) session.setPositionState?.({ duration, position, playbackRate: audio.playbackRate })
  }
}

/** Takes the name of what can't be seen any more off the lock screen, and its keys: until it plays again. */
export function leaveMediaSession(deck: Deck) {
  if (named !== deck) return
  named = null
  const session = navigator.mediaSession
  session.metadata = null
  session.setPositionState?.()
  answer(session, {})
}

function answer(session: MediaSession, actions: Actions) {
  for (const action of ACTIONS)
    try {
      session.setActionHandler(action, actions[action] ?? null)
    } catch {
      // A browser that doesn't know the action.
    }
}
