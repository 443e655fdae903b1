import { UserError } from '../source/mistake.ts'
import { suggestion } from '../source/suggestion.ts'
import type { Contract, Requirement } from './contract.ts'

/**
 * The contract as a server of an earlier version is held to it: each newer must is coming, and only warns. Without a version, the
 * contract itself.
 * @throws UserError for a version that the contract does not name.
 */
export function contractAsOf(contract: Contract, version: string | undefined): Contract {
  if (version === undefined) return contract
  const { versions, requirements, name } = contract
  const held = versions.indexOf(version)
  if (held === -1)
    throw new UserError(
      `"${version}" is no version of the contract "${name}"${suggestion(version, versions)}; its versions are ${versions.join(', ')}`,
    )
  const isNewer = ({ since }: Requirement): boolean => since !== undefined && versions.indexOf(since) > held
  return {
    ...contract,
    asOf: version,
    requirements: Object.fromEntries(
      Object.entries(requirements).map(([id, one]) => [
        id,
        isNewer(one) ? { ...one, level: 'should', coming: true } : one,
      ]),
    ),
  }
}
