import { itConverses } from '../contracts/conversations.ts'
import { openTerminalStage } from './talker.ts'

itConverses('Terminal', openTerminalStage)
