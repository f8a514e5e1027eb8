/** No player is lower or higher; whatever a frame says, the page around it stays usable. */
const [MIN_PIXELS, MAX_PIXELS] = [60, 4000]

const host = new URL(import.meta.url).origin

addEventListener('message', ({ source, origin, data }: MessageEvent) => {
  const height = Number(data?.sendeplatz?.height)
  if (origin !== host || !(height >= MIN_PIXELS)) return
  for (const frame of document.querySelectorAll('iframe'))
    if (frame.contentWindow === source) frame.style.height = `${Math.min(height, MAX_PIXELS)}px`
})

// Frames that were there first have told their height to nobody.
for (const frame of document.querySelectorAll('iframe'))
  if (frame.src.startsWith(`${host}/`)) frame.contentWindow?.postMessage({ sendeplatz: 'height?' }, '*')
