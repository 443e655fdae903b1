/** The source of a pattern that matches a text alone: signs of patterns in it are escaped. */
export function literalPattern(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
}
