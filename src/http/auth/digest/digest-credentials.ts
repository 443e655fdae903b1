/** A user name, or public key, with its password. */
export interface DigestCredentials {
  readonly username: string
  readonly password: string
}
