/**
 * Returns the path below which a document has its paths, if the target does not end in it. An example is `/v2` for `https://api.example/v2`.
 * @param servers the URLs of the document's servers, which may be relative
 */
export function missingPath(servers: readonly string[], target: string): string | undefined {
  const own = pathOf(target)
  const paths = servers.map(pathOf)
  if (own === undefined || paths.some((path) => path === undefined || own.endsWith(path))) return undefined
  return paths[0]
}

function pathOf(url: string): string | undefined {
  if (!URL.canParse(url, 'http://server.invalid')) return undefined
  return new URL(url, 'http://server.invalid').pathname.replace(/\/+$/, '')
}
