import { type Document, isMap, isPair, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml'
import { aliasMistakes } from '../../source/alias-mistakes.ts'
import { type Location, type Mistake, UserError } from '../../source/mistake.ts'
import { notYaml, yamlMistakes } from '../../source/not-yaml.ts'

/**
 * The value of a JSON text; undefined if the text is no JSON.
 * @throws UserError if it is nested deeper than `depth`.
 */
export function parseJsonText(name: string, text: string, depth: number): unknown {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return undefined
  }
  if (isDeeper(value, depth)) throw tooDeep(name, depth)
  return value
}

function tooDeep(file: string, depth: number): UserError {
  return new UserError([{ message: `this is nested deeper than ${depth} levels`, at: { file, line: 1, column: 1 } }])
}

/** A text as plain data. */
export interface PlainText {
  readonly value: unknown
  /** Mistakes that do not keep the text from being read. */
  readonly remarks: readonly Mistake[]
  /** The location of the value at the tokens. A missing value has the location of the nearest parent. */
  locate(tokens: readonly string[]): Location
  /** The scalar at the tokens as it is written; undefined in JSON, where a number has no other form. */
  textAt(tokens: readonly string[]): string | undefined
}

/**
 * Parses YAML 1.2 as the tools of OpenAPI do: merge keys count, unknown tags are ignored, and of two equal keys the last counts.
 * @throws UserError if the text is no YAML, or nested deeper than `depth`.
 */
export function parseYamlText(name: string, text: string, depth: number): PlainText {
  const lines = new LineCounter()
  const place = (offset: number): Location => {
    const { line, col } = lines.linePos(offset)
    return { file: name, line: Math.max(line, 1), column: Math.max(col, 1) }
  }
  try {
    const document = parseDocument(text, {
      lineCounter: lines,
      prettyErrors: false,
      uniqueKeys: false,
      merge: true,
      version: '1.2',
    })
    const [error] = document.errors
    if (error !== undefined && STACK.test(error.message)) throw tooDeep(name, depth)
    if (error !== undefined) throw new UserError(yamlMistakes(text, document.errors, place).slice(0, 1))
    const value = toPlain(document, place)
    if (isDeeper(value, depth)) throw tooDeep(name, depth)
    const remarks = document.warnings
      .slice(0, 20)
      .map(({ message, pos }) => ({ message: notYaml(message), at: place(pos[0]) }))
    return {
      value,
      remarks,
      locate: (tokens) => place(offsetOf(document.contents, tokens)),
      textAt: (tokens) => textAt(document.contents, tokens),
    }
  } catch (error) {
    if (error instanceof RangeError) throw tooDeep(name, depth)
    throw error
  }
}

/** The words of the parser for a file that is nested too deeply for it. */
const STACK = /call stack/i

/** Aliases of aliases grow exponentially. A generated document may share its parts in thousands of places, so many are allowed. */
const MOST_ALIASES = 10_000

function toPlain(document: Document, place: (offset: number) => Location): unknown {
  try {
    return document.toJS({ maxAliasCount: MOST_ALIASES }) as unknown
  } catch (error) {
    if (error instanceof RangeError) throw error
    const [mistake = { message: notYaml((error as Error).message), at: place(0) }] = aliasMistakes(document, place)
    throw new UserError([mistake], { cause: error })
  }
}

/** True if maps and lists stand deeper in each other than the depth. The value may share parts, but has no cycle. */
function isDeeper(value: unknown, depth: number): boolean {
  let level: unknown[] = [value]
  for (let count = 0; level.length > 0; count += 1) {
    if (count > depth) return true
    const next = new Set<unknown>()
    for (const one of level) {
      if (typeof one !== 'object' || one === null) continue
      for (const child of Object.values(one)) if (typeof child === 'object' && child !== null) next.add(child)
    }
    level = [...next]
  }
  return false
}

function offsetOf(root: Node | null, tokens: readonly string[]): number {
  let node: unknown = root
  let offset = startOf(root) ?? 0
  for (const token of tokens) {
    node = childOf(node, token)
    if (node === undefined) return offset
    offset = startOf(node) ?? offset
  }
  return offset
}

function textAt(root: Node | null, tokens: readonly string[]): string | undefined {
  let node: unknown = root
  for (const token of tokens) node = childOf(node, token)
  return isScalar(node) ? node.source : undefined
}

function childOf(node: unknown, token: string): unknown {
  if (isSeq(node)) return node.items[Number(token)]
  if (!isMap(node)) return undefined
  return node.items.findLast((item) => isPair(item) && isScalar(item.key) && String(item.key.value) === token)?.value
}

function startOf(node: unknown): number | undefined {
  return (node as { range?: readonly number[] | null } | null)?.range?.[0]
}
