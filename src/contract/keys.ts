import type { Contract, Variant } from './contract.ts'

/** True for a contract that lists no keys: any text may be the key of a member. */
export function hasFreeKeys({ resource }: Pick<Contract, 'resource'>): boolean {
  return resource.key.values.length === 0
}

/** True if a member may have this key. */
export function isKey(contract: Pick<Contract, 'resource'>, key: string): boolean {
  return hasFreeKeys(contract) ? key !== '' : contract.resource.key.values.includes(key)
}

/** The variant of the members with this key; undefined for a key that the contract does not describe. */
export function variantOf({ resource }: Pick<Contract, 'resource'>, key: string): Variant | undefined {
  // A server may name a key like a property of every object, such as `constructor`.
  return Object.hasOwn(resource.variants, key) ? resource.variants[key] : resource.anyVariant
}
