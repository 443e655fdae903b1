import { parsePointer } from '../../json/pointer.ts'
import type { Pointer } from '../../resource/model.ts'
import { plainName } from '../../words/words.ts'
import { isCredentialName, isSecretName } from './secret-name.ts'

/**
 * True for a text that an answer hides. A secret by its name may be left out or masked. Any other text is masked but for its end, as a
 * card number is.
 */
export function isHiddenSecret(name: string, sent: unknown, shown: unknown): boolean {
  if (typeof sent !== 'string') return false
  const [, tail] = typeof shown === 'string' ? (/^[*•x]{3,}(.{0,4})$/i.exec(shown) ?? []) : []
  if (tail !== undefined && sent.endsWith(tail)) return true
  return isSecretName(name) && (shown === undefined || shown === null || isStandIn(shown))
}

/** A credential by its name that an answer shows without its value. Most likely the server hides it. */
export function isHiddenCredential(at: Pointer, sent: unknown, shown: unknown): boolean {
  const name = parsePointer(at).at(-1) ?? ''
  return typeof sent === 'string' && isHiddenValue(shown) && isCredentialName(name)
}

/** A value beside a flag that makes it a secret, such as `secret: true`. */
export function isFlaggedSecret(name: string, beside: Readonly<Record<string, unknown>>): boolean {
  const isFlagged = Object.entries(beside).some(([flag, on]) => on === true && SECRET_FLAG.test(plainName(flag)))
  return isFlagged && plainName(name).endsWith('value')
}

const SECRET_FLAG = /^(?:is)?(?:secret|sensitive|masked|encrypted|writeonly|protected)$/

/** True for what an answer shows in the place of a value that it hides. */
export function isHiddenValue(shown: unknown): boolean {
  if (shown === undefined || shown === null || shown === '') return true
  return isStandIn(shown) || (typeof shown === 'string' && /^[*•x]{3,}/i.test(shown))
}

function isStandIn(shown: unknown): boolean {
  return typeof shown === 'string' && /^(?:<.*>|\[.*\]|redacted|hidden)$/i.test(shown)
}
