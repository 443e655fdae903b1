/** The path of a URL with its query: a report names the target once. */
export function pathOf(url: string): string {
  return url.replace(/^https?:\/\/[^/]*/, '')
}
