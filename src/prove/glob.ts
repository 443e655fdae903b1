/** A test for texts that match a pattern, in which `*` stands for any text. */
export function globbed(pattern: string): (text: string) => boolean {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[\\^$.+?()[\]{}|]/g, String.raw`\$&`))
  const expression = new RegExp(`^${parts.join('.*')}$`, 'u')
  return (text) => expression.test(text)
}
