import { BACK_SECONDS, FORWARD_SECONDS } from './buttons.ts'
import type { Deck } from './deck.ts'

/** The one of this page whose title stands there. */
let named: Deck | null = null

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
  const actions: Partial<Record<MediaSessionAction, MediaSessionActionHandler>> = {
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
      for (const action of ['previoustrack', 'nexttrack', ...Object.keys(actions)] as MediaSessionAction[])
        try {
          session.setActionHandler(action, actions[action] ?? null)
        } catch {
          // A browser that doesn't know the action.
        }
      tellPosition()
    },
    { signal: deck.signal },
  )
  for (const name of ['playing', 'seeked', 'ratechange', 'durationchange'])
    audio.addEventListener(name, tellPosition, { signal: deck.signal })

  function tellPosition() {
    if (named !== deck) return
    const [duration, position] = [deck.length(), deck.at()]
    if (position <= duration) session.setPositionState?.({ duration, position, playbackRate: audio.playbackRate })
  }
}
