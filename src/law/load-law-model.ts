import { type LoadedModel, loadModel } from '../resource/file/load-model.ts'
import { UserError } from '../source/mistake.ts'
import { suggestion } from '../source/suggestion.ts'
import { ANSWER_LAWS } from './answer-laws.ts'
import { LAWS } from './laws.ts'

/**
 * Reads a `contract.yaml` of model 2 and its document, for laws.
 * @throws UserError with every mistake of the contract, each with file:line:column.
 */
export function loadLawModel(path: string): LoadedModel {
  const loaded = loadModel(path)
  const known = [...LAWS, ...ANSWER_LAWS].map(({ id }) => id)
  const unknown = Object.values(loaded.model.resources).flatMap(({ name, open }) =>
    Object.keys(open)
      .filter((id) => !known.includes(id))
      .map((id) => ({
        message: `"${id}" is no law${suggestion(id, known)}`,
        at: loaded.source.locate(['resources', name, 'open', id], 'key'),
      })),
  )
  if (unknown.length > 0) throw new UserError(unknown)
  return loaded
}
