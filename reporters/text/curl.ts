import type { Evidence } from '../../src/secrets/evidence.ts'
import type { AnsweredKey } from './answered-keys.ts'
import { credentialVariable } from './credential-variables.ts'
import { UNSAFE } from './plain-text.ts'
import { quote } from './quote.ts'
import { bodyWithKeys, conditionWithKeys, urlWithKeys } from './with-keys.ts'

/** Characters that `plainText` would change. A body with such a character goes through printf. */
const UNPRINTABLE = new RegExp(`${UNSAFE.source}|##(?=\\w*\\[)`, 'gu')

/** The longest body in the command, in characters. A longer body is read from a file. */
const LONGEST_BODY = 1_000

/** The placeholder in evidence for a digest response, which curl computes. */
const DIGEST = '<digest>'

/** Headers that curl adds itself. With a Transfer-Encoding, curl sends a body in chunks. */
const CURL_HEADERS = new Set(['host', 'content-length', 'connection'])

/**
 * Headers of every request that say nothing of it. With them, curl would not have a name of its own, and would print a compressed body as
 * it is.
 */
const OWN_HEADERS = new Set(['user-agent', 'accept-encoding'])

/**
 * Returns a curl command for a POSIX shell that sends the request and shows the answer's status and headers. Credentials come from the
 * variable `$CONFORM_AUTHORIZATION`; digest credentials come from `$CONFORM_USER`, as username:password. Each principal but the owner has
 * variables of its own, such as `$CONFORM_STRANGER_AUTHORIZATION`. A body above 1,000 characters
 * comes from the file `BODY`. Secrets in a JSON body are digits of the same form. Altered credentials are left out. Variables stand for
 * `keys` that earlier answers told. The command puts the key that its own answer tells, `told`, into its variable.
 */
export function curlLine(
  request: Evidence['request'],
  keys: readonly AnsweredKey[] = [],
  told?: Pick<AnsweredKey, 'variable' | 'taken'>,
): string {
  const { method, url, body, sample = body } = request
  const headers = shownHeaders(request)
  const input = sample === undefined || sample === '' ? undefined : dataOf(sample, keys)
  const parts = [
    'curl',
    ...(Object.values(headers).includes(DIGEST)
      ? ['--digest', '--user', `"$${credentialVariable('user', request.as)}"`]
      : []),
    ...(/[[\]{}]/.test(url) ? ['--globoff'] : []),
    ...(/\/\.{1,2}(\/|$)/.test(url.split(/[?#]/)[0] ?? '') ? ['--path-as-is'] : []),
    ...(method === 'HEAD' ? ['--head'] : [...SHOWN[told?.taken?.from ?? 'all'], '-X', word(method)]),
    urlWithKeys(url, keys),
    ...headerOptions({ ...request, headers }, input, keys),
    ...(input?.option ?? []),
  ]
  const command = [...(input?.pipe ?? []), parts.join(' ')].join(' | ')
  return told?.taken === undefined ? command : `${told.variable}=$(${command} | tee /dev/stderr | ${told.taken.by})`
}

/** The options that show an answer: all of it on standard output, or the part that has its key. */
const SHOWN = { all: ['-i'], body: ['-sS', '-D', '/dev/stderr'], headers: ['-sS', '-D', '-', '-o', '/dev/stderr'] }

/** True for a request whose credentials are not the right ones of a principal. A report shows neither kind. */
export function hasAlteredCredentials({ as, differs = [] }: Pick<Evidence['request'], 'as' | 'differs'>): boolean {
  return (as !== undefined && !RIGHT.has(as)) || differs.some(({ value }) => value === CREDENTIALS)
}

/** The senders beside the owner whose requests have their own credentials, or none. */
const RIGHT = new Set(['reader', 'stranger', 'nobody'])

const CREDENTIALS = '<credentials>'

/** The headers without those that say nothing of the request, and without the right credentials where it has altered ones. */
function shownHeaders(request: Evidence['request']): Evidence['request']['headers'] {
  const { headers, differs = [] } = request
  const telling = new Set(differs.map(({ name }) => name.toLowerCase()))
  const isAltered = hasAlteredCredentials(request)
  return Object.fromEntries(
    Object.entries(headers).filter(([name, value]) => {
      if (OWN_HEADERS.has(name.toLowerCase())) return telling.has(name.toLowerCase())
      return !isAltered || (value !== CREDENTIALS && value !== DIGEST)
    }),
  )
}

function headerOptions(
  { headers, as, differs = [] }: Pick<Evidence['request'], 'headers' | 'as' | 'differs'>,
  data: Data | undefined,
  keys: readonly AnsweredKey[],
): readonly string[] {
  const names = new Set(Object.keys(headers).map((name) => name.toLowerCase()))
  const given = Object.entries(headers).filter(
    ([name, value]) => !CURL_HEADERS.has(name.toLowerCase()) && value !== DIGEST,
  )
  // curl adds these headers by default, and the server may react to them.
  const lacks = differs.filter(({ value }) => value === undefined).map(({ name }) => name.toLowerCase())
  const unwanted = [
    ...(lacks.includes('user-agent') ? ['User-Agent'] : []),
    ...(names.has('accept') ? [] : ['Accept']),
    ...(data !== undefined && !names.has('content-type') ? ['Content-Type'] : []),
  ]
  return [
    ...given.map(([name, value]) => `-H ${headerOf([name, value], as, keys)}`),
    ...unwanted.map((name) => `-H ${quote(`${name}:`)}`),
  ]
}

function headerOf(
  [name, value]: readonly [name: string, value: string],
  as: string | undefined,
  keys: readonly AnsweredKey[],
): string {
  if (value === '') return quote(`${name};`)
  const condition = /^if-/i.test(name) ? conditionWithKeys(value, keys) : undefined
  if (condition !== undefined) return quote(`${name}: `) + condition
  if (value !== CREDENTIALS) return quote(`${name}: ${value}`)
  return `${quote(`${name}: `)}"$${credentialVariable(name, as)}"`
}

interface Data {
  readonly pipe?: readonly string[]
  readonly option: readonly string[]
}

/** True for a request whose command reads the body from the file `BODY`. */
export function isBodyInFile({ body, sample = body }: Evidence['request']): boolean {
  return sample !== undefined && sample.length > LONGEST_BODY
}

function dataOf(body: string, keys: readonly AnsweredKey[]): Data {
  if (body.length > LONGEST_BODY) return { option: ['--data-binary', '@BODY'] }
  if (body.search(UNPRINTABLE) < 0) return { option: ['--data-raw', bodyWithKeys(body, keys)] }
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
