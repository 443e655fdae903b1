/** The error of the YAML parser about a text, as a sentence of a mistake. */
export function notYaml(message: string): string {
  const said = message.replace(/; please use YAML.*$/, '; one is wanted')
  return `this is not YAML: ${said.charAt(0).toLowerCase()}${said.slice(1)}`
}
