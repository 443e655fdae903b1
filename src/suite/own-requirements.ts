import type { Contract, Requirement } from '../contract/contract.ts'
import { isObject } from '../json/pointer.ts'
import { formatLocation, type Mistake } from '../source/mistake.ts'
import { scalarText } from '../source/scalar.ts'
import type { YamlSource } from '../source/yaml-source.ts'

type Raw = Readonly<Record<string, unknown>>

/** The requirements that a suite file states beside those of the contract. An incomplete entry is no requirement. */
export function readOwnRequirements(source: YamlSource): readonly Requirement[] {
  const listed = isObject(source.value) ? source.value['requirements'] : []
  return (Array.isArray(listed) ? (listed as readonly unknown[]) : []).flatMap((one, index) =>
    isObject(one) && typeof one['id'] === 'string' ? [readRequirement(source, one, index)] : [],
  )
}

function readRequirement(source: YamlSource, raw: Raw, index: number): Requirement {
  return {
    id: scalarText(raw['id']),
    level: levelOf(raw['level']),
    text: scalarText(raw['text'] ?? ''),
    source: readReference(raw['source'] ?? source.file),
    location: source.locate(['requirements', index, 'id']),
  }
}

/** The suite schema allows no other level. */
function levelOf(written: unknown): Requirement['level'] {
  return written === 'must' || written === 'should' ? written : 'observe'
}

function readReference(written: unknown): Requirement['source'] {
  if (!isObject(written)) return { document: scalarText(written), pointer: '' }
  return { document: scalarText(written['document'] ?? ''), pointer: scalarText(written['pointer'] ?? '') }
}

/** The contract with the requirements of suites beside its own. A requirement of the contract is never replaced. */
export function withRequirements(contract: Contract, requirements: readonly Requirement[]): Contract {
  if (requirements.length === 0) return contract
  const own = Object.fromEntries(requirements.map((requirement) => [requirement.id, requirement]))
  return { ...contract, requirements: { ...own, ...contract.requirements } }
}

/** Ids that the contract or another suite has already. */
export function checkOwnRequirements(requirements: readonly Requirement[], contract: Contract): readonly Mistake[] {
  const seen = new Map<string, Requirement>()
  return requirements.flatMap((requirement) => {
    const { id, location } = requirement
    const first = contract.requirements[id] ?? seen.get(id)
    seen.set(id, requirement)
    if (first === undefined) return []
    const place = formatLocation(first.location)
    const owner = contract.requirements[id] === undefined ? 'the suites have' : 'the contract has'
    return [{ message: `${owner} a requirement "${id}" already (${place}); choose another id`, at: location }]
  })
}
