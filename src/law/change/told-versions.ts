import { sentencesOf } from '../../document/says/sentences-of.ts'
import { saysVersionChanges } from '../../document/says/says-version-changes.ts'
import type { ApiDocument } from '../../document/api-document.ts'
import type { Resource } from '../../resource/model.ts'
import { plainName } from '../../words/words.ts'
import { typeOf } from '../body/flatten-schema.ts'
import { operationWithId } from '../body/paths.ts'
import { placesIn, type PropertyPlace } from '../body/places-in.ts'
import { answerSchema } from '../compare/answer-schema.ts'
import { isVersionName } from '../compare/version-name.ts'

/** The properties at the top of a read member of which the document says that each change changes them. */
export function toldVersions(resource: Resource, document: ApiDocument): readonly PropertyPlace[] {
  const schema = answerSchema({ resource, document }) ?? true
  const updates = resource.updates.map(({ operation }) => operationWithId(document, operation))
  const texts = [document, ...updates].map(({ description }) => description)
  const top = placesIn(schema, document.schemas, () => 'alone').map((place) => withWords(place, texts))
  const names = top.map(({ at }) => plainName(at))
  return top.filter((place) => isTold(place) && !isOfPart(place, names))
}

/**
 * The property with what the description of the API, or of an update, says of the version: "Each page has a `version`, which rises by 1 with each change", and
 * "An update adds one to `version`".
 */
function withWords(place: PropertyPlace, texts: readonly (string | undefined)[]): PropertyPlace {
  const name = place.at.slice(1)
  if (isTold(place) || !isVersionName(name, typeOf(place.schema) === 'integer')) return place
  const said = texts.flatMap(sentencesOf).find((text) => text.includes(`\`${name}\``) && saysVersionChanges(text))
  return said === undefined ? place : { ...place, schema: { ...place.schema, 'x-version-changes': said } }
}

/** True for a property of which a description says that each change changes it. */
export function isTold({ schema }: Pick<PropertyPlace, 'schema'>): boolean {
  return schema['x-version-changes'] !== undefined
}

/** True where the text goes on with the name of a property, as in `Changes with each update of the content`. */
function isOfPart({ schema }: PropertyPlace, names: readonly string[]): boolean {
  const [, ...parts] = String(schema['x-version-changes']).split(/\b(?:of|to) (?:the|its) /i)
  return parts.some((part) => names.includes(plainName(/^\w+/.exec(part)?.[0] ?? '')))
}
