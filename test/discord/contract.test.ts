import { itConverses } from '../contracts/conversations.ts'
import { openDiscordStage } from './talker.ts'

itConverses('Discord', openDiscordStage, { picks: true })
