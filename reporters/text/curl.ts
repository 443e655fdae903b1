import type { Evidence } from '../../src/secrets/evidence.ts'
import { UNSAFE } from './plain-text.ts'

/** Characters that `plainText` would change. A body with such a character goes through printf. */
const UNPRINTABLE = new RegExp(`${UNSAFE.source}|##(?=\\w*\\[)`, 'gu')

/** The longest body in the command, in characters. A longer body is read from a file. */
const LONGEST_BODY = 1_000

/** The placeholder in evidence for a digest response, which curl computes. */
const DIGEST = '<digest>'

/** Headers that curl adds itself. With a Transfer-Encoding, curl sends a body in chunks. */
const CURL_HEADERS = new Set(['host', 'content-length', 'connection'])

/**
 * Returns a curl command for a POSIX shell that sends the request and shows the answer's status and headers. Credentials come from the
 * variable `$CONFORM_AUTHORIZATION`; digest credentials come from `$CONFORM_USER`, as username:password. A body above 1,000 characters
 * comes from the file `BODY`. Secrets in a JSON body are zeros of the same form.
 */
export function curlLine({ method, url, headers, body, sample = body }: Evidence['request']): string {
  const input = sample === undefined || sample === '' ? undefined : dataOf(sample)
  const parts = [
    'curl',
    ...(Object.values(headers).includes(DIGEST) ? ['--digest', '--user', '"$CONFORM_USER"'] : []),
    ...(/[[\]{}]/.test(url) ? ['--globoff'] : []),
    ...(/\/\.{1,2}(\/|$)/.test(url.split(/[?#]/)[0] ?? '') ? ['--path-as-is'] : []),
    ...(method === 'HEAD' ? ['--head'] : ['-i', '-X', word(method)]),
    quote(url),
    ...headerOptions(headers, input !== undefined),
    ...(input?.option ?? []),
  ]
  return [...(input?.pipe ?? []), parts.join(' ')].join(' | ')
}

function headerOptions(headers: Evidence['request']['headers'], hasBody: boolean): readonly string[] {
  const names = new Set(Object.keys(headers).map((name) => name.toLowerCase()))
  const given = Object.entries(headers).filter(
    ([name, value]) => !CURL_HEADERS.has(name.toLowerCase()) && value !== DIGEST,
  )
  // curl adds these headers by default, and the server may react to them.
  const unwanted = [
    ...(names.has('accept') ? [] : ['Accept']),
    ...(hasBody && !names.has('content-type') ? ['Content-Type'] : []),
  ]
  return [
    ...given.map(([name, value]) => `-H ${headerOf(name, value)}`),
    ...unwanted.map((name) => `-H ${quote(`${name}:`)}`),
  ]
}

function headerOf(name: string, value: string): string {
  if (value === '') return quote(`${name};`)
  if (value !== '<credentials>') return quote(`${name}: ${value}`)
  return `${quote(`${name}: `)}"$CONFORM_${name.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_')}"`
}

interface Data {
  readonly pipe?: readonly string[]
  readonly option: readonly string[]
}

function dataOf(body: string): Data {
  if (body.length > LONGEST_BODY) return { option: ['--data-binary', '@BODY'] }
  if (body.search(UNPRINTABLE) < 0) return { option: ['--data-raw', quote(body)] }
  return { pipe: [`printf ${quote(octal(body))}`], option: ['--data-binary', '@-'] }
}

/** Returns a printf(1) format that prints the text. Unprintable characters are octal escapes. */
function octal(text: string): string {
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll('%', '%%')
    .replaceAll(UNPRINTABLE, (characters) =>
      bytesOf(characters)
        .map((byte) => `\\${byte.toString(8).padStart(3, '0')}`)
        .join(''),
    )
}

/** The bytes of characters. In evidence, a lone surrogate from U+DC80 stands for a byte that is not UTF-8. */
function bytesOf(characters: string): readonly number[] {
  const code = characters.codePointAt(0) ?? 0
  return code >= 0xdc80 && code <= 0xdcff ? [code - 0xdc00] : [...Buffer.from(characters)]
}

function word(text: string): string {
  return /^[\w-]+$/.test(text) ? text : quote(text)
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
