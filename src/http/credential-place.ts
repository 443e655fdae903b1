/** A place of a request that carries a part of the credentials. Names of headers are compared without regard to case. */
export interface CredentialPlace {
  readonly in: 'header' | 'query' | 'cookie'
  readonly name: string
}

/** True for two names of one place. */
export function isSamePlace(one: CredentialPlace, other: CredentialPlace): boolean {
  if (one.in !== other.in) return false
  return one.in === 'header' ? one.name.toLowerCase() === other.name.toLowerCase() : one.name === other.name
}
