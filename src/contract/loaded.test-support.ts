import { join } from 'node:path'
import { ENVIRONMENT_ROLES } from '../http/auth/find-scheme.ts'
import { TOOL } from '../source/tool.ts'
import { loadContract } from './load-contract.ts'
import { compileValidators } from './validators.ts'

/** The contract of this package, read from source, for tests. */
export const { contract: CONTRACT, suites: OWN_SUITES } = loadContract(
  join(TOOL.root, 'specs', TOOL.contract),
  ENVIRONMENT_ROLES,
)

/** The validators of that contract. */
export const VALIDATORS = compileValidators(CONTRACT)
