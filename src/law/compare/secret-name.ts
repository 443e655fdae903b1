/** Names of properties that hold secrets in most APIs. */
const SECRET =
  /^(?:pass(?:word|wd|phrase|code)|(?:client|app)?_?secret|private_?key|secret_?(?:key|access_?key)|cvv|cvc|security_?code)$/i

/** True for the name of a property that holds a secret in most APIs, such as `password`. */
export function isSecretName(name: string): boolean {
  return SECRET.test(name)
}
