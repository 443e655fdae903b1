import { isSecretName } from './secret-name.ts'

/** True for a text, a number or a flag. */
export function isPlain(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}

/** True for a property that another answer may show in another form: a link, or what is named like a secret. */
export function isShownOtherwise(name: string): boolean {
  return /(?:url|uri|href|link|self)$/i.test(name) || isSecretName(name)
}
