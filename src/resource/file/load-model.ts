import { dirname, join } from 'node:path'
import type { ApiDocument } from '../../document/api-document.ts'
import { readDocument } from '../../document/read-document.ts'
import { type Mistake, UserError } from '../../source/mistake.ts'
import { checkOperations } from './check-operations.ts'
import type { YamlSource } from '../../source/yaml-source.ts'
import type { Model } from '../model.ts'
import { readModel } from './read-model.ts'

/** A model with its document. */
export interface LoadedModel {
  readonly model: Model
  readonly document: ApiDocument
  /** The file of the model. */
  readonly source: YamlSource
  /** Unknown and broken parts of the document. */
  readonly mistakes: readonly Mistake[]
}

/**
 * Reads a `contract.yaml` of model 2, and the document that it names.
 * @throws UserError with every mistake of the contract, each with file:line:column.
 */
export function loadModel(path: string): LoadedModel {
  const { model, source } = readModel(path)
  const { document, mistakes } = readDocument(join(dirname(path), model.document))
  const wrong = checkOperations(source, model, document)
  if (wrong.length > 0) throw new UserError(wrong)
  return { model, document, source, mistakes }
}
