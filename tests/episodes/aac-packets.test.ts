import { expect, test } from 'vitest'
import { isAacPacket } from '../../src/episodes/aac-packets.ts'
import { noise } from '../samples/bytes.ts'

const packet = (...bits: string[]) => {
  const all = bits.join('').replaceAll(' ', '')
  return Buffer.from(
    (all.padEnd(Math.ceil(all.length / 8) * 8, '0').match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)),
  )
}

/** A channel: its tag, its gain, ics_info and no band; the end. */
const CHANNEL = '000 0000 10000000 0 00 0 000000 0'
const PAIR = '001 0000 1 0 00 0 110001 0 01'
const END = '111'

test.each([
  ['silence of six bytes', Buffer.from('00c800802380', 'hex')],
  ['one channel', packet(CHANNEL, END)],
  ['two with a common window', packet(PAIR, END)],
  ['two without', packet('001 0000 0 10000000 0 10 0 1110 1111111', END)],
  ['low frequencies in front', packet('011 0000 10000000 0 01 0 000100 0', END)],
  ['filling in front', packet('110 0010', '10101010'.repeat(2), CHANNEL, END)],
  ['long filling in front', packet('110 1111 00000010', '10101010'.repeat(16), CHANNEL, END)],
  ['data in front', packet('100 0000 0 00000001', '11111111', CHANNEL, END)],
  ['aligned data in front', packet('100 0000 1 00000001', '11111111', CHANNEL, END)],
  ['much data in front', packet('100 0000 1 11111111 00000001', '11111111'.repeat(256), CHANNEL, END)],
  ['a layout in front', packet('101 0000 01 0100', CHANNEL, END)],
])('%s is right', (_, bytes) => {
  expect(isAacPacket(bytes)).toBe(true)
})

test.each([
  ['nothing', Buffer.alloc(0)],
  ['zeros', Buffer.alloc(200)],
  ['ones', Buffer.alloc(200, 0xff)],
  ['a reserved bit', packet('000 0000 10000000 1 00 0 000000 0', END)],
  ['prediction', packet('000 0000 10000000 0 00 0 000000 1', END)],
  ['too many bands', packet('000 0000 10000000 0 00 0 110100 0', END)],
  ['a mask there is not', packet('001 0000 1 0 00 0 110001 0 11', END)],
  ['a coupling channel in front', packet('010 0000 10000000 0 00 0 000000 0', END)],
  ['nothing but an end', packet(END)],
  ['filling that fills more than there is', packet('110 1111 11111111', CHANNEL, END)],
  ['a layout of another profile', packet('101 0000 11 0100', CHANNEL, END)],
  ['half a channel', packet(CHANNEL).subarray(0, 2)],
])('%s is not', (_, bytes) => {
  expect(isAacPacket(bytes)).toBe(false)
})

test('of noise one in six is right', () => {
  const right = Array.from({ length: 6000 }, (_, seed) => isAacPacket(noise(300, seed * 7919))).filter(Boolean)
  expect(right.length).toBeLessThan(1500)
})
