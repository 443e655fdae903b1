import type { Evidence } from '../src/secrets/evidence.ts'
import { UNSAFE } from './plain-text.ts'

/** What a plain text must not hold as it is, so that the line survives being printed. */
const ODD = new RegExp(`${UNSAFE.source}|##(?=\\w*\\[)`, 'gu')

/** Longer bodies are left to the reader: a line of thousands of characters helps nobody. */
const LONGEST = 1_000

/** What stands for the answer to a challenge, which curl works out by itself. */
const DIGEST = '<digest>'

/** Headers that curl writes itself. */
const OWN = new Set(['host', 'content-length', 'connection', 'transfer-encoding'])

/**
 * The request as a line for a POSIX shell. Credentials are left to a variable of the reader's (`$CONFORM_AUTHORIZATION`, for a digest
 * `$CONFORM_USER`, which holds username:password); a body that is too long is left to a file.
 */
export function curlLine({ method, url, headers, body }: Evidence['request']): string {
  const input = body === undefined || body === '' ? undefined : dataOf(body)
  const parts = [
    'curl',
    ...(Object.values(headers).includes(DIGEST) ? ['--digest', '--user', '"$CONFORM_USER"'] : []),
    ...(/[[\]{}]/.test(url) ? ['--globoff'] : []),
    ...(/\/\.{1,2}(\/|$)/.test(url.split(/[?#]/)[0] ?? '') ? ['--path-as-is'] : []),
    ...(method === 'HEAD' ? ['--head'] : ['-X', word(method)]),
    quote(url),
    ...headerOptions(headers, input !== undefined),
    ...(input?.option ?? []),
  ]
  return [...(input?.pipe ?? []), parts.join(' ')].join(' | ')
}

function headerOptions(headers: Evidence['request']['headers'], hasBody: boolean): readonly string[] {
  const names = new Set(Object.keys(headers).map((name) => name.toLowerCase()))
  const given = Object.entries(headers).filter(([name, value]) => !OWN.has(name.toLowerCase()) && value !== DIGEST)
  // curl would add these by itself, and the answer may hang on them.
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
  if (body.length > LONGEST) return { option: ['--data-binary', '@BODY'] }
  if (body.search(ODD) < 0) return { option: ['--data-raw', quote(body)] }
  return { pipe: [`printf ${quote(octal(body))}`], option: ['--data-binary', '@-'] }
}

/** A format of printf(1) that yields the text, written in characters that can be seen. */
function octal(text: string): string {
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll('%', '%%')
    .replaceAll(ODD, (characters) =>
      [...Buffer.from(characters)].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join(''),
    )
}

function word(text: string): string {
  return /^[\w-]+$/.test(text) ? text : quote(text)
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
