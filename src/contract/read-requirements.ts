import type { Mistake } from '../source/mistake.ts'
import { suggestion } from '../source/suggestion.ts'
import type { YamlSource } from '../source/yaml-source.ts'
import type { Level, Requirement } from './contract.ts'

interface RequirementsFile {
  readonly documents: Readonly<Record<string, string>>
  readonly requirements: readonly (Omit<Requirement, 'level' | 'location'> & { readonly level?: Level })[]
}

/** The requirements in a file that keeps to its schema, by id. */
export function readRequirements(source: YamlSource): Record<string, Requirement> {
  const { requirements } = source.value as RequirementsFile
  return Object.fromEntries(
    requirements.map((requirement, index) => [
      requirement.id,
      { level: 'observe' as const, ...requirement, location: source.locate(['requirements', index, 'id']) },
    ]),
  )
}

/** Mistakes that the schema cannot see: repeated ids, sources that are not named above, and unknown versions. */
export function checkRequirements(source: YamlSource, versions: readonly string[]): readonly Mistake[] {
  const { documents, requirements } = source.value as RequirementsFile
  const mistakes: Mistake[] = []
  const seen = new Set<string>()
  for (const [index, { id, since, source: cited }] of requirements.entries()) {
    if (seen.has(id))
      mistakes.push({
        message: `"${id}" is the id of another requirement above`,
        at: source.locate(['requirements', index, 'id']),
      })
    seen.add(id)
    if (since !== undefined && !versions.includes(since))
      mistakes.push({
        message: `"${since}" is no version of the contract, whose versions are ${versions.join(', ')}; correct it, or raise "version" in contract.yaml`,
        at: source.locate(['requirements', index, 'since']),
      })
    if (!Object.hasOwn(documents, cited.document)) {
      mistakes.push({
        message: `"${cited.document}" is none of the documents above${suggestion(cited.document, Object.keys(documents))}`,
        at: source.locate(['requirements', index, 'source', 'document']),
      })
    }
  }
  return mistakes
}
