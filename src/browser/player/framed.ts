/**
 * A page in a frame tells the page around it how high its content is, now and whenever that changes. If `frame.js` there
 * follows, there is room for all of a long title, and it looks light or dark as that page does unless the address of the
 * frame says otherwise.
 */
export function followPageAround() {
  const { documentElement: root } = document
  const report = () => {
    const height = Math.ceil(root.getBoundingClientRect().height)
    // Whoever frames this may know it: it says nothing about the listener.
    parent.postMessage({ sendeplatz: { height } }, '*')
  }
  new ResizeObserver(report).observe(root)
  addEventListener('message', ({ source, data }) => {
    if (source !== parent) return
    if (data?.sendeplatz === 'height?') report()
    const theme = data?.sendeplatz?.theme
    if (theme !== 'light' && theme !== 'dark') return
    root.dataset.around = theme
    document.querySelector('sendeplatz-player')?.setAttribute('followed', '')
  })
}
