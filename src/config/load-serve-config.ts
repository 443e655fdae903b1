import type { Credentials } from '../http/auth/schemes.ts'
import { isObject } from '../json/pointer.ts'
import type { Location, Mistake } from '../source/mistake.ts'
import { quoted } from '../source/quoted.ts'
import { scalarText } from '../source/scalar.ts'
import type { Principal } from '../suite/suite.ts'
import { type CheckedFile, readChecked } from './load-config.ts'
import { EMPTY_SERVE_CONFIG, type SeededMember, type ServeConfig } from './serve-config.ts'
import { membersSchema, serveSchema } from './serve-schema.ts'
import { LATENCY, type Measure, PORT, REQUEST_LIMIT, SIZE, TIME } from './measures.ts'

type Variables = Readonly<Record<string, string | undefined>>

/**
 * Reads a configuration file of `conform serve` and replaces `${NAME}` in each value by the environment variable.
 * @throws UserError with all mistakes of the file, each with its place.
 */
export function loadServeConfig(path: string, environment: Variables): ServeConfig {
  const file = readComplete(path, environment, serveSchema)
  if (file.value === undefined) return EMPTY_SERVE_CONFIG
  const raw = file.value as Record<string, unknown>
  const measured = MEASURES.map((measure) => read(raw, measure, file))
  file.refuse(measured.flatMap(({ mistake }) => mistake ?? []))
  return {
    ...Object.assign({}, ...measured.map(({ value }) => value)),
    ...plain(raw, ['host', 'basePath', 'digestAlgorithms']),
    groups: list(raw['groupId']),
    principals: principalsIn(raw['principals']),
    members: membersIn(raw['members'], (tokens) => file.source.locate(['members', ...tokens])),
    faults: list(raw['faults']),
    variants: list(raw['variants']),
    locate: (at) => file.source.locate(at),
  }
}

/**
 * Reads a file of seeded members.
 * @throws UserError with all mistakes of the file, each with its place.
 */
export function loadMembers(path: string, environment: Variables): readonly SeededMember[] {
  const { value, source } = readComplete(path, environment, membersSchema)
  return membersIn(value, (tokens) => source.locate(tokens))
}

/** Reads a file whose variables are all needed. */
function readComplete(path: string, environment: Variables, schema: object): CheckedFile {
  const file = readChecked(path, environment, schema)
  file.refuse(file.unset.map(({ mistake }) => mistake))
  return file
}

const MEASURES: readonly (readonly [key: string, measure: Measure<unknown>])[] = [
  ['port', PORT],
  ['nonceTime', TIME],
  ['tokenTime', TIME],
  ['latency', LATENCY],
  ['rateLimit', REQUEST_LIMIT],
  ['maxBody', SIZE],
]

interface Read {
  readonly value?: Readonly<Record<string, unknown>>
  readonly mistake?: Mistake
}

function read(
  raw: Record<string, unknown>,
  [key, { parse, takes }]: (typeof MEASURES)[number],
  { source, mask }: CheckedFile,
): Read {
  const written = raw[key]
  if (written === undefined) return {}
  const value = parse(scalarText(written))
  if (value !== undefined) return { value: { [key]: value } }
  const message = `"${key}" takes ${takes}, not ${quoted(written, mask)}`
  return { mistake: { message, at: source.locate([key]) } }
}

function plain(raw: Record<string, unknown>, keys: readonly string[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(keys.filter((key) => raw[key] !== undefined).map((key) => [key, raw[key]]))
}

function list(value: unknown): readonly string[] {
  return [value ?? []].flat().map(scalarText)
}

function principalsIn(value: unknown): ServeConfig['principals'] {
  const entries = Object.entries((value ?? {}) as Partial<Record<Principal, Credentials | readonly Credentials[]>>)
  return Object.fromEntries(entries.map(([name, credentials]) => [name, [credentials].flat()]))
}

function membersIn(
  value: unknown,
  locate: (tokens: readonly (string | number)[]) => Location,
): readonly SeededMember[] {
  if (Array.isArray(value)) return value.map((body: unknown, index) => ({ body, at: locate([index]) }))
  if (!isObject(value)) return []
  return Object.entries(value).flatMap(([group, bodies]) =>
    (bodies as readonly unknown[]).map((body, index) => ({ group, body, at: locate([group, index]) })),
  )
}
