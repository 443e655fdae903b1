import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Contract } from '../contract/contract.ts'
import { checkSource, compileFileSchema } from '../source/check-schema.ts'
import { formatLocation, type Location, type Mistake, UserError } from '../source/mistake.ts'
import { displayPath, whyUnreadable } from '../source/read-text.ts'
import { readYaml } from '../source/read-yaml.ts'
import type { YamlSource } from '../source/yaml-source.ts'
import { checkRetired } from './check-retired.ts'
import { checkRequirementIds, checkSuite } from './check-suite.ts'
import { checkOwnRequirements, readOwnRequirements, withRequirements } from './own-requirements.ts'
import { readSuite } from './read-suite.ts'
import type { Suite } from './suite.ts'
import { suiteSchema } from './suite-schema.ts'

/**
 * Reads all suites in the given folders and files.
 * @throws UserError with all mistakes of all files.
 */
export function loadSuites(paths: readonly string[], own: Contract): readonly Suite[] {
  return checkedSuites(paths.flatMap(filesIn).map(readYaml), own)
}

/**
 * The suites in parsed YAML.
 * @throws UserError with all mistakes of all sources.
 */
export function checkedSuites(sources: readonly YamlSource[], own: Contract): readonly Suite[] {
  const requirements = sources.flatMap(readOwnRequirements)
  const contract = withRequirements(own, requirements)
  const validate = compileFileSchema(suiteSchema)
  const mistakes: Mistake[] = []
  const sound: YamlSource[] = []
  for (const source of sources) {
    const found = checkSource(source, validate)
    const deeper = found.length > 0 ? checkRequirementIds(source, contract) : checkSuite(source, contract)
    if (found.length + deeper.length === 0) sound.push(source)
    mistakes.push(...found, ...deeper)
  }
  const suites = sound.map(readSuite)
  mistakes.push(...checkOwnRequirements(requirements, own), ...checkIds(suites), ...checkRetired(suites))
  if (mistakes.length > 0) throw new UserError(mistakes)
  return suites
}

/** The YAML files of a folder, in order of name. */
export function filesIn(path: string): readonly string[] {
  let names: readonly string[]
  try {
    if (statSync(path).isFile()) return [path]
    names = readdirSync(path)
  } catch (cause) {
    throw new UserError(
      `the suites in ${displayPath(path)} cannot be read: ${whyUnreadable(cause, 'file or folder')}`,
      { cause },
    )
  }
  const files = names.filter((name) => /\.ya?ml$/.test(name)).toSorted((a, b) => (a < b ? -1 : 1))
  if (files.length === 0) throw new UserError(`${displayPath(path)} has no suite file (*.yaml)`)
  return files.map((name) => join(path, name))
}

/** The mistakes of cases whose id is the id of an earlier case. */
export function checkIds(suites: readonly Suite[]): readonly Mistake[] {
  const seen = new Map<string, Location>()
  return suites
    .flatMap(({ cases }) => cases)
    .flatMap(({ id, location }) => {
      const first = seen.get(id)
      seen.set(id, first ?? location)
      return first === undefined
        ? []
        : [{ message: `another case already has the id "${id}" (${formatLocation(first)})`, at: location }]
    })
}
