import { resolve } from 'node:path'
import { UserError } from '../../source/mistake.ts'
import { suggestion } from '../../source/suggestion.ts'

/** A report that a `--reporter` flag asks for. */
export interface RequestedReport {
  readonly name: string
  /** The file of the report; undefined for standard output. */
  readonly file: string | undefined
}

/**
 * Reads the values of `--reporter`, each NAME or NAME=FILE.
 * @param values of the flag
 * @param known names of formats
 * @param inputs files that the run reads
 * @throws UserError for an unknown name, an empty file name, two reports with the same output, or a report in the place of an input.
 */
export function requestedReports(
  values: readonly string[],
  known: readonly string[],
  inputs: readonly string[],
): readonly RequestedReport[] {
  const requested = values.map((value) => parse(value, known))
  if (requested.filter(({ file }) => file === undefined).length > 1) {
    throw new UserError('two reports cannot share standard output; give one of them a file: --reporter NAME=FILE')
  }
  const files = requested.flatMap(({ file }) => (file === undefined ? [] : [resolve(file)]))
  const twice = files.find((file, index) => files.indexOf(file) !== index)
  if (twice !== undefined)
    throw new UserError(`two reports cannot share the file ${twice}; give each a file of its own`)
  const read = new Set(inputs.map((input) => resolve(input)))
  const input = files.find((file) => read.has(file))
  if (input !== undefined)
    throw new UserError(`a report cannot take the place of ${input}, which the run reads; give it a file of its own`)
  return requested
}

function parse(value: string, known: readonly string[]): RequestedReport {
  const [name = '', ...rest] = value.split('=')
  const file = rest.join('=')
  if (!known.includes(name))
    throw new UserError(`there is no reporter "${name}"${suggestion(name, known)}; known are ${known.join(', ')}`)
  if (rest.length > 0 && file === '')
    throw new UserError(`--reporter ${name}= names no file; add one, or leave out the "=" for standard output`)
  return { name, file: rest.length === 0 ? undefined : file }
}
