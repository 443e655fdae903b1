import { hasSentence } from './describes.ts'

const SAYS = new RegExp(
  [
    String.raw`^\W*(?:create|creates|creating) or (?:update|replace|patch|merge|modif|overwrit|chang)\w*\b`,
    String.raw`^\W*(?:update|replace|patch|merge|modif|overwrit|chang)\w* or creat\w*\b`,
    String.raw`\bupserts?\b`,
    String.raw`\b(?:(?:does|do|did) not|doesn['’]t|don['’]t) (?:yet |already )?exist(?: yet)?,? (?:it |they |one |an? (?:new )?(?:one|[\w-]+) )?(?:is|are|will be|gets?) created\b`,
    String.raw`\b(?:is|are|will be) created (?:if|when|where|unless) (?:it|they|none|one|there|the \w+) (?:(?:does|do) not (?:yet )?exists?|doesn['’]t (?:yet )?exist|is none|exists)`,
    String.raw`\bcreates? (?:it|one|them|an? (?:new )?[\w-]+|the [\w-]+) (?:if|when|where) (?:it|one|none|there|the [\w-]+) (?:does not (?:yet )?exist|doesn['’]t (?:yet )?exist|exists|is none)`,
  ].join('|'),
  'i',
)
const DENIES =
  /\b(?:never|not|cannot|can['’]t|isn['’]t|won['’]t) (?:an? |be )?(?:created?|creates|upsert)|\b(?:parent|parents|folder|folders)\b/i

/** True for the description of an update that creates a member which is not there, such as `Creates or updates a flag.` */
export function saysCreatesUnknown(description: unknown): boolean {
  return hasSentence(description, SAYS, DENIES)
}
