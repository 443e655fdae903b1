import { expect, test } from 'vitest'
import { isMaskOf, lengthOf, splitUrl, tailShown, urlShown } from './mask.ts'

const SECRET = 'abcdefgh12345678'

test.each([
  ['****5678', { tail: 4, elsewhere: false }],
  ['************', { tail: 0, elsewhere: false }],
  ['', { tail: 0, elsewhere: false }],
  [SECRET, { tail: 16, elsewhere: false }],
  ['****345678', { tail: 6, elsewhere: false }],
  ['abcd********5678', { tail: 4, elsewhere: true }],
  ['a***********5678', { tail: 4, elsewhere: true }],
  ['••••••••••••5678', { tail: 4, elsewhere: false }],
  ['xxxxxxxxxxxx5678', { tail: 4, elsewhere: false }],
  ['xxxxxxxxxxx45678', { tail: 5, elsewhere: false }],
  ['a*c*e*g*****5678', { tail: 4, elsewhere: true }],
  ['xx cdef xx', { tail: 0, elsewhere: true }],
  ['REDACTED', { tail: 0, elsewhere: false }],
])('%j shows %j of a secret', (shown, visible) => {
  expect(tailShown(shown, SECRET)).toEqual(visible)
})

test('asterisks of the secret itself do not count as visible', () => {
  expect(tailShown('********', 'ab****cd****')).toEqual({ tail: 0, elsewhere: false })
})

const LONG_URL = 'https://user.example.com:8443/hook/Zx81QwEr?t=Pq93'

test.each([
  ['https://user.example.com:8443/****', { tail: 0, elsewhere: false }],
  ['https://user.example.com:8443/****Pq93', { tail: 4, elsewhere: false }],
  ['https://user.example.com:8443', { tail: 0, elsewhere: false }],
  ['https://user.example.com:8443/hook/****', { tail: 0, elsewhere: true }],
  ['****Pq93', { tail: 4, elsewhere: false }],
  ['****=Pq93', { tail: 5, elsewhere: false }],
])('%j shows %j of a URL', (shown, visible) => {
  expect(urlShown(shown, LONG_URL)).toEqual(visible)
})

test('a URL in the clear counts as shown, even with a short path', () => {
  expect(urlShown(LONG_URL, LONG_URL).elsewhere).toBe(true)
  expect(urlShown('https://a.example.com/ab', 'https://a.example.com/ab').elsewhere).toBe(true)
  expect(urlShown('https://a.example.com/****ab', 'https://a.example.com/ab')).toEqual({ tail: 0, elsewhere: false })
  expect(urlShown('https://a.example.com/', 'https://a.example.com/').elsewhere).toBe(false)
})

test('spaces before the origin of a mask show nothing', () => {
  const secret = ' https://a.example.com/abcdef12'
  expect(urlShown(' https://a.example.com/****ef12', secret)).toEqual({ tail: 4, elsewhere: false })
  expect(urlShown('https://a.example.com/****ef12', secret)).toEqual({ tail: 4, elsewhere: false })
  expect(urlShown(secret, secret).elsewhere).toBe(true)
})

test('a text that is no URL is judged as a key', () => {
  expect(urlShown('****5678', SECRET)).toEqual({ tail: 4, elsewhere: false })
  expect(urlShown(SECRET, SECRET)).toEqual({ tail: 16, elsewhere: false })
})

test.each([
  ['https://a.example.com/x/y', 'https://a.example.com', 'x/y'],
  ['\t https://a.example.com/x', 'https://a.example.com', 'x'],
  ['HTTP://a.example.com:80?x', 'HTTP://a.example.com:80', '?x'],
  ['https://a.example.com#x', 'https://a.example.com', '#x'],
  ['https://a.example.com', 'https://a.example.com', ''],
  ['a.example.com/x', undefined, 'a.example.com/x'],
  ['/x', undefined, '/x'],
  ['https://user:word@a.example.com/x', 'https://a.example.com', 'user:word@x'],
])('%j has the origin %j, and %j is hidden', (url, origin, hidden) => {
  expect(splitUrl(url)).toEqual({ origin, hidden })
})

test.each([
  ['****5678', true],
  ['****', true],
  ['*8', true],
  ['****0000', false],
  ['****4567', false],
  ['something else', true],
])('%j may be the mask of this secret: %s', (shown, expected) => {
  expect(isMaskOf(shown, SECRET)).toBe(expected)
})

test.each([
  ['/****', '/'],
  ['/****wxyz', 'ab*wxyz'],
  ['****wxyz', '/x/y*wxyz'],
  ['/****wxyz', 'https://h.example.com/x*wxyz'],
  ['https://h.example.com/****efgh', 'https://h.example.com:443/abcdefgh'],
])('%j holds nothing of the URL %j but what any mask may hold', (shown, secret) => {
  const { tail, elsewhere } = urlShown(shown, secret)
  expect([tail <= 4, elsewhere]).toEqual([true, false])
})

test.each(['R', 'D', 'ED', 'CTED', 'xREDxCTEy'])('a word holds the short secret %j by chance', (secret) => {
  expect(tailShown('REDACTED', secret)).toEqual({ tail: 0, elsewhere: false })
})

test.each([
  ['abc***', 'abc'],
  ['***abc', 'abc'],
  ['abc', 'abc'],
])('%j shows the whole of the short secret %j', (shown, secret) => {
  const { tail, elsewhere } = tailShown(shown, secret)
  expect(elsewhere || tail >= secret.length).toBe(true)
})

test('a length counts code points', () => {
  expect([lengthOf(''), lengthOf('ab'), lengthOf('🙂a')]).toEqual([0, 2, 2])
})

test('a mask whose filler stands in the secret, before a tail with an astral character, shows its tail only', () => {
  expect(tailShown('*a🔤aa', '*a🔤aa')).toEqual({ tail: 4, elsewhere: false })
  expect(tailShown('*********]%*)🔤/n', '8Am ?T*])%*)🔤/n').tail).toBeGreaterThan(4)
})
