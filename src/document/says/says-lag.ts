import { sentencesOf } from './sentences-of.ts'

const COUNT = String.raw`(?:\d|one|two|three|four|five|ten|twenty|thirty|sixty)`

/** Words of lists that show a write a little later. */
const LAGS = new RegExp(
  [
    String.raw`\beventual(?:ly)?[- ]consisten(?:t|cy)\b`,
    String.raw`\bnear[- ]real[- ]?time\b`,
    String.raw`\b(?:lists?|searches|indexe?s?|indices|results?)\b[^.]*\b(?:lags?|(?:is|are) (?:indexed|updated|refreshed) (?:asynchronously|in the background))\b`,
    String.raw`\b(?:may|can|might) (?:take|need) (?:a (?:moment|while|few)|some|up to|several|${COUNT})[^.]*\b(?:appears?|shows?|show up|visible|listed|searchable|reflected)\b`,
    String.raw`\b(?:appears?|shows?|visible|listed|searchable|reflected|index(?:es)? (?:that |which )?(?:follows?|catch(?:es)? up))\b[^.]*\b(?:within|after) (?:a (?:moment|while|few)|some|several|${COUNT})[^.]*(?:\d ?s|seconds?|milliseconds?|ms|moment|while)\b`,
  ].join('|'),
  'i',
)

const TIME = /\b(\d+(?:\.\d+)?|one|two|three|four|five|ten|twenty|thirty|sixty) ?(ms|milliseconds?|s|secs?|seconds?)\b/i

const NUMBERS: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  ten: 10,
  twenty: 20,
  thirty: 30,
  sixty: 60,
}

/** The time that lists are behind where the words state none, and the longest that is waited for, in milliseconds. */
const USUAL = 2_000
const LONGEST = 5_000

/** The time after a write in which lists may not show it yet, in milliseconds. Undefined where the words say nothing of the kind. */
export function saysLag(text: string | undefined): number | undefined {
  const said = sentencesOf(text).filter((sentence) => LAGS.test(sentence))
  if (said.length === 0) return undefined
  const [, count, unit = ''] = said.map((sentence) => TIME.exec(sentence)).find((found) => found !== null) ?? []
  if (count === undefined) return USUAL
  return Math.min(LONGEST, (NUMBERS[count.toLowerCase()] ?? Number(count)) * (/^m/i.test(unit) ? 1 : 1_000))
}
