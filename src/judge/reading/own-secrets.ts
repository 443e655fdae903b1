import type { SecretSearch } from '../../secrets/sent-secret.ts'

/** A property of a member that holds secrets. */
export interface OwnPlace {
  readonly key: string | undefined
  readonly property: string
  readonly secrets: SecretSearch
}

/** True if all secrets in a text were sent at this property of this key. */
export function isOwn(text: string, { key, property, secrets }: OwnPlace): boolean {
  return secrets.find(text).every(({ secret }) => (secret.key ?? key) === key && secret.pointer === property)
}
