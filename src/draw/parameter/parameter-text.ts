/** The scalar types that a parameter may have. */
export type ParameterType = 'string' | 'integer' | 'number' | 'boolean'

/** The greatest integer that all targets represent alike. */
export const GREATEST = 2 ** 31 - 1

/** The text of a value in an address, before percent-encoding; undefined for null, lists and objects. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined
}

/** The value of a text for a parameter of a type. A text that does not parse stays a text. */
export function valueOf(text: string, type: ParameterType): unknown {
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true'
  if (type === 'integer' && /^-?\d+$/.test(text)) return Number(text)
  if (type === 'number' && JSON_NUMBER.test(text)) return Number(text)
  return text
}

const JSON_NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/
const CANONICAL = /^(0|-?[1-9]\d*)$/

/**
 * True if targets may interpret the text differently: as empty, as an odd or large number, or as a boolean. Such texts are never
 * drawn, because the contract leaves the response open.
 */
export function isDoubtful(text: string, type: ParameterType): boolean {
  // A lone surrogate has no percent-encoding.
  if (text.trim() === '' || /\p{Cs}/u.test(text)) return true
  switch (type) {
    case 'string':
      return false
    case 'integer':
      return CANONICAL.test(text)
        ? Math.abs(Number(text)) > GREATEST
        : looksNumeric(text, Number.isInteger) || isOddBoolean(text)
    case 'number':
      return JSON_NUMBER.test(text)
        ? Math.abs(Number(text)) > GREATEST
        : looksNumeric(text, Number.isFinite) || isOddBoolean(text)
    case 'boolean':
      return looksNumeric(text, Number.isFinite) || isOddBoolean(text)
  }
}

/** True if the text is a number after removing spaces, signs and separators, or holds digits of other scripts. */
function looksNumeric(text: string, counts: (value: number) => boolean): boolean {
  const bare = text.replaceAll(/[\s\p{Cf}_,'+]/gu, '').replace(/^-+(?=.)/, '')
  if (/(?![0-9])\p{N}/u.test(bare) || /^(nan|inf|infinity)$/i.test(bare)) return true
  return bare === '' || counts(Number(bare))
}

/** True if the text is a common notation of a boolean other than `true` and `false`. */
function isOddBoolean(text: string): boolean {
  const bare = text.replaceAll(/[\s\p{Cf}]/gu, '')
  return text !== 'true' && text !== 'false' && /^(true|false|yes|no|on|off|[tfyn])$/i.test(bare)
}
