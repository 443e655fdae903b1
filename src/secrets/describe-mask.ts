import { clearEnd, lengthOf, tailShown } from './mask.ts'

/** The kind of a shown value and the position and count of its clear characters, beside a secret that they do not end. No characters. */
export function describeMask(shown: unknown, secret: unknown): string {
  if (typeof shown !== 'string') return `the value is ${KINDS[typeof shown] ?? 'no text'} and not a text`
  if (typeof secret !== 'string') return 'the value is a text, and the sent value is none'
  const all = lengthOf(shown)
  const clear = lengthOf(clearEnd(shown, secret))
  const alike = Math.min(tailShown(shown, secret).tail, clear)
  const which =
    clear === 1
      ? `the visible character (${all} of ${all})`
      : `the ${clear} visible characters (${all - clear + 1} to ${all} of ${all})`
  const end = clear === 1 ? 'is not the last character' : `are not the last ${clear}`
  // The value itself is wrong more often than its mask.
  const why =
    alike === 0
      ? ': the mask may be that of an older value, or of another member'
      : `, only the last ${alike === 1 ? 'one is' : `${alike} are`}`
  return `${which} ${end} of the secret${why}`
}

const KINDS: Readonly<Record<string, string>> = {
  number: 'a number',
  boolean: 'a boolean',
  object: 'a list or an object',
}
