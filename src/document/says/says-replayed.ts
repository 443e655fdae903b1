import { sentencesOf } from './sentences-of.ts'

/** What a description says of the answer to a request whose idempotency key was used before. */
export interface Replayed {
  /** True where the answer is that of the first request, whatever has happened to the member since. */
  readonly isStored: boolean
  /** The name of a header that marks a repeated answer, in lower case. */
  readonly header?: string
}

const KEY = /\bkeys?\b|\btokens?\b|\bidempoten|\brequest[ _-]?ids?\b|\bretr(?:y|ies|ied)\b|\bagain\b|\brepeat/i
const FIRST = /\b(?:first|original|stored|saved|cached|recorded|initial|previous|earlier)\b/i
const SAME = /\b(?:same|identical)\b/i
const ANSWER = /\b(?:answers?|responses?|repl(?:y|ies)|results?)\b/i
const GIVES =
  /\b(?:returns?|returned|repla(?:y|ys|yed)|repeats?|repeated|sends?|sent|gives?|given|gets?|yields?|answered|served?)\b/i
const DENIES =
  /\b(?:not|never) (?:be )?(?:returned|replayed|repeated|sent|given|stored|saved)\b|\b(?:may|might|could|should)\b|\bcurrent\b/i
const OTHER_BODY =
  /\b(?:another|other|different|differing|changed|modified) (?:request |json )?(?:bod|payload|param|content)/i
const HEADER = /`?\b((?:x-)?idempot[a-z]*-(?:replay(?:ed)?|repeat(?:ed)?))\b/i

/**
 * Reads what a description says of the answer to a repeated request. Undefined where it says that of no answer. Example: "A retry with the same
 * key gets the stored answer again, with the header `Idempotent-Replayed: true`".
 */
export function saysReplayed(description: string | undefined): Replayed | undefined {
  const sentences = sentencesOf(description?.replaceAll(/\s+/g, ' '))
  const said = sentences.filter(saysReplay)
  if (said.length === 0) return undefined
  const header = sentences.map((sentence) => HEADER.exec(sentence)?.[1]?.toLowerCase()).find((one) => one !== undefined)
  return { isStored: said.some((sentence) => FIRST.test(sentence)), ...(header === undefined ? {} : { header }) }
}

function saysReplay(sentence: string): boolean {
  const isOfAnswer = [KEY, ANSWER, GIVES].every((form) => form.test(sentence))
  return (
    isOfAnswer && (FIRST.test(sentence) || SAME.test(sentence)) && !DENIES.test(sentence) && !OTHER_BODY.test(sentence)
  )
}
