import { plainName } from '../../words/words.ts'

/** Names of properties that hold secrets in most APIs. */
const SECRET =
  /^(?:pass(?:word|wd|phrase|code)|(?:client|app)?_?secret|private_?key|secret_?(?:key|access_?key)|cvv|cvc|security_?code)$/i

/** True for the name of a property that holds a secret in most APIs, such as `password`. */
export function isSecretName(name: string): boolean {
  return SECRET.test(name)
}

/** Names that end with words for what proves who a caller is. A server may hide their values, whatever the document says. */
const CREDENTIAL = /(?:authorization|authorizationheader|authheader|token|apikey|accesskey|authkey|credentials?)$/

/** True for the name of a secret, or of a property that most likely holds a credential, such as `authorization_header`. */
export function isCredentialName(name: string): boolean {
  return isSecretName(name) || CREDENTIAL.test(plainName(name))
}
