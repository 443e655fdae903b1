import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Location, UserError } from '../source/mistake.ts'
import { displayPath } from '../source/read-text.ts'
import { readYaml } from '../source/read-yaml.ts'
import type { YamlSource } from '../source/yaml-source.ts'

/** The payloads of a contract: bodies by key and then by name. */
export type Payloads = Readonly<Record<string, Record<string, Record<string, unknown>>>>

/**
 * Reads the payloads in a folder, a file for each key. `at` is the place that names the folder.
 * @throws UserError for a folder that cannot be read, and for every mistake in its files.
 */
export function readPayloads(folder: string, at: Location): { sources: readonly YamlSource[]; bodies: Payloads } {
  const names = namesIn(folder, at)
  const sources = names.map((name) => readYaml(join(folder, name)))
  const mistakes = sources.flatMap((source) => source.mistakes)
  if (mistakes.length > 0) throw new UserError(mistakes)
  const bodies = sources.map((source, index) => [(names[index] ?? '').replace(/\.yaml$/, ''), source.value] as const)
  return { sources, bodies: Object.fromEntries(bodies) as Payloads }
}

function namesIn(folder: string, at: Location): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.yaml'))
      .toSorted((a, b) => (a < b ? -1 : 1))
  } catch (cause) {
    const { code = '' } = cause as NodeJS.ErrnoException
    const why = code === 'ENOENT' ? 'there is no such folder' : code === 'ENOTDIR' ? 'it is a file' : code
    const message = `the folder of the payloads, ${displayPath(folder)}, cannot be read: ${why}; create the folder with a file KEY.yaml for each key, or correct the path`
    throw new UserError([{ message, at }], { cause })
  }
}
