/** One audio is heard at a time: when one begins, every other on the page pauses. */
document.addEventListener(
  'play',
  ({ target }) => {
    for (const other of document.querySelectorAll('audio')) if (other !== target) other.pause()
  },
  // It doesn't bubble.
  { capture: true },
)
