import { saysChanged } from './says-changed.ts'
import { sentencesOf } from './sentences-of.ts'

/** A rule for the caller, or one of certain times. */
const LIMITED =
  /\b(?:must|should|has to|have to|need to|unless|except|expires?|accepted|if (?:the|a|an|you)|when (?:the|a|an|you))\b/i
const TIMES = /\b(?:times|timestamps|date-?times|dates(?: and times)?|instants|(?:date|time) (?:and time )?values)\b/i
const PRECISION =
  /\b(?:to|with|at|in|has|have) (?:the |an? )?(?:(?:precision|resolution|granularity) of )?(?:the |an? |one[- ])?(?:(?:full|whole|nearest|next|last) )?(?:minutes?|seconds?|milliseconds?|hours?)(?:[- ](?:precision|resolution|granularity|accuracy))?\b|\b(?:seconds|fractions|milliseconds|microseconds)\b[^.]*\b(?:cut|dropped|discarded|removed|lost|ignored)\b/i
const SHOWS = /\b(?:stor|ke(?:ep|pt)|sav|record|return|show|truncat|round|cut|precision)/i

/**
 * True if a text about a whole API says that times are shown in another form than they were sent. Example:
 * `Times are stored to the minute.`
 */
export function saysTimesChanged(text: string): boolean {
  return sentencesOf(text.replaceAll(/[*#>\s]+/g, ' ')).some(
    (sentence) =>
      TIMES.test(sentence) &&
      !LIMITED.test(sentence) &&
      ((SHOWS.test(sentence) && PRECISION.test(sentence)) || saysChanged(sentence)),
  )
}
