import { LONGEST_READ } from './describes.ts'
import { saysMustExist } from './says-must-exist.ts'
import { sentencesOf } from './sentences-of.ts'

const KEY = '(?:ids?|uuids?|guids?|identifiers?|keys?)'
const SAYS = new RegExp(
  String.raw`^\W*(?:the )?(?:unique )?[\x60'"]?${KEY}[\x60'"]?(?: \([^()]*\))? of (?:the|an?) (?:(?:existing|parent|other|owning) )?[\x60'"]?([a-z][\w-]*(?: [a-z][\w-]*){0,3})`,
  'i',
)

/** A member itself, where another sentence says that it must exist: `A user of the workspace. It must exist (404).` */
const MEMBER = /^\W*(?:an?|the) ([a-z][\w-]*(?: (?!of\b|in\b|who\b|that\b|which\b|to\b)[a-z][\w-]*)?)\b/i

/** The words for what a property names by its key, and what follows them: `service account that owns` for "ID of the service account that owns the key." */
export function keyOf(description: unknown): string | undefined {
  if (typeof description !== 'string' || description.length > LONGEST_READ) return undefined
  const [first = ''] = sentencesOf(description)
  const key = SAYS.exec(first) ?? (saysMustExist(description) ? MEMBER.exec(first) : null)
  return key?.[1]?.toLowerCase()
}
