import type { ApiDocument } from '../../document/api-document.ts'
import type { Resource } from '../../resource/model.ts'
import { placesIn, type PropertyPlace } from '../body/places-in.ts'
import { answerSchema } from './answer-schema.ts'

/** The properties at the top of a member, as answers show it. */
export function shownProperties(resource: Resource, document: ApiDocument): readonly PropertyPlace[] {
  return placesIn(answerSchema({ resource, document }) ?? true, document.schemas, () => 'alone')
}
