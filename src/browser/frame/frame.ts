/** No player is lower or higher; whatever a frame says, the page around it stays usable. */
const [MIN_PIXELS, MAX_PIXELS] = [60, 4000]

const host = new URL(import.meta.url).origin

const frames = () => [...document.querySelectorAll('iframe')].filter(({ src }) => src.startsWith(`${host}/`))

addEventListener('message', ({ source, origin, data }: MessageEvent) => {
  // From this page itself speak the players that are in no frame.
  if (origin !== host && source !== window) return
  const told = data?.sendeplatz
  if (told?.plays) silenceOthers(source)
  const height = Number(told?.height)
  if (!(height >= MIN_PIXELS)) return
  const frame = frames().find(({ contentWindow }) => contentWindow === source)
  if (!frame) return
  frame.style.height = `${Math.min(height, MAX_PIXELS)}px`
  frame.contentWindow!.postMessage({ sendeplatz: { theme: themeAround(frame) } }, host)
})

/** Whether a frame stands among what is light or dark: the reader's system counts only where the page knows dark. */
function themeAround(frame: HTMLElement): 'light' | 'dark' {
  const { colorScheme } = getComputedStyle(frame)
  const ofPage = document.querySelector<HTMLMetaElement>('meta[name="color-scheme"]')?.content
  const schemes = ((colorScheme === 'normal' && ofPage) || colorScheme).split(' ')
  const isDark = schemes.includes('light') ? matchMedia('(prefers-color-scheme: dark)').matches : true
  return schemes.includes('dark') && isDark ? 'dark' : 'light'
}

/** One player begins, so whatever else plays on this page stops. */
function silenceOthers(beginning: MessageEventSource | null) {
  for (const place of [window, ...frames().map(({ contentWindow }) => contentWindow)])
    if (place !== beginning) place?.postMessage({ sendeplatz: 'pause' }, '*')
}

// Frames that were there first have told their height to nobody.
for (const { contentWindow } of frames()) contentWindow?.postMessage({ sendeplatz: 'height?' }, '*')
