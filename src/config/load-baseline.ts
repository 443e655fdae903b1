import { type Contract, LEVELS } from '../contract/contract.ts'
import type { Baseline, BaselineEntry } from '../report/baseline.ts'
import { checkSource, compileFileSchema } from '../source/check-schema.ts'
import { type Mistake, UserError } from '../source/mistake.ts'
import { readYaml } from '../source/read-yaml.ts'
import { suggestion } from '../source/suggestion.ts'
import { parseYamlSource, type YamlSource } from '../source/yaml-source.ts'
import { baselineSchema } from './baseline-schema.ts'

/** The file that `conform baseline` writes where no flag and no configuration names another. */
export const DEFAULT_BASELINE = 'conform.baseline.yaml'

/**
 * Reads a baseline and holds it against its schema and the contract.
 * @throws UserError with all mistakes of the file, each with its place.
 */
export function loadBaseline(path: string, contract: Pick<Contract, 'name' | 'requirements'>): Baseline {
  return readBaseline(readYaml(path), contract)
}

/**
 * Reads a baseline that is an object of a program. Lines of messages are those of its JSON text.
 * @throws UserError with all mistakes.
 */
export function baselineOf(name: string, value: object, contract: Parameters<typeof loadBaseline>[1]): Baseline {
  let text: string
  try {
    text = JSON.stringify(value, undefined, 2)
  } catch (cause) {
    throw new UserError(`${name} cannot be written as JSON: ${(cause as Error).message}`, { cause })
  }
  return readBaseline(parseYamlSource(name, text), contract)
}

function readBaseline(source: YamlSource, contract: Parameters<typeof loadBaseline>[1]): Baseline {
  refuse(checkSource(source, compileFileSchema(baselineSchema)))
  const written = source.value as Written
  refuse(mistakesIn(written, source, contract))
  return {
    file: source.file,
    contract: written.contract,
    entries: written.entries.map((entry, index) => ({
      ...entry,
      id: entry.id ?? entry.cause,
      location: source.locate(['entries', index]),
    })),
  }
}

interface WrittenEntry extends Omit<BaselineEntry, 'id' | 'location'> {
  readonly id?: string
}

interface Written {
  readonly contract: string
  readonly entries: readonly WrittenEntry[]
}

function refuse(mistakes: readonly Mistake[]): void {
  if (mistakes.length > 0) throw new UserError(mistakes)
}

function mistakesIn(written: Written, source: YamlSource, { name, requirements }: Parameters<typeof loadBaseline>[1]) {
  if (written.contract !== name) {
    const message = `expected a baseline of the contract "${name}", not of "${written.contract}"`
    return [{ message, at: source.locate(['contract']) }]
  }
  const ids = Object.keys(requirements)
  return [
    ...written.entries.flatMap((entry, index) => entryMistakes(entry, { source, index, ids })),
    ...repeatedIds(written.entries, source),
  ]
}

interface EntryContext {
  readonly source: YamlSource
  readonly index: number
  /** The ids of all requirements. */
  readonly ids: readonly string[]
}

/** The first words of causes that all requirements share. */
const SHARED_HEADS: readonly string[] = LEVELS

function entryMistakes(entry: WrittenEntry, { source, index, ids }: EntryContext): readonly Mistake[] {
  const mistakes: Mistake[] = []
  const add = (key: string, message: string): void =>
    void mistakes.push({ message, at: source.locate(['entries', index, key]) })
  const { requirement, cause, expires } = entry
  if (!ids.includes(requirement))
    add('requirement', `there is no requirement "${requirement}"${suggestion(requirement, ids)}`)
  const [head = ''] = cause.split('/')
  if (!ids.includes(head) && !SHARED_HEADS.includes(head))
    add(
      'cause',
      `expected the id of a cause; there is no requirement "${head}"${suggestion(head, [...ids, ...SHARED_HEADS])}`,
    )
  if (expires !== undefined && !isDay(expires)) add('expires', `expected a day of the calendar, not "${expires}"`)
  return mistakes
}

function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

function repeatedIds(entries: readonly WrittenEntry[], source: YamlSource): readonly Mistake[] {
  const names = entries.map(({ id, cause }) => id ?? cause)
  return names.flatMap((name, index) => {
    const first = names.indexOf(name)
    if (first === index) return []
    const { line } = source.locate(['entries', first])
    const message = `there is an entry "${name}" already, on line ${line}; give one of them an id of its own`
    return [{ message, at: source.locate(['entries', index, entries[index]?.id === undefined ? 'cause' : 'id']) }]
  })
}
