/** True for a description which says that what a value names is there, such as `The author, who must exist.` */
export function saysMustExist(description: unknown): boolean {
  return (
    typeof description === 'string' &&
    description.length <= LONGEST &&
    SAYS.test(description) &&
    !DENIES.test(description)
  )
}

const LONGEST = 1000
const SAYS =
  /\b(?:must|has to|have to|needs? to|should|shall) (?:already |also )?(?:exist|be (?:an? |the \w+ of an? )?existing)\b|\b(?:of|to|names?|references?|identifies) an? existing\b/i
const DENIES = /\b(?:not|never|need not|n['’]t)\b[\w\s]{0,20}\bexist/i
