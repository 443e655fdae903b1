import { describes } from './describes.ts'

/** A count of pages, or of the members on one page. */
const PAGES =
  /\b(?:number|count|total) of (?:all |available )?pages\b|\btotal pages\b|\b(?:on|in|of|for|per) (?:(?:this|the current|the|each|a|one) )?(?:page|batch|chunk|response)\b/i

/** True if a description says of a number that it counts pages, or the members of one page. Example: `Results on this page.` */
export function saysPageCount(description: unknown): boolean {
  return typeof description === 'string' && describes(description.replace(EACH_PAGE, ''), PAGES)
}

/** Words that follow a comma: `Number of all books, on each page` is one number, which each page states. */
const EACH_PAGE = /, (?:on|in) (?:each|every|any) page\b/gi

const UNFILTERED =
  /\bunfiltered\b|\b(?:without|before|regardless of|irrespective of|ignor\w+|disregard\w+) (?:\w+ ){0,3}(?:search|filter|quer|criteri)/i

/** True if a description says of a count that a filter does not change it. Example: `The count before filters apply.` */
export function saysUnfiltered(description: unknown): boolean {
  return describes(description, UNFILTERED)
}
