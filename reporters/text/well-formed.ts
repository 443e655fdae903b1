/** The text with a replacement character for each lone surrogate, such as a byte that is not UTF-8. Many JSON readers refuse these. */
export function wellFormed(text: string): string {
  return text.replaceAll(/\p{Cs}/gu, '\ufffd')
}
