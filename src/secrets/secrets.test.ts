import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Redaction } from '../contract/contract.ts'
import { createSecrets, type Secrets } from './secrets.ts'

const TAIL: Redaction = { rule: 'tail', tail: 4, strength: 'stated', form: 'token' }
const URL_RULE: Redaction = { rule: 'url', tail: 4, strength: 'stated', form: 'url' }
const NEVER: Redaction = { rule: 'never', tail: 0, strength: 'stated', form: 'token' }

const TOKEN = 'QwErTyUiOpAsDfGhJkLzXcVbNm0123456789'
const HEX = '0a1b2c3d4e5f60718293a4b5c6d7e8f9'
const URL_SENT = 'https://hooks.example.com/services/Zx81QwErTy62?k=Pq93LmNo'
const TEXT = '{"x-a":"<Pq93&LmNo>","x-b":"ü/é"}'

function knowing(value: string, redaction: Redaction = TAIL): Secrets {
  const secrets = createSecrets()
  secrets.add({ value, pointer: '/it', redaction })
  return secrets
}
const encodings = (secrets: Secrets, text: string): readonly string[] =>
  secrets.find(text).map(({ encoding }) => encoding)

test('a secret in the clear is found, whole or by a run, with its length', () => {
  const secrets = knowing(TOKEN)
  expect(secrets.find(`a ${TOKEN} b`)).toMatchObject([
    { length: 36, encoding: '', secret: { value: TOKEN, pointer: '/it' } },
  ])
  expect(secrets.find(`a "${TOKEN.slice(3, 13)}" b`)).toMatchObject([{ length: 10 }])
  expect(secrets.find(TOKEN.slice(0, 8))).toMatchObject([{ length: 8 }])
  expect(secrets.find(`x${TOKEN.slice(4, 16)}y`)).toMatchObject([{ length: 12 }])
})

test('seven characters are no run, and an index without secrets finds nothing', () => {
  expect(knowing(TOKEN).find(TOKEN.slice(0, 7))).toEqual([])
  expect(createSecrets().find(TOKEN)).toEqual([])
  expect(createSecrets().mask(TOKEN)).toBe(TOKEN)
})

test('the permitted tail with seven hidden characters is no leak, with eight it is', () => {
  const secrets = knowing(TOKEN)
  expect(secrets.find(`****${TOKEN.slice(-4)}`)).toEqual([])
  expect(secrets.find(`**** ${TOKEN.slice(-11)}`)).toEqual([])
  expect(secrets.find(`**** ${TOKEN.slice(-12)}`)).toHaveLength(1)
  expect(knowing(TOKEN, NEVER).find(TOKEN.slice(-8))).toHaveLength(1)
})

test.each([
  ['where another text is expected', URL_SENT, TAIL],
  ['after other text', String.raw`\u00 ${URL_SENT}`, URL_RULE],
  ['where it has no host', 'https://a@b@hooks.example.com/Zx81QwErTy62', URL_RULE],
])('the scheme of a secret that is a URL is no secret %s', (_, url, redaction) => {
  const secrets = knowing(url, redaction)
  expect(secrets.find('https://')).toEqual([])
  expect(secrets.guard('see https://docs.example.org')).toBe('see https://docs.example.org')
  expect(secrets.find('hooks.example.com')).toHaveLength(1)
})

test('scheme, host and tail of a URL may be shown, and nothing else', () => {
  const secrets = knowing(URL_SENT, URL_RULE)
  expect(secrets.find('https://hooks.example.com/****LmNo')).toEqual([])
  expect(secrets.find('see hooks.example.com for more')).toEqual([])
  expect(secrets.find('https://hooks.example.com/services/****')).toHaveLength(1)
  expect(secrets.find('Zx81QwErTy62')).toHaveLength(1)
  const withUser = knowing('https://somebody:pass-word@hooks.example.com/a1b2c3d4', URL_RULE)
  expect(withUser.find('https://hooks.example.com/****')).toEqual([])
  expect(withUser.find('somebody:pass-word')).toHaveLength(1)
})

test('a short run inside an id is chance, because ids are hexadecimal like many keys', () => {
  const secrets = knowing(HEX)
  const id = `64b1${HEX.slice(4, 13)}f67890ab`
  expect(secrets.find(`{"id":"${id}"}`)).toEqual([])
  expect(secrets.find(`{"id":"${HEX.slice(4, 13)}"}`)).toHaveLength(1)
  expect(secrets.find(`{"id":"64${HEX.slice(4, 16)}ab"}`)).toHaveLength(1)
})

test('eight hexadecimal digits are a leak of a recent key and chance for an old key', () => {
  const secrets = knowing(HEX)
  for (let index = 0; index < 40; index += 1)
    secrets.add({ value: `${index}-QwErTyUiOp`, pointer: '/b', redaction: TAIL })
  const run = `{"etag":"${HEX.slice(4, 12)}"}`
  expect(secrets.find(run)).toEqual([])
  expect(secrets.find(`{"etag":"${HEX.slice(4, 16)}"}`), 'twelve digits are no chance').toHaveLength(1)
  expect(secrets.mask(run), 'the mask covers the run nevertheless').toBe('{"etag":"<secret>"}')
  secrets.add({ value: HEX, pointer: '/it', redaction: TAIL })
  expect(secrets.find(run)).toHaveLength(1)
})

test('a run of one or two different characters is no leak', () => {
  expect(knowing('aaaaaaaaaaaaaaaaaaaabbbb').find('aaaaaaaaaaaaaaaa')).toEqual([])
  expect(knowing('0000000000000000000000001').find('0000000000000000')).toEqual([])
})

test('the text after a chance run is searched', () => {
  expect(knowing(HEX).find(`zz${HEX.slice(0, 9)}zz ${HEX}`)).toHaveLength(1)
})

test('the secret in the text is found whole among secrets with the same beginning', () => {
  const secrets = knowing(`0123456789${TOKEN}`)
  secrets.add({ value: HEX.replace('0a1b2c3d4e', '0123456789'), pointer: '/b', redaction: TAIL })
  expect(secrets.mask(`"0123456789${HEX.slice(10)}"`)).toBe('"<secret>"')
})

test.each([0, 1, 2, 3, 4, 5])('a secret in base64 is found after %d bytes', (skip) => {
  for (const secret of [TOKEN, HEX, URL_SENT]) {
    const encoded = Buffer.from(`${'user: '.slice(0, skip)}${secret}, and more`).toString('base64')
    expect(encodings(knowing(secret), `Basic ${encoded}`), secret).toEqual([', in base64'])
    expect(encodings(knowing(secret), encoded.replaceAll('=', '')), secret).toEqual([', in base64'])
  }
})

test('a secret in base64 for URLs is found', () => {
  const secret = '~~~???>>>ÿÿÿ~~~???>>>'
  const encoded = Buffer.from(`ab${secret}`).toString('base64url')
  expect(encoded).toMatch(/[-_]/)
  expect(encodings(knowing(secret, NEVER), encoded)).toEqual([', in base64'])
})

test.each([
  [', percent-encoded', encodeURIComponent(URL_SENT)],
  [
    ', percent-encoded',
    encodeURIComponent(URL_SENT)
      .toLowerCase()
      .replaceAll('zx81qwerty62', 'Zx81QwErTy62')
      .replace('pq93lmno', 'Pq93LmNo'),
  ],
  [', percent-encoded', Array.from(URL_SENT, (character) => `%${character.charCodeAt(0).toString(16)}`).join('')],
  [', HTML-escaped', Array.from(URL_SENT, (character) => `&#${character.charCodeAt(0)};`).join('')],
  [', HTML-escaped', Array.from(URL_SENT, (character) => `&#x${character.charCodeAt(0).toString(16)};`).join('')],
  [', JSON-escaped', Array.from(URL_SENT, (character) => `\\u00${character.charCodeAt(0).toString(16)}`).join('')],
  [', JSON-escaped', URL_SENT.replaceAll('/', '\\/')],
  [', JSON-escaped', Array.from(URL_SENT, (character) => `\\\\u00${character.charCodeAt(0).toString(16)}`).join('')],
])('a secret is found%s', (encoding, text) => {
  const found = encodings(knowing(URL_SENT, URL_RULE), `<a href=${text}>`)
  expect(found).toHaveLength(1)
  // A run in the clear is reported first.
  expect(['', encoding]).toContain(found[0])
})

test.each([
  ['JSON', JSON.stringify(TEXT)],
  ['HTML', TEXT.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')],
  ['percent', encodeURIComponent(TEXT)],
])('a secret with quotes and brackets is found in %s', (_, text) => {
  expect(knowing(TEXT).find(text)).toHaveLength(1)
})

test('a secret that is not ASCII is found in the clear, percent-encoded, in base64 and escaped', () => {
  const secret = 'пароль-и-ключ-🙂-конец'
  const secrets = knowing(secret, NEVER)
  expect(encodings(secrets, secret)).toEqual([''])
  expect(encodings(secrets, Buffer.from(secret).toString('base64'))).toEqual([', in base64'])
  expect(encodings(secrets, encodeURIComponent(secret))).toEqual([', percent-encoded'])
  const escaped = Array.from(
    { length: secret.length },
    (__, index) => `\\u${secret.charCodeAt(index).toString(16).padStart(4, '0')}`,
  )
  expect(encodings(secrets, escaped.join(''))).toEqual([', JSON-escaped'])
})

test('a broken encoding is no leak and no error', () => {
  for (const text of ['%', '%zz%4', '&#;', '&#x110000;', '&#99999999999;', '&nope;', '\\', '\\u00', '===='])
    expect(knowing(TOKEN).find(`${text}${text}`), text).toEqual([])
})

test('each of several secrets is reported once', () => {
  const secrets = knowing(TOKEN)
  secrets.add({ value: HEX, pointer: '/other', redaction: TAIL })
  secrets.add({ value: HEX, pointer: '/again', redaction: TAIL })
  const pointers = secrets.find(`${TOKEN} ${HEX} ${TOKEN} ${HEX}`).map(({ secret }) => secret.pointer)
  expect(pointers).toEqual(['/it', '/other'])
})

test('many secrets are searched for in a long text in one pass', () => {
  const secrets = createSecrets()
  for (let index = 0; index < 5_000; index += 1)
    secrets.add({
      value: Buffer.from(`secret number ${index * 7919}`).toString('hex'),
      pointer: `/${index}`,
      redaction: TAIL,
    })
  const clean = Array.from({ length: 50_000 }, (_, index) => `item-${index}`).join(' ')
  expect(secrets.find(clean)).toEqual([])
})

test('a masked text holds no form of the secret', () => {
  const secrets = knowing(URL_SENT, URL_RULE)
  const forms = [
    URL_SENT,
    encodeURIComponent(URL_SENT),
    Buffer.from(URL_SENT).toString('base64'),
    URL_SENT.replaceAll('/', '\\/'),
  ]
  for (const form of forms) {
    const masked = secrets.mask(`before "${form}" after`)
    expect(masked, form).toMatch(/^before ".*<secret>.*" after$/)
    expect(secrets.find(masked), masked).toEqual([])
    expect(masked).not.toContain('Zx81QwEr')
  }
  expect(secrets.mask('https://hooks.example.com/****LmNo')).toBe('https://hooks.example.com/****LmNo')
})

test('a secret of any script, or of punctuation alone, is masked', () => {
  const secret = 'k🔑é🚀ñ🔥ü💥ø🧨å🎯ß🧲ç🔮'
  expect(knowing(secret).mask(`"*${secret.slice(1)}"`)).toBe('"*<secret>"')
  expect(knowing('{[("\'`;:=&<>{[("\'`').mask('x{[("\'`;:=&<>y')).toBe('x<secret>y')
})

test('a masked JSON text is still JSON', () => {
  const secrets = knowing(TEXT)
  secrets.add({ value: TOKEN, pointer: '/b', redaction: TAIL })
  const masked = secrets.mask(JSON.stringify({ a: TEXT, b: [TOKEN], c: `x${TOKEN}y` }))
  expect(JSON.parse(masked)).toMatchObject({ b: ['<secret>'], c: 'x<secret>y' })
})

test('a secret shorter than a run is masked as a whole and never found', () => {
  const secrets = knowing('abc12', TAIL)
  expect(secrets.find('abc12')).toEqual([])
  expect(secrets.mask('it is abc12.')).toBe('it is <secret>.')
  expect(knowing('abc').mask('abc')).toBe('abc')
})

test('output is guarded against secrets in the clear', () => {
  const secrets = knowing(TOKEN)
  expect(secrets.guard(`a ${TOKEN} b`)).toBe('a <secret> b')
  expect(secrets.guard('nothing')).toBe('nothing')
})

test('a run directly behind a run of another secret is masked with it', () => {
  const secrets = knowing(HEX)
  const other = 'f0e1d2c3b4a59687'
  secrets.add({ value: `${other}0123`, pointer: '/other', redaction: TAIL })
  const text = `'${HEX.slice(0, 24)}${other.slice(0, 8)}'`
  expect(secrets.mask(text)).toBe("'<secret><secret>'")
  expect(secrets.guard(secrets.mask(text))).toBe(secrets.mask(text))
})

test('a long text without spaces is masked in linear time', () => {
  const text = 'a%20'.repeat(100_000) + 'x'.repeat(1_000_000)
  expect(knowing(TOKEN).mask(text)).toBe(text)
})

test('the oldest of more than ten thousand secrets gives way, and the others stay', () => {
  const secrets = createSecrets()
  const values = Array.from({ length: 10_001 }, (_, index) => createHash('sha256').update(String(index)).digest('hex'))
  for (const value of values) secrets.add({ value, pointer: '/it', redaction: TAIL })
  const [oldest = '', second = ''] = values
  const found = (value: string): readonly string[] => secrets.find(value).map(({ secret }) => secret.value)
  expect([found(oldest), found(second), found(values.at(-1) ?? '')]).toEqual([[], [second], [values.at(-1)]])
})

test('a part of a secret that an id of a group has too is no leak, and is not masked', () => {
  const secrets = createSecrets()
  const group = '65a1b2c3d4e5f60718293a4b'
  secrets.allow(group)
  const value = 'eu01xx0a1b2c3d4e5f60718293a4b5c6d7e8NRAL'
  secrets.add({ value, pointer: '/it', redaction: TAIL })
  expect(secrets.find(`/groups/${group}/integrations`)).toEqual([])
  expect(secrets.mask(`/groups/${group}/integrations`)).toBe(`/groups/${group}/integrations`)
  expect(secrets.find(`key ${value}`)).toMatchObject([{ length: 40 }])
  expect(secrets.mask(`key ${value}`)).toBe('key <secret>')
})

test('the scheme of a URL is told where it has capitals', () => {
  const secrets = knowing('HTTPS://EXAMPLE.COM/hook/Rt63YuIoPa84', URL_RULE)
  expect(secrets.mask('{"url":"HTTPS://EXAMPLE.COM/hook/Rt63YuIoPa84"}')).toBe('{"url":"HTTPS://<secret>"}')
  expect(secrets.mask('EXAMPLE.COM/hook/Rt63YuIoPa84')).toBe('<secret>')
  expect(knowing(URL_SENT, URL_RULE).mask(URL_SENT)).toBe('<secret>')
})

test('a secret of others that an answer shows is masked as a whole, also within JSON, and is no leak', () => {
  const secrets = createSecrets()
  secrets.addShown('the "key" of others')
  const body = JSON.stringify({ apiKey: 'the "key" of others' })
  expect(secrets.mask(body)).toBe('{"apiKey":"<secret>"}')
  expect(secrets.find(body)).toEqual([])
})

test('masks, short texts and what the run has sent are no secrets of others', () => {
  const secrets = knowing(TOKEN)
  for (const value of ['************e8f9', '<redacted>', 'US', TOKEN]) secrets.addShown(value)
  const text = '************e8f9 <redacted> US'
  expect(secrets.mask(text)).toBe(text)
})

test('two hundred secrets of others are masked, and no more', () => {
  const secrets = createSecrets()
  for (let n = 0; n < 300; n += 1) secrets.addShown(`key-of-others-${n}-end`)
  expect(secrets.mask('key-of-others-199-end key-of-others-200-end')).toBe('<secret> key-of-others-200-end')
})
