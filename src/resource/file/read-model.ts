import { checkSource, compileFileSchema } from '../../source/check-schema.ts'
import { UserError } from '../../source/mistake.ts'
import { readYaml } from '../../source/read-yaml.ts'
import type { YamlSource } from '../../source/yaml-source.ts'
import { checkModel } from './check-model.ts'
import { type CertaintyOf, fromFile } from './from-file.ts'
import type { Model } from '../model.ts'
import type { ModelFile } from './model-file.ts'
import { modelSchema } from './model-schema.ts'

/** A model, and the file that it was read from. */
export interface ReadModel {
  readonly model: Model
  readonly source: YamlSource
}

/**
 * Reads a `contract.yaml` of model 2. A fact is a guess or calibrated where the file lists it so, and sure everywhere else.
 * @throws UserError with every mistake, each with file:line:column.
 */
export function readModel(path: string): ReadModel {
  const source = readYaml(path)
  return { model: toModel(source), source }
}

/**
 * The model in a parsed `contract.yaml`.
 * @param schema what the file is held to
 * @throws UserError with every mistake, each with file:line:column.
 */
export function toModel(source: YamlSource, schema = modelSchema): Model {
  const mistakes = checkSource(source, compileFileSchema(schema))
  if (mistakes.length > 0) throw new UserError(mistakes)
  const file = source.value as ModelFile
  const model = fromFile(file, certaintyIn(source, file))
  const inconsistent = checkModel(source, model)
  if (inconsistent.length > 0) throw new UserError(inconsistent)
  return model
}

function certaintyIn(source: YamlSource, file: ModelFile): CertaintyOf {
  // A list whose last line was removed is null.
  const [guesses, calibrated] = [file.guesses ?? {}, file.calibrated ?? {}]
  return (name, tokens) => {
    const [guessed, seen] = [guesses, calibrated].map((map) => (Object.hasOwn(map, name) ? map[name] : undefined))
    if (guessed !== undefined) return { certainty: 'guess', because: guessed }
    if (seen !== undefined) return { certainty: 'calibrated', because: seen }
    const place = source.locate(tokens)
    return { certainty: 'sure', because: `${place.file}:${place.line} states it` }
  }
}
