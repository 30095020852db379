import { join } from 'node:path'
import { type Config, ConfigError } from './config.ts'
import type { Documents, Images, Payments, Ports, Vault } from './core/ports.ts'
import { queued } from './images/queue.ts'
import { remembering } from './images/remember.ts'
import { codes } from './keys/codes.ts'
import { vaultOf } from './keys/vault.ts'
import type { Routes } from './post/routes.ts'
import { type DocumentFolder, documentsIn } from './stores/documents.ts'
import { openTestProvider } from './test-provider/provider.ts'

/** The real parts behind the domain's ports. */
export const openPorts = (
  config: Config,
  routes: Routes,
  payments: Payments = openTestProvider(config.publicUrl),
  documents: Documents | undefined = documentsFor(config),
): Ports => ({
  images,
  codes,
  vault: vaultFor(config),
  documents,
  payments,
  address: path => `${config.publicUrl}${path}`,
  hasRoute: routes.hasRoute,
})

// The picture library is large, and most days nobody changes a logo.
const sharpImages = async (): Promise<Images> => (await import('./images/sharp.ts')).sharpImages
const images = remembering(
  queued({
    read: async bytes => (await sharpImages()).read(bytes),
    crop: async (png, shape) => (await sharpImages()).crop(png, shape),
    photograph: async bytes => (await sharpImages()).photograph(bytes),
    preview: async parts => (await sharpImages()).preview(parts),
  }),
)

/** Without a key no document is taken: one sealed with a key that is then lost would be lost with it (TFA-4). */
export const documentsFor = ({ vaultKey, dataDir }: Config): DocumentFolder | undefined =>
  vaultKey ? documentsIn(join(dataDir, 'documents'), vaultOf(vaultKey)) : undefined

/** Nothing is sealed without a key. */
function vaultFor({ vaultKey }: Config): Vault {
  if (vaultKey) return vaultOf(vaultKey)
  const noKey = () => {
    throw new ConfigError('VAULT_KEY')
  }
  return { seal: noKey, open: noKey }
}
