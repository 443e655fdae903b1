import { describes } from './describes.ts'

const SAYS =
  /\b(?:kept|keeps|sticks|sticky|retained|preserved|immutable|write[- ]once|set once|only (?:set )?(?:at|on|by) (?:the )?creat\w*)\b|\bstays (?:as|the same)|\b(?:never|not|cannot|can ?not|can['’]t) (?:be )?(?:changes?|changed|updated?|modified|removed)\b|\bignore[sd]?\b|\bmerge[sd]?\b|\b(?:adds|added) to\b|\banother value is refused\b/i

/** True for a description which says of a property that an update leaves its value, or a part of it, such as `Set once, at creation.` */
export function saysKept(description: unknown): boolean {
  return describes(description, SAYS)
}
