/** Tells the page around this frame how high its content is, now and whenever that changes. */
export function reportHeight() {
  if (parent === window) return
  const report = () => {
    const height = Math.ceil(document.documentElement.getBoundingClientRect().height)
    // Whoever frames this may know it: it says nothing about the listener.
    parent.postMessage({ sendeplatz: { height } }, '*')
  }
  new ResizeObserver(report).observe(document.documentElement)
  addEventListener('message', ({ source, data }) => {
    if (source === parent && data?.sendeplatz === 'height?') report()
  })
}
