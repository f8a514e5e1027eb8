/** The one that plays here. */
let heard: HTMLAudioElement | null = null

/**
 * No two players of a page play at once. Here they know each other; between frames, and between a frame and what is
 * around it, `frame.js` on that page passes on who began and who has to stop.
 */
export function playAlone(audio: HTMLAudioElement, signal: AbortSignal) {
  audio.addEventListener(
    'play',
    () => {
      if (heard !== audio) heard?.pause()
      heard = audio
      // Without a frame that is this page itself. It says nothing about the listener but that there is one.
      parent.postMessage({ sendeplatz: { plays: true } }, '*')
    },
    { signal },
  )
}

addEventListener('message', ({ source, data }) => {
  if (source === parent && data?.sendeplatz === 'pause') heard?.pause()
})
