import { expect, test } from 'vitest'
import { parseParameters } from './auth-parameters.ts'
import { challengesOf, parseChallenges } from './parse-challenges.ts'

/** In short: scheme, token68 in brackets, parameters. */
function inShort(header: string): readonly string[] {
  return parseChallenges(header).map(({ scheme, token68, parameters }) =>
    [scheme, ...(token68 === undefined ? [] : [`[${token68}]`]), ...[...parameters].map((pair) => pair.join('='))].join(
      '|',
    ),
  )
}

test.each<[what: string, header: string, ...challenges: string[]]>([
  ['nothing', ''],
  ['commas alone', ' , ,,'],
  ['a scheme alone', 'Negotiate', 'negotiate'],
  ['a scheme with a token68', 'Negotiate YII/+-._~a==', 'negotiate|[YII/+-._~a==]'],
  ['a token68 that looks like a name', 'Basic abc=', 'basic|[abc=]'],
  ['parameters, quoted and not', 'Digest realm="a b", qop=auth', 'digest|realm=a b|qop=auth'],
  ['an empty quoted string', 'Digest domain="", nonce="n"', 'digest|domain=|nonce=n'],
  ['names in any case', 'DIGEST Realm="A"', 'digest|realm=A'],
  ['white space about the sign', 'Digest realm = "a" ,\tnonce\t=n', 'digest|realm=a|nonce=n'],
  [
    'commas in quotes',
    'Digest qop="auth,auth-int", nonce="a, Basic realm=x"',
    'digest|qop=auth,auth-int|nonce=a, Basic realm=x',
  ],
  ['escapes', String.raw`Digest realm="a\"b\\c\d", nonce="n"`, String.raw`digest|realm=a"b\cd|nonce=n`],
  [
    'several challenges',
    'Digest realm="a", Bearer realm="b", error="e", Basic',
    'digest|realm=a',
    'bearer|realm=b|error=e',
    'basic',
  ],
  ['an empty item', 'Digest realm="a",, ,nonce="n", , Basic realm="b"', 'digest|realm=a|nonce=n', 'basic|realm=b'],
  ['a scheme with a comma after it', 'Digest, realm="a"', 'digest|realm=a'],
  ['an unquoted nonce that needs quotes', 'Digest nonce=ab/c+d==, domain=/a:b', 'digest|nonce=ab/c+d==|domain=/a:b'],
  ['bytes above ASCII', 'Basic realm="\u00c3\u009f"', 'basic|realm=\u00c3\u009f'],
  ['parameters before any scheme', 'realm="a", Basic realm="b"', 'basic|realm=b'],
])('%s', (_what, header, ...expected) => {
  expect(inShort(header)).toEqual(expected)
})

test.each([
  ['a quote left open', 'Basic realm="b", Digest realm="a', 'basic|realm=b'],
  ['a quote left open in a later parameter', 'Basic realm="b", Digest realm="a", nonce="n', 'basic|realm=b'],
  ['an escape at the end', 'Basic realm="b", Digest realm="a\\', 'basic|realm=b'],
  ['a parameter twice', 'Digest nonce="a", nonce="b", Basic realm="b"', 'basic|realm=b'],
  ['a parameter without a value', 'Digest realm="a", nonce=, qop="auth", Basic realm="b"', 'basic|realm=b'],
  ['a value without a name', 'Digest realm="a", ="b", Basic realm="b"', 'basic|realm=b'],
  ['a sign of its own', 'Digest realm="a", nonce = , Basic realm="b"', 'basic|realm=b'],
  ['text after a quoted string', 'Digest realm="a"b, Basic realm="b"', 'basic|realm=b'],
  ['a quote within a token', 'Digest realm=a"b", Basic realm="b"', 'basic|realm=b'],
  ['a parameter after a token68', 'Negotiate abc==, realm="a", Basic realm="b"', 'basic|realm=b'],
  ['a control character', 'Digest realm="a\u0007", Basic realm="b"', 'basic|realm=b'],
  ['a line break', 'Digest realm="a\r\nX: y", Basic realm="b"', 'basic|realm=b'],
  ['a scheme that is none', 'Basic realm="b", @ realm="a"', ''],
])('%s makes one challenge unreadable and leaves the others', (_what, header, expected) => {
  expect(inShort(header).join('')).toBe(expected)
})

/** The count of times that a header is read, so that a slow way takes longer than a test may. */
const ROUNDS = 100

test.each([
  ['quotes', '"'.repeat(16_000)],
  ['an open quote and backslashes', `Digest a="${'\\'.repeat(16_001)}`],
  ['open quotes and escapes', 'Digest a="\\"'.repeat(1300)],
  ['commas', ','.repeat(16_000)],
  ['equal signs', `Digest ${'='.repeat(16_000)}`],
  ['blanks', `Digest a${' '.repeat(16_000)}x`],
  ['names', 'a '.repeat(8_000)],
  ['parameters', 'a=b,'.repeat(4_000)],
  ['challenges', 'A b=c,'.repeat(2_700)],
])(
  'sixteen thousand bytes of %s are read in one pass',
  (_what, header) => {
    // Rounds that looked at each byte for each byte would exceed the time of a test.
    for (let round = 0; round < ROUNDS; round += 1) parseChallenges(header)
    expect(header.length).toBeGreaterThan(15_000)
  },
  20_000,
)

test('a header that is longer than any real one is not read', () => {
  expect(parseChallenges(`Digest realm="a", nonce="${'n'.repeat(17_000)}"`)).toEqual([])
})

test('names of prototypes are names like any other', () => {
  expect(parseChallenges('Digest __proto__="a", constructor=b')[0]?.parameters.get('__proto__')).toBe('a')
})

test('several headers are read one by one, so that one which breaks off spoils no other', () => {
  const headers = [
    ['www-authenticate', 'Basic realm="a'],
    ['Content-Type', 'Digest realm="x"'],
    ['WWW-Authenticate', 'Digest realm="b"'],
  ] as const
  expect(challengesOf({ headers }).map(({ scheme }) => scheme)).toEqual(['digest'])
})

test('of the parameters of an Authentication-Info header those are left out that cannot be read', () => {
  const header = 'nextnonce="a,b", rspauth=00ff, nc, nc=00000001, nextnonce="c", qop="auth", cnonce="'
  expect(Object.fromEntries(parseParameters(header))).toEqual({
    nextnonce: 'a,b',
    rspauth: '00ff',
    nc: '00000001',
    qop: 'auth',
  })
})
