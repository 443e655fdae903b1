import { posix } from 'node:path'
import type { ReporterOptions } from '../reporter.ts'

/**
 * Returns the path of a file from the root of the repository of a CI job. Undefined for a file outside of the repository, or below
 * `node_modules`. Without a CI job, the path stays as it is.
 */
export function repositoryPath(
  file: string,
  { environment, locate }: Pick<ReporterOptions, 'environment' | 'locate'>,
): string | undefined {
  const { GITHUB_WORKSPACE, CI_PROJECT_DIR, PWD: folder } = environment
  const root = [GITHUB_WORKSPACE, CI_PROJECT_DIR].find((path) => path !== undefined && path !== '')
  if (root === undefined || folder === undefined) return file
  const path = posix.relative(root, locate?.(file) ?? posix.resolve(folder, file))
  return path.split('/').some((segment) => segment === '..' || segment === 'node_modules') ? undefined : path
}
