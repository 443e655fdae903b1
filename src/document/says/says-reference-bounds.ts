import { describes, hasSentence } from './describes.ts'

const MUST = String.raw`\b(?:must|has to|have to|needs? to|shall|only)\b`
const SAME = new RegExp(String.raw`${MUST}[^.]*\b(?:in|of|within|from|under|below|to) the same (?<noun>\w+)`, 'i')

/** The noun of a description by which a value names a member below the same parent: `site` of `It must exist in the same site`. */
export function sameParentSaid(description: unknown): string | undefined {
  return typeof description === 'string' ? SAME.exec(description)?.groups?.['noun']?.toLowerCase() : undefined
}

const DELETED = '(?:deleted|removed)'
const NOT_DELETED = new RegExp(
  String.raw`\b(?:must|may|can) ?not (?:be|have been) ${DELETED}\b|\b${DELETED} (?:ones?|\w+) (?:is|are) (?:refused|rejected|answered with (?:an? )?4\d\d)\b|\b(?:or|nor) ${DELETED} (?:ones?|\w+) (?:is|are) (?:refused|rejected|answered with (?:an? )?4\d\d)\b`,
  'i',
)
const OF_ITSELF = /\b(?:this|it|the) (?:\w+ )?(?:cannot|can not|may not) be deleted\b/i

/** True for a description by which a value names no deleted member. Example: `It must exist and must not be deleted.` */
export function saysNotDeleted(description: unknown): boolean {
  return hasSentence(description, NOT_DELETED, OF_ITSELF) && describes(description, OF_REFERENCE)
}

/** Words about what the value names: others speak of the member itself. */
const OF_REFERENCE = /\b(?:exists?|name of|id of|key of|names|unknown|identif\w+|refers?)\b/i
