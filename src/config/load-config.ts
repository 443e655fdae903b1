import { checkSource, compileFileSchema } from '../source/check-schema.ts'
import { type Mistake, UserError } from '../source/mistake.ts'
import { childAt, isObject } from '../json/pointer.ts'
import { quoted } from '../source/quoted.ts'
import { readYaml } from '../source/read-yaml.ts'
import { scalarText } from '../source/scalar.ts'
import type { YamlSource } from '../source/yaml-source.ts'
import { type Config, EMPTY_CONFIG } from './config.ts'
import { configSchema } from './config-schema.ts'
import { headerMistakes } from './header-mistakes.ts'
import { BUDGET, IN_FLIGHT, type Measure, RATE, SIZE, TIME, WAIT } from './measures.ts'
import { type UnsetVariable, withoutUnset } from './unset.ts'

/**
 * Reads a configuration file and replaces `${NAME}` in each value by the environment variable. An unset variable is no mistake here:
 * only the use of its value is.
 * @throws UserError with all mistakes of the file, each with its place.
 */
export function loadConfig(path: string, environment: Variables): Config {
  const { value, source, unset, refuse, mask } = readChecked(path, environment, configSchema)
  if (value === undefined) return EMPTY_CONFIG
  const mistakes: Mistake[] = []
  const config = read(withoutUnset(value, unset) as Record<string, unknown>, { source, mistakes, mask })
  refuse([...mistakes, ...headerMistakes(value as Record<string, unknown>, source)])
  return { ...config, locate: (at) => source.locate(at), ...(unset.length === 0 ? {} : { unset }) }
}

type Variables = Readonly<Record<string, string | undefined>>

/** A file that keeps to its schema, with the values of the environment. */
export interface CheckedFile {
  /** The contents, which keep to the schema; undefined for an empty file. */
  readonly value: unknown
  readonly source: YamlSource
  /** The variables without a value; the contents still hold `${NAME}` there. */
  readonly unset: readonly UnsetVariable[]
  /** Throws UserError where there are mistakes, with values of the environment masked. */
  readonly refuse: (mistakes: readonly Mistake[]) => void
  /** Replaces values of the environment in a text by `${NAME}`, because such a value may be a secret. */
  readonly mask: (text: string) => string
}

/**
 * Reads a YAML file, replaces `${NAME}` in each value by the environment variable, and checks the result against a schema.
 * @throws UserError with all mistakes of the file, each with its place.
 */
export function readChecked(path: string, environment: Variables, schema: object): CheckedFile {
  const source = readYaml(path)
  const used = new Map<string, string>()
  const mask = (shown: string): string => maskEnvironment(shown, used)
  const refuse = (mistakes: readonly Mistake[]): void => {
    if (mistakes.length === 0) return
    throw new UserError(mistakes.map(({ message, ...rest }) => ({ ...rest, message: mask(message) })))
  }
  if (source.value === null || source.value === undefined) {
    refuse(source.mistakes)
    return { value: undefined, source, unset: [], refuse, mask }
  }
  const unset: UnsetVariable[] = []
  const value = substitute(source.value, { source, environment, unset, used, at: [] })
  refuse(checkSource({ ...source, value }, compileFileSchema(schema), mask))
  return { value, source, unset, refuse, mask }
}

function maskEnvironment(shown: string, used: ReadonlyMap<string, string>): string {
  // A message holds the plain value, or the value as a JSON string.
  const known = [...used].flatMap(([name, value]) =>
    [value, JSON.stringify(value).slice(1, -1)].map((form) => [form, name]),
  )
  return known.reduce((hidden, [value = '', name = '']) => hidden.replaceAll(value, () => `\${${name}}`), shown)
}

interface Substituting {
  readonly source: YamlSource
  readonly environment: Variables
  /** The variables without a value. */
  readonly unset: UnsetVariable[]
  /** The values that the file takes from the environment, by name. */
  readonly used: Map<string, string>
  readonly at: readonly (string | number)[]
}

function substitute(value: unknown, context: Substituting): unknown {
  if (Array.isArray(value))
    return value.map((item, index) => substitute(item, { ...context, at: [...context.at, index] }))
  if (isObject(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, substitute(item, { ...context, at: [...context.at, key] })]),
    )
  }
  // A shell replaces the variables of its command, and a message may then show the command.
  if (typeof value !== 'string' || context.at[0] === 'start') return value
  return value.replaceAll(/\$\{(\w+)\}/g, (written, name: string) => {
    const found = context.environment[name]
    if (found !== undefined && found !== '') {
      context.used.set(name, found)
      return found
    }
    const message = `the environment variable ${name} is not set; set ${name}, or remove \${${name}} from the file`
    context.unset.push({ name, path: context.at, mistake: { message, at: context.source.locate(context.at) } })
    return written
  })
}

interface Reading extends Pick<CheckedFile, 'source' | 'mask'> {
  readonly mistakes: Mistake[]
}

function read(raw: Record<string, unknown>, reading: Reading): Config {
  return {
    ...text(raw, 'target'),
    groups: [raw['groupId'] ?? []].flat().map(scalarText),
    ...(raw['otherGroupId'] === undefined ? {} : { otherGroup: scalarText(raw['otherGroupId']) }),
    principals: raw['principals'] ?? {},
    headers: (raw['headers'] ?? {}) as Config['headers'],
    ...measure(raw, ['rate'], { ...reading, measure: RATE }),
    ...measure(raw, ['inFlight'], { ...reading, measure: IN_FLIGHT }),
    ...(typeof raw['concurrency'] === 'boolean' ? { concurrency: raw['concurrency'] } : {}),
    ...measure(raw, ['budget'], { ...reading, measure: BUDGET }),
    ...measure(raw, ['timeout'], { ...reading, measure: TIME }),
    ...text(raw, 'start'),
    ...measure(raw, ['wait'], { ...reading, measure: WAIT }),
    limits: {
      ...measure(raw, ['limits', 'body'], { ...reading, measure: SIZE }),
      ...measure(raw, ['limits', 'headers'], { ...reading, measure: SIZE }),
    },
    tls: raw['tls'] ?? {},
    ...text(raw, 'contract'),
    ...text(raw, 'asOf'),
    ...text(raw, 'baseline'),
    ...list(raw, 'suites'),
    ...list(raw, 'write'),
    ...list(raw, 'leave'),
  }
}

function text(
  raw: Record<string, unknown>,
  key: 'target' | 'start' | 'contract' | 'asOf' | 'baseline',
): { [name in typeof key]?: string } {
  return raw[key] === undefined ? {} : { [key]: scalarText(raw[key]) }
}

/** A list of texts; one text stands for a list of one. */
function list(
  raw: Record<string, unknown>,
  key: 'suites' | 'write' | 'leave',
): { [name in typeof key]?: readonly string[] } {
  return raw[key] === undefined ? {} : { [key]: [raw[key]].flat().map(scalarText) }
}

interface Measuring<Value> extends Reading {
  readonly measure: Measure<Value>
}

function measure<Value>(
  raw: Record<string, unknown>,
  path: readonly string[],
  { source, mistakes, mask, measure: { parse, takes } }: Measuring<Value>,
): { [name: string]: Value } {
  const written = path.reduce<unknown>((value, key) => childAt(value, key), raw)
  const key = path.at(-1) ?? ''
  if (written === undefined) return {}
  const value = parse(scalarText(written))
  if (value !== undefined) return { [key]: value }
  mistakes.push({ message: `"${key}" takes ${takes}, not ${quoted(written, mask)}`, at: source.locate(path) })
  return {}
}
