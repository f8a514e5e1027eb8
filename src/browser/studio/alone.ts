/** Lets one audio be heard at a time: when it begins, every other on the page pauses. */
export function playsAlone(audio: HTMLAudioElement) {
  audio.addEventListener('play', () => {
    for (const other of document.querySelectorAll('audio')) if (other !== audio) other.pause()
  })
}
