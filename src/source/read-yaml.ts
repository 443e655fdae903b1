import { notJsonMistake } from './not-json.ts'
import { displayPath, readText } from './read-text.ts'
import { parseYamlSource, type YamlSource } from './yaml-source.ts'

/**
 * Reads a file of YAML, or of JSON, which is YAML too: the mistake of a `*.json` file is told in the terms of JSON. Messages name the path
 * relative to the working directory if the file is below.
 * @throws UserError if the file cannot be read.
 */
export function readYaml(path: string): YamlSource {
  const text = readText(path)
  const source = parseYamlSource(displayPath(path), text)
  const mistake = source.mistakes.length > 0 && isJsonFile(path) ? notJsonMistake(source.file, text) : undefined
  return mistake === undefined ? source : { ...source, mistakes: [mistake] }
}

/** True for the name of a file whose author writes JSON. */
export function isJsonFile(path: string): boolean {
  return /\.json$/i.test(path)
}
