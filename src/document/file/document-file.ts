import { childAt } from '../../json/pointer.ts'
import { UserError } from '../../source/mistake.ts'
import { notJsonMistake } from '../../source/not-json.ts'
import { isJsonFile } from '../../source/read-yaml.ts'
import { createJsonLocator } from './locate-in-json.ts'
import { parseJsonText, parseYamlText, type PlainText } from './parse-text.ts'

/** A file of a document as plain data. */
export interface DocumentFile extends PlainText {
  /** The absolute path. */
  readonly path: string
  /** The path for messages. */
  readonly name: string
}

/** The text of a file, with its absolute path and its path for messages. */
export interface FileText {
  readonly path: string
  readonly name: string
  readonly text: string
}

/** The greatest nesting of a file. Real documents stay below 60. */
const DEPTH = 500

/**
 * Parses a file as JSON if it begins with a brace, else as YAML.
 * @throws UserError if it is neither, or nested too deeply.
 */
export function parseDocumentFile({ path, name, text }: FileText): DocumentFile {
  const start = /^\uFEFF?\s*/.exec(text)?.[0].length ?? 0
  const json =
    text[start] === '{' ? parseJsonText(name, text.slice(text.startsWith('\uFEFF') ? 1 : 0), DEPTH) : undefined
  if (json !== undefined) {
    const locate = createJsonLocator(text)
    return {
      path,
      name,
      value: json,
      remarks: [],
      locate: (tokens) => ({ file: name, ...locate(tokens) }),
      textAt: () => undefined,
    }
  }
  const isJson = isJsonFile(path) || (text[start] === '{' && !/\.ya?ml$/i.test(path))
  return { path, name, ...(isJson ? parseLenientJson(name, text) : parseYamlText(name, text, DEPTH)) }
}

/** JSON with comments or trailing commas is read as YAML. The mistakes of a text that is no YAML either are told in the terms of JSON. */
function parseLenientJson(name: string, text: string): PlainText {
  try {
    return parseYamlText(name, text, DEPTH)
  } catch (error) {
    const mistake = error instanceof UserError ? notJsonMistake(name, text.replace(/^\uFEFF/, '')) : undefined
    throw mistake === undefined ? error : new UserError([mistake], { cause: error })
  }
}

/** A part of a file: its value, and the way to it. */
export interface Part {
  readonly file: DocumentFile
  readonly up: Part | undefined
  readonly token: string
  readonly value: unknown
}

/** The whole file as a part. */
export function wholeOf(file: DocumentFile): Part {
  return { file, up: undefined, token: '', value: file.value }
}

/** The part under a name or an index. The value of a missing part is undefined. */
export function partAt(up: Part, ...tokens: readonly string[]): Part {
  let part = up
  for (const token of tokens) part = { file: part.file, up: part, token, value: childAt(part.value, token) }
  return part
}

/** The parts of a map or a list; none of other values. */
export function partsOf(up: Part): readonly Part[] {
  if (typeof up.value !== 'object' || up.value === null) return []
  return Object.entries(up.value).map(([token, value]) => ({ file: up.file, up, token, value }))
}

/** The names and indexes from the whole file to the part. */
export function tokensOf(part: Part): readonly string[] {
  const tokens: string[] = []
  for (let at = part; at.up !== undefined; at = at.up) tokens.unshift(at.token)
  return tokens
}
