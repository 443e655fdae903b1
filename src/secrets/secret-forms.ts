import { splitUrl } from './mask.ts'
import type { Form } from './run-index.ts'
import type { SentSecret } from './sent-secret.ts'

/** The forms of the hidden part of a secret that a text may contain. */
export function formsOf(hidden: string): readonly Form[] {
  return [
    { text: hidden, encoding: '', step: 1 },
    // Eight characters of a secret hold two whole groups of four characters in Base64.
    ...base64Cores(hidden).map((text) => ({ text, encoding: ', in base64', step: 4 })),
  ]
}

/** The part of a secret that must be hidden: all but the tail. Scheme and host of a URL may be shown too, and the scheme of any secret. */
export function hiddenPart({ value, redaction }: SentSecret): string {
  // A URL may be sent where another text is expected, follow other text or have no host. Its scheme is as long as a run.
  const hidden = (redaction.rule === 'url' ? splitUrl(value).hidden : value).replaceAll(SCHEME, '')
  const characters = Array.from(hidden)
  return characters.slice(0, Math.max(0, characters.length - redaction.tail)).join('')
}

const SCHEME = /https?:\/\//gi

/** The text inside Base64: one form for each offset in a group of three bytes, in both alphabets. */
function base64Cores(text: string): readonly string[] {
  const bytes = Buffer.from(text)
  const cores = [0, 1, 2].map((skip) =>
    bytes.subarray(skip, skip + Math.floor((bytes.length - skip) / 3) * 3).toString('base64'),
  )
  const urlSafe = cores
    .filter((core) => /[+/]/.test(core))
    .map((core) => core.replaceAll('+', '-').replaceAll('/', '_'))
  return [...cores, ...urlSafe]
}

/** The value itself, as it stands within JSON, in Base64, and in hexadecimal digits. */
export function wholeForms(value: string): readonly string[] {
  const hex = Buffer.from(value).toString('hex')
  const quoted = JSON.stringify(value).slice(1, -1)
  return [...new Set([value, quoted]), ...base64Cores(value), hex, hex.toUpperCase()]
}
