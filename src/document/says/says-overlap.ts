import { hasSentence } from './describes.ts'
import { sentencesOf } from './sentences-of.ts'

const OTHER = '(?:another|an existing|an other|other|any other|an earlier|existing)'
const TIME =
  '(?:(?:at|in|during|for|within) )?(?:that|this|the same|the) (?:time|times|period|slot|time slot|interval|range|dates?|days?)'

const REFUSES = new RegExp(
  [
    String.raw`\boverlap(?:s|ped|ping)?\b`,
    String.raw`\bdouble[- ]book(?:ed|ing)?\b`,
    String.raw`\b${OTHER} [\w-]+ ${TIME}\b`,
    String.raw`\b(?:already|is|are) (?:booked|reserved|taken|occupied) ${TIME}\b`,
  ].join('|'),
  'i',
)

/** Words that allow overlaps, that are about something else than members, or about members in one state alone. */
const DENIES =
  /\b(?:may|can|are allowed to|is allowed to) overlap\b|\b(?:does|do|must) not overlap it\b|\b(?:filters?|lists?|returns?|only) (?:\w+ )*overlap|\b(?:an?|another|any|existing) (?:confirmed|approved|accepted|paid|published|checked[- ]in)\b|\b(?:that|which|if it) (?:is|are|has been|have been) (?:confirmed|approved|accepted|paid|published|active|checked[- ]in)\b|\b(?:allowed|fine|marked|flagged|ignored|merged)\b/i

const REFUSED = /\b(?:refus|reject|conflict|cannot\b|can not\b|must not\b|may not\b|no two\b|never\b|4(?:00|09|22)\b)/i

/** True for words about a refusal for the time of another member. Example: `The room has another booking at that time.` */
export function saysOverlap(description: unknown): boolean {
  return hasSentence(description, REFUSES, DENIES)
}

/** True for words about a write that is refused where its time overlaps that of another member. Example: `Refused if it overlaps another booking.` */
export function saysOverlapRefused(description: unknown): boolean {
  return (
    typeof description === 'string' &&
    sentencesOf(description).some((sentence) => saysOverlap(sentence) && REFUSED.test(sentence))
  )
}

const TOUCHES =
  /\b(?:begins?|starts?)\b[^.;]*\b(?:ends?|finish(?:es)?)\b[^.;]*\b(?:(?:does|do) not (?:overlap|conflict)|(?:is|are) (?:accepted|allowed|fine|no (?:overlap|conflict)))|\b(?:back[- ]to[- ]back|adjacent|touching)\b[^.;]*\b(?:(?:is|are) (?:accepted|allowed|fine)|(?:does|do) not (?:overlap|conflict))/i

/** True for words such as `A booking that begins when another ends does not overlap it.` */
export function saysTouchingAllowed(description: unknown): boolean {
  return hasSentence(description, TOUCHES)
}

const FREES =
  /\b(?:time|slot|period|dates?|room|place|seat)s?\b[^.;]*\b(?:is|are|becomes?|gets?) (?:free|available|bookable)(?: again)?\b|\bfrees (?:the|its) (?:time|slot|period|room)\b/i

/** True for words about an action that ends the claim to a time. Example: `Cancels a booking. Its time is free again.` */
export function saysTimeFreed(description: unknown): boolean {
  return hasSentence(description, FREES)
}
