import type { Contract, Requirement } from '../../contract/contract.ts'
import { compileFileSchema } from '../../source/check-schema.ts'
import { formatLocation, type Mistake, UserError } from '../../source/mistake.ts'
import { readYaml } from '../../source/read-yaml.ts'
import type { YamlSource } from '../../source/yaml-source.ts'
import { checkRequirementIds } from '../../suite/check-suite.ts'
import { filesIn } from '../../suite/load-suites.ts'
import { checkOwnRequirements, readOwnRequirements, withRequirements } from '../../suite/own-requirements.ts'
import { ANSWER_LAWS } from '../answer-laws.ts'
import { contractOfLaws } from '../session/contract-of-laws.ts'
import type { Law } from '../world/law.ts'
import { LAWS } from '../laws.ts'
import { casesSchema } from './cases-schema.ts'
import { checkCases } from './check-cases.ts'
import { checkSchema } from './check-schema.ts'
import { declaredLaws, type Declaring } from './declared-law.ts'
import type { DeclaredCase } from '../world/declared-case.ts'
import { readCases } from './read-cases.ts'

/**
 * Reads the cases of files and folders, each as a law of its resources.
 * @throws UserError with every mistake of all files, each with file:line:column.
 */
export function loadCases(paths: readonly string[], declaring: Omit<Declaring, 'requirements'>): readonly Law[] {
  return casesFrom(paths.flatMap(filesIn).map(readYaml), declaring)
}

/**
 * The cases in parsed YAML.
 * @throws UserError with every mistake of all sources, each with file:line:column.
 */
export function casesFrom(sources: readonly YamlSource[], declaring: Omit<Declaring, 'requirements'>): readonly Law[] {
  const own = sources.flatMap(readOwnRequirements)
  const laws = lawsAsContract()
  const contract = withRequirements(laws, own)
  const validate = compileFileSchema(casesSchema)
  const mistakes: Mistake[] = []
  const sound: YamlSource[] = []
  for (const source of sources) {
    const found = checkSchema(source, validate)
    const deeper = [
      ...checkRequirementIds(source, contract),
      ...(found.length > 0 ? [] : checkCases(source, declaring)),
    ]
    mistakes.push(...found, ...deeper)
    if (found.length + deeper.length === 0) sound.push(source)
  }
  const cases = sound.flatMap(readCases)
  mistakes.push(...checkOwnRequirements(own, laws), ...checkIds(cases))
  if (mistakes.length > 0) throw new UserError(mistakes)
  return cases.flatMap((one) => declaredLaws(one, { ...declaring, requirements: contract.requirements }))
}

/** The laws as requirements: a case may stand under the sentence of a law. */
function lawsAsContract(): Contract {
  const laws = [...LAWS, ...ANSWER_LAWS].map(({ id, level, text, source }): [string, Requirement] => [
    id,
    {
      id,
      level,
      text,
      source: { document: source, pointer: '' },
      location: { file: 'docs/laws.md', line: 1, column: 1 },
    },
  ])
  return contractOfLaws({ name: '' }, Object.fromEntries(laws))
}

function checkIds(cases: readonly DeclaredCase[]): readonly Mistake[] {
  return cases.flatMap(({ id, location }, index) => {
    // The rows of a case have its id and its place.
    const first = cases
      .slice(0, index)
      .find((one) => one.id === id && formatLocation(one.location) !== formatLocation(location))
    if (first === undefined) return []
    return [{ message: `another case already has the id "${id}" (${formatLocation(first.location)})`, at: location }]
  })
}
