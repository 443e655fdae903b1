import { type Document, isMap, isPair, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml'
import { aliasMistakes, isCyclic } from './alias-mistakes.ts'
import { type Location, type Mistake } from './mistake.ts'
import { notYaml, yamlMistakes } from './not-yaml.ts'

/** A YAML file as plain data, with the location of each part. */
export interface YamlSource {
  readonly file: string
  readonly value: unknown
  readonly mistakes: readonly Mistake[]
  /** The location of the value at the tokens, or with `key` of the name. A missing value has the location of the nearest parent. */
  locate(tokens: readonly (string | number)[], part?: 'key' | 'value'): Location
}

/** A mistake at the name of the value at the tokens. */
export function mistakeAtKey(source: YamlSource, tokens: readonly (string | number)[], message: string): Mistake {
  return { message, at: source.locate(tokens, 'key') }
}

/** Parses YAML 1.2 (core schema). Tags, merge keys, duplicate keys and syntax errors are mistakes. */
export function parseYamlSource(file: string, text: string): YamlSource {
  const lines = new LineCounter()
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: true,
    version: '1.2',
    resolveKnownTags: false,
  })
  const place = (offset: number): Location => {
    const { line, col } = lines.linePos(offset)
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) }
  }
  const problems = yamlMistakes(text, [...document.errors, ...document.warnings], place)
  const read = problems.length > 0 ? { mistakes: problems } : toPlain(document, place)
  return {
    file,
    value: 'value' in read ? read.value : undefined,
    mistakes: 'mistakes' in read ? read.mistakes : [],
    locate: (tokens, part = 'value') => place(offsetOf(document.contents, tokens, part)),
  }
}

/** Aliases of aliases grow exponentially. A suite is written by hand and has few, so the default of the parser is enough. */
const MOST_ALIASES = 100

/** The data of the document, or mistakes: undefined, cyclic and exponential aliases show only here. */
function toPlain(
  document: Document,
  place: (offset: number) => Location,
): { readonly value: unknown } | { readonly mistakes: readonly Mistake[] } {
  try {
    const value: unknown = document.toJS({ maxAliasCount: MOST_ALIASES })
    return isCyclic(value) ? { mistakes: aliasMistakes(document, place) } : { value }
  } catch (error) {
    const mistakes = aliasMistakes(document, place)
    return { mistakes: mistakes.length > 0 ? mistakes : [{ message: notYaml((error as Error).message), at: place(0) }] }
  }
}

function offsetOf(root: Node | null, tokens: readonly (string | number)[], part: 'key' | 'value'): number {
  let node: unknown = root
  let offset = start(root)
  for (const [index, token] of tokens.entries()) {
    const step = descend(node, token)
    if (step === undefined) return offset
    node = step.value
    offset = index === tokens.length - 1 && part === 'key' ? step.key : (step.start ?? step.key)
  }
  return offset
}

interface Step {
  readonly key: number
  readonly start: number | undefined
  readonly value: unknown
}

function descend(node: unknown, token: string | number): Step | undefined {
  if (isSeq(node)) {
    const item = node.items[Number(token)]
    return item === undefined ? undefined : { key: start(item), start: start(item), value: item }
  }
  if (!isMap(node)) return undefined
  const pair = node.items.find((item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(token))
  if (pair === undefined) return undefined
  const value: unknown = pair.value
  return { key: start(pair.key), start: value === null ? undefined : start(value), value }
}

function start(node: unknown): number {
  const range = (node as { range?: readonly number[] | null } | null)?.range
  return range?.[0] ?? 0
}
