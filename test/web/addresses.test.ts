import { describe, expect, it } from 'vitest'
import { networkOf } from '../../bot/surfaces/web/network.ts'
import { ownPath } from '../../bot/surfaces/web/next.ts'

describe('where one goes on to', () => {
  it.each(['/en', '/fr/ask', '/de/sign-in?x=1', '/it/change-role#top'])('may be a page of ours: %s', path => {
    expect(ownPath(path)).toBe(path)
  })

  it.each([
    'https://evil.example/en',
    '//evil.example/en',
    '///evil.example/en',
    '/\\evil.example/en',
    '\\\\evil.example',
    '/en/..//evil.example',
    '/\t/evil.example/en',
    'javascript:alert(1)',
    '/%2F/evil.example',
    '/xx/ask',
    '/english',
    'http:/en/ask',
    'http://ours.invalid/en',
    ' /en',
    'en',
    '',
    undefined,
  ])('is nowhere else: %j', typed => {
    expect(ownPath(typed)).toBeUndefined()
  })
})

describe('the network of an address', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:0db8:0001:0002::1', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    ['somebody', ''],
    ['', ''],
  ])('%s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network)
  })
})
