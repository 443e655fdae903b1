/** The text in small letters where it has none, else in capital letters. */
export function otherCase(text: string): string {
  return text === text.toUpperCase() ? text.toLowerCase() : text.toUpperCase()
}
