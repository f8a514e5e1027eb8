/** What is measured of an audio file, whatever its tags say. Positions are bytes from the start of the file. */
export interface AudioFacts {
  seconds: number
  /** Bit/s, average. */
  bitrate: number
  channels: number
  sampleRate: number
  /** Bytes in front of the first byte of audio. */
  tagBytes: number
  /** How far a listener of the first 60 seconds has read; null when there are fewer. */
  byteAt60Seconds: number | null
}
