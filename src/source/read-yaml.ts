import { readFileSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import { UserError } from './mistake.ts'
import { notJson } from './not-json.ts'
import { parseYamlSource, type YamlSource } from './yaml-source.ts'

/**
 * Reads a file of YAML, or of JSON, which is YAML too: the mistake of a `*.json` file is told in the terms of JSON. Messages name the path relative to the working directory if the file is below.
 * @throws UserError if the file cannot be read.
 */
export function readYaml(path: string): YamlSource {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (cause) {
    throw new UserError(`${displayPath(path)} cannot be read: ${whyUnreadable(cause)}`, { cause })
  }
  const source = parseYamlSource(displayPath(path), text)
  const mistake = source.mistakes.length > 0 && isJsonFile(path) ? notJson(source.file, text) : undefined
  return mistake === undefined ? source : { ...source, mistakes: [mistake] }
}

/** True for the name of a file whose author writes JSON. */
export function isJsonFile(path: string): boolean {
  return /\.json$/i.test(path)
}

/** The path for messages: relative below the working directory, else absolute. */
export function displayPath(path: string): string {
  const short = relative(process.cwd(), resolve(path))
  return short.startsWith('..') ? resolve(path) : short
}

/** The reason why a file or folder cannot be read. */
export function whyUnreadable(cause: unknown, what: 'file' | 'file or folder' = 'file'): string {
  const { code } = cause as NodeJS.ErrnoException
  const known: Readonly<Record<string, string>> = {
    ENOENT: `there is no such ${what}`,
    EISDIR: 'it is a folder',
    EACCES: 'it may not be read by this user',
  }
  return known[code ?? ''] ?? code ?? String(cause)
}
