import { isSecretName } from './secret-name.ts'

/** True for a property that another answer may show in another form: a link, or what is named like a secret. */
export function isShownOtherwise(name: string): boolean {
  return /(?:url|uri|href|link|self)$/i.test(name) || isSecretName(name)
}
