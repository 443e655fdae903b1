import { describes } from './describes.ts'

/** True for a description of a text that is a URL, such as `URI to the next page.` */
export function saysUrl(description: unknown): boolean {
  return describes(
    description,
    /^\W*(?:(?:the|a|an) )?(?:(?:full|absolute|relative) )?(?:URL|URI|link)s? (?:to|of|for|that leads)\b/i,
  )
}
