import type { TargetRequest } from '../target.ts'
import type { Authenticator } from './authenticator.ts'

/**
 * A change of the proof in a header. `altered` changes one character, `last-char-changed` the last character. `shortened` keeps the
 * first half, `emptied` nothing, `lengthened` appends text, `case-flipped` swaps the case of letters. `other-scheme` and `without-scheme` leave the proof,
 * and change the word before it.
 */
export type Alteration = keyof typeof ALTERATIONS | keyof typeof SCHEMES

export function isAlteration(name: string): name is Alteration {
  return Object.hasOwn(ALTERATIONS, name) || Object.hasOwn(SCHEMES, name)
}

export interface AlteringOptions {
  readonly alteration: Alteration
  /** The names of the headers with the proof. */
  readonly names: readonly string[]
  /** True if the value of such a header is the proof. Default: each value is. */
  readonly isProof?: ((value: string) => boolean) | undefined
}

/** Changes the proof of these credentials in each request. */
export function alteredAuth(
  authenticator: Authenticator,
  { alteration, names, isProof }: AlteringOptions,
): Authenticator {
  const carriers = new Set(names.map((name) => name.toLowerCase()))
  const carries = (name: string, value: string): boolean =>
    carriers.has(name.toLowerCase()) && (isProof?.(value) ?? true)
  const altered = (headers: TargetRequest['headers']): TargetRequest['headers'] =>
    headers.map(([name, value]) => [name, carries(name, value) ? alter(value, alteration) : value])
  return {
    ...authenticator,
    wrap: (send) =>
      authenticator.wrap((request, signal) => send({ ...request, headers: altered(request.headers) }, signal)),
  }
}

/** Finds the proof: the response of a digest, or the text after another scheme. The case of hex digits has no meaning. */
function alter(value: string, alteration: Alteration): string {
  if (isOfScheme(alteration)) {
    const changed = SCHEMES[alteration](value)
    return changed === value ? alter(value, 'altered') : changed
  }
  const [, before = '', proof = '', after = ''] =
    /^(.*\bresponse="?)([0-9a-f]+)(.*)$/i.exec(value) ?? /^(\S+ (?=\S))?(.*)()$/.exec(value) ?? []
  const change = ALTERATIONS[alteration === 'case-flipped' && after !== '' ? 'altered' : alteration]
  const changed = change(proof)
  return before + (changed === proof ? ALTERATIONS.altered(proof) : changed) + after
}

const ALTERATIONS = {
  // Not at the end: the last character in base64 may hold bits that decoders ignore.
  altered: (proof: string) => replaceAt(proof, Math.max(0, proof.length - 5), another),
  'last-char-changed': (proof: string) => replaceAt(proof, proof.length - 1, faraway),
  shortened: (proof: string) => proof.slice(0, Math.ceil(proof.length / 2)),
  emptied: () => '',
  lengthened: (proof: string) => `${proof}0a`,
  'case-flipped': (proof: string) =>
    proof.replaceAll(/[a-z]/gi, (letter) => (letter < 'a' ? letter.toLowerCase() : letter.toUpperCase())),
} as const

/** Changes of the word before the proof. A value without such a word stays. */
const SCHEMES = {
  'other-scheme': (value: string) => value.replace(/^\S+(?= \S)/, 'Secret'),
  'without-scheme': (value: string) => value.replace(/^\S+ (?=\S)/, ''),
} as const

/** All alterations. */
export const ALTERATION_NAMES = [...Object.keys(ALTERATIONS), ...Object.keys(SCHEMES)] as readonly Alteration[]

function isOfScheme(alteration: Alteration): alteration is keyof typeof SCHEMES {
  return Object.hasOwn(SCHEMES, alteration)
}

function replaceAt(text: string, index: number, change: (character: string) => string): string {
  return text.slice(0, index) + change(text.charAt(index)) + text.slice(index + 1)
}

function another(character: string): string {
  return character === '0' ? '1' : '0'
}

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** Another base64 character that differs in its first bit. Decoders use this bit also in the last character. */
function faraway(character: string): string {
  const value = BASE64.indexOf(character)
  return value < 0 ? another(character) : BASE64.charAt((value + 32) % 64)
}
