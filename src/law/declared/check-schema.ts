import type { ValidateFunction } from 'ajv/dist/2020.js'
import { checkSource } from '../../source/check-schema.ts'
import type { Mistake } from '../../source/mistake.ts'
import type { YamlSource } from '../../source/yaml-source.ts'
import { casesIn, rowsIn, type WrittenRow } from './read-cases.ts'

/** Mistakes of form: those of the file, else those of each row with the values of its columns. */
export function checkSchema(source: YamlSource, validate: ValidateFunction): readonly Mistake[] {
  const found = checkSource(source, validate)
  if (found.length > 0) return found
  return casesIn(source)
    .flatMap(([raw, at]) => rowsIn({ source, raw, at }))
    .filter(({ columns }) => columns.length > 0)
    .flatMap((row) => checkRow(row, validate))
}

/** The row as the only case of its file. Places are those of the case. */
function checkRow({ source, raw, at, suffix }: WrittenRow, validate: ValidateFunction): readonly Mistake[] {
  const alone: YamlSource = {
    ...source,
    value: { ...(source.value as object), cases: [raw] },
    locate: (tokens, part) => source.locate(tokens[0] === 'cases' ? [...at, ...tokens.slice(2)] : tokens, part),
  }
  return checkSource(alone, validate).map(({ message, ...mistake }) => ({
    ...mistake,
    message: `${message} in row ${suffix}`,
  }))
}
