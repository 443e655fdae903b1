import type { Contract } from './contract.ts'

/** The keys of `contract.yaml` that an API may lack, and on which expectations or requests rely. */
export type OptionalPart = 'page.total' | 'page.links' | 'page.parameters' | 'redaction' | 'credentials'

/** True if the contract states the part. */
export function hasPart({ page, redaction, credentials }: Contract, part: OptionalPart): boolean {
  switch (part) {
    case 'page.total':
      return page?.total !== undefined
    case 'page.links':
      return page?.links !== undefined
    case 'page.parameters':
      return page?.parameters !== undefined
    case 'redaction':
      return redaction !== undefined
    case 'credentials':
      return credentials !== undefined
  }
}

/** Says why something that relies on a missing part cannot be used, and how to mend that. `what` is the subject. */
export function lacksPart(what: string, part: OptionalPart): string {
  return `${what} needs the key "${part}" of contract.yaml, which this contract lacks; add the key, or remove what needs it`
}
