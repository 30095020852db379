import type { View } from '../../desk/view.ts'
import type { Warn } from '../chat/surface.ts'
import { reasonOf } from './errors.ts'
import type { Picture, PictureOf } from './render.ts'
import type { Workspace } from './workspaces.ts'

/** Uploads the pictures of a view, for its image blocks alone; of one that cannot be uploaded its text is shown. */
export async function uploaded({ client }: Workspace, view: View, warn: Warn): Promise<PictureOf> {
  const files = new Map<Picture, string>()
  for (const block of view.blocks) {
    if (block.kind !== 'picture') continue
    try {
      const { files: completed } = await client.filesUploadV2({
        file: block.png,
        filename: 'preview.png',
        alt_text: block.alt.slice(0, 1000),
      })
      const id = completed[0]?.files?.[0]?.id
      if (id) files.set(block, id)
    } catch (error) {
      warn('slack picture not uploaded', { reason: reasonOf(error) })
    }
  }
  return picture => files.get(picture)
}
