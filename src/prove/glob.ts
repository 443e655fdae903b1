/** Whether a text is what a pattern says, in which `*` stands for anything. */
export function globbed(pattern: string): (text: string) => boolean {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[\\^$.+?()[\]{}|]/g, String.raw`\$&`))
  const expression = new RegExp(`^${parts.join('.*')}$`, 'u')
  return (text) => expression.test(text)
}
