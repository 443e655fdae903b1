import { LONGEST_READ } from './describes.ts'
import { sentencesOf } from './sentences-of.ts'

const KEY = '(?:ids?|uuids?|guids?|identifiers?|keys?)'
const SAYS = new RegExp(
  String.raw`^\W*(?:the )?(?:unique )?${KEY} of (?:the|an?) (?:(?:existing|parent|other|owning) )?([a-z][\w-]*(?: [a-z][\w-]*){0,3})`,
  'i',
)

/** The words for what a property names by its key, and what follows them: `service account that owns` for "ID of the service account that owns the key." */
export function keyOf(description: unknown): string | undefined {
  if (typeof description !== 'string' || description.length > LONGEST_READ) return undefined
  return SAYS.exec(sentencesOf(description)[0] ?? '')?.[1]?.toLowerCase()
}
