import { enableCompileCache } from 'node:module'
import { join } from 'node:path'

// Loaded by `node --import` before everything else: from the second start on, types are stripped and modules compiled already.
// It is JavaScript so that Node's own compiler of types needs not be loaded at all. Where the folder cannot be written there
// is simply no cache.
enableCompileCache(join(import.meta.dirname, '..', 'node_modules', '.cache', 'concierge'))
