import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isLinkLocal, isPublicAddress } from '../../src/lib/public-address.ts'

const PUBLIC = `
  1.1.1.1 9.255.255.255 11.0.0.0 93.184.216.34 100.63.255.255 100.128.0.0 126.255.255.255 128.0.0.0 169.253.255.255
  172.15.255.255 172.32.0.0 192.0.1.0 192.167.255.255 192.169.0.0 198.17.255.255 198.20.0.0 223.255.255.255
  2a00:1450:4001:830::200e 2606:4700::6810:84e5 2001:4860:4860::8888 2001:200:: 2003:: 3ffe::1
  ::ffff:8.8.8.8 ::ffff:808:808 0:0:0:0:0:ffff:0808:0808 64:ff9b::8.8.8.8 2002:808:808::1
`.match(/\S+/g)!

const NOT_PUBLIC: [string, string][] = [
  ['this network', '0.0.0.0 0.255.255.255'],
  ['private', '10.0.0.0 10.255.255.255 172.16.0.0 172.31.255.255 192.168.0.0 192.168.255.255'],
  ['a carrier’s NAT', '100.64.0.0 100.127.255.255'],
  ['loopback', '127.0.0.1 127.255.255.255 ::1'],
  ['link-local, with the address clouds tell secrets on', '169.254.0.0 169.254.169.254 169.254.255.255 fe80::1 febf::'],
  ['for protocols', '192.0.0.1 192.0.0.255 192.88.99.1 2001::1 2001:1ff:ffff::'],
  ['for examples', '192.0.2.1 198.51.100.1 203.0.113.255 2001:db8::1 3fff::1 3fff:fff::1'],
  ['for measurements', '198.18.0.0 198.19.255.255 2001:2::1'],
  ['multicast', '224.0.0.1 239.255.255.255 ff02::1 ff0e::1'],
  ['reserved', '240.0.0.0 255.255.255.255 :: 100::1 4000::1 5f00::1 8000::'],
  ['unique local', 'fc00::1 fd12:3456:789a::1 fdff::'],
  ['site-local, given up', 'fec0::1'],
  ['an IPv4 address in IPv6', '::ffff:127.0.0.1 ::ffff:7f00:1 ::ffff:10.1.2.3 ::FFFF:C0A8:0001 ::127.0.0.1 ::8.8.8.8'],
  ['behind NAT64', '64:ff9b::127.0.0.1 64:ff9b::a9fe:a9fe 64:ff9b::10.0.0.1 64:ff9b:1::8.8.8.8'],
  ['behind 6to4', '2002:7f00:1::1 2002:a00:1:: 2002:c0a8:101::1 2002:a9fe:a9fe::'],
  ['behind Teredo', '2001:0:4136:e378:8000:63bf:3fff:fdd2'],
  ['with a zone', 'fe80::1%eth0 2a00:1450::1%1'],
  ['no address', 'localhost 127.1 0x7f000001 2130706433 1.1.1 1.1.1.1. [::1] ::1::'],
]

test.each(PUBLIC)('%s is public', (address) => {
  expect(isPublicAddress(address)).toBe(true)
})

test.each(NOT_PUBLIC)('%s: not public', (_, addresses) => {
  for (const address of addresses.split(' ')) expect([address, isPublicAddress(address)]).toEqual([address, false])
})

test.each([
  ['IPv4', '169.254.0.0 169.254.169.254 169.254.255.255'],
  ['IPv6', 'fe80:: fe80::1 fe80::a9fe:a9fe febf:ffff::1 FE80::1 fe80::1%eth0'],
  ['IPv4 in IPv6', '::ffff:169.254.169.254 ::ffff:a9fe:a9fe 64:ff9b::a9fe:a9fe 2002:a9fe:a9fe::1'],
  ['where Amazon tells secrets', 'fd00:ec2::254 fd00:0ec2:0:0:0:0:0:0254'],
])('%s: link-local', (_, addresses) => {
  for (const address of addresses.split(' ')) expect([address, isLinkLocal(address)]).toEqual([address, true])
})

test('what is private, here or public is not link-local', () => {
  const others =
    '10.0.0.1 127.0.0.1 169.253.255.255 169.255.0.0 8.8.8.8 ::1 fec0::1 fd00::1 ::ffff:10.0.0.1 2a00::1 localhost'
  for (const address of others.split(' ')) expect([address, isLinkLocal(address)]).toEqual([address, false])
})

test('an IPv4 address is judged the same, in whatever IPv6 address it is carried', () => {
  fc.assert(
    fc.property(fc.ipV4(), (address) => {
      const [a, b, c, d] = address.split('.').map(Number) as [number, number, number, number]
      const words = `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`
      const carried = [`::ffff:${address}`, `::ffff:${words}`, `64:ff9b::${words}`, `2002:${words}::1`]
      expect(carried.map(isPublicAddress)).toEqual(Array(4).fill(isPublicAddress(address)))
      expect(carried.map(isLinkLocal)).toEqual(Array(4).fill(isLinkLocal(address)))
    }),
  )
})

test('any text has an answer', () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.ipV6()), (text) => typeof isPublicAddress(text) === 'boolean'))
})
