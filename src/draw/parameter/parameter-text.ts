export type ParameterType = 'string' | 'integer' | 'number' | 'boolean'

/** Integers beyond this are not the same to all servers. */
export const GREATEST = 2 ** 31 - 1

/** The text that stands for a value in an address, before it is percent-encoded; undefined for a value that has none. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined
}

/** The value that a text stands for as a parameter of a type. What does not stand for one is read as a text. */
export function valueOf(text: string, type: ParameterType): unknown {
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true'
  if (type === 'integer' && /^-?\d+$/.test(text)) return Number(text)
  if (type === 'number' && JSON_NUMBER.test(text)) return Number(text)
  return text
}

const JSON_NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/
const CANONICAL = /^(0|-?[1-9]\d*)$/

/**
 * Whether servers may well read a text in different ways: as nothing, as a number that is written oddly or is too large, or as a
 * boolean. None of these is drawn: what is to come of them is open.
 */
export function isDoubtful(text: string, type: ParameterType): boolean {
  // A half of a surrogate pair has no percent-encoding.
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

/** Whether a text may be taken for a number once spaces, signs and separators are put up with, or digits of other scripts. */
function looksNumeric(text: string, counts: (value: number) => boolean): boolean {
  const bare = text.replaceAll(/[\s\p{Cf}_,'+]/gu, '').replace(/^-+(?=.)/, '')
  if (/(?![0-9])\p{N}/u.test(bare) || /^(nan|inf|infinity)$/i.test(bare)) return true
  return bare === '' || counts(Number(bare))
}

/** Whether a text is one of the ways to write a boolean, but for `true` and `false` themselves. */
function isOddBoolean(text: string): boolean {
  const bare = text.replaceAll(/[\s\p{Cf}]/gu, '')
  return text !== 'true' && text !== 'false' && /^(true|false|yes|no|on|off|[tfyn])$/i.test(bare)
}
